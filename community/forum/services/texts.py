"""What members write, made safe HTML once, with the names that it mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils import translation

from community.forum.choices import (
    BODY_MAX,
    TAG_LENGTH,
    TAGS_MAX,
    TANGLE_MAX,
    TITLE_MAX,
    TITLE_MIN,
    HeldFor,
)
from community.forum.errors.writing import (
    LinksWouldWait,
    PostEmpty,
    PostTooLong,
    PostTooTangled,
    TagUnreadable,
    TitleTooShort,
    TooManyTags,
)
from community.forum.models import Post
from community.forum.policies.writing import is_newcomer
from community.forum.queries.places import Reader
from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.markdown import RenderedText, TextTooTangled, render
from marketplace.core.mentions import names_in
from marketplace.core.tangles import tangle_of

MOST_NAMES: Final = 30
PATIENCE: Final = 15
QUOTE_MAX: Final = 1_500
_OUTSIDE_LINK: Final = re.compile(r'<a href="(https?://[^"]*)"')
_TAG_SPLIT: Final = re.compile(r"[,،\s]+")
_TAG_BAD: Final = re.compile(r"[^\w+#.-]")


@dataclass(frozen=True)
class Written:
    """A text as it is kept, with whom it names."""

    source: str
    rendered: RenderedText
    named: tuple[Member, ...]

    @property
    def outside_links(self) -> int:
        """How many links lead elsewhere."""
        return len(_OUTSIDE_LINK.findall(self.rendered.html))


def write_text(source: str) -> Written:
    """Render what a member wrote. Raises PostEmpty, PostTooLong, PostTooTangled."""
    source = source.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(source) > BODY_MAX:
        raise PostTooLong(field="body", limit=BODY_MAX, count=len(source))
    if tangle_of(source) > TANGLE_MAX:
        raise PostTooTangled(field="body")
    named = _members(names_in(source)[:MOST_NAMES])
    # Addresses without a language: who follows them reads in their own.
    with translation.override("ar"):
        pages = {one.username: reverse("accounts:profile", args=[one.username]) for one in named}
    try:
        rendered = render(source, anchor_prefix="", mentions=pages, patience=PATIENCE)
    except TextTooTangled:
        raise PostTooTangled(field="body") from None
    if not rendered.text.strip() and "<img" not in rendered.html:
        raise PostEmpty(field="body")
    return Written(source, rendered, named)


def _members(names: Sequence[str]) -> tuple[Member, ...]:
    if not names:
        return ()
    rows = Member.objects.filter(username__in=names, is_active=True).order_by("pk")
    return tuple(rows)


_HEBREW: Final = re.compile("[\u0590-\u05ff]")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
# Letters of Urdu that Arabic doesn't have.
_URDU: Final = re.compile("[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2\u06a9\u06af\u067e\u0686]")
_LATIN: Final = re.compile("[A-Za-z]")


def language_of(text: str, *, otherwise: str) -> str:
    """Return the language of a text by its letters; `otherwise` where it has none of ours."""
    counts = {
        Language.HEBREW: len(_HEBREW.findall(text)),
        Language.ARABIC: len(_ARABIC.findall(text)),
        Language.ENGLISH: len(_LATIN.findall(text)),
    }
    best = max(counts, key=lambda language: counts[language])
    if not counts[best]:
        return otherwise
    if best == Language.ARABIC and len(_URDU.findall(text)) * 12 > counts[best]:
        return Language.URDU
    return best


def clean_title(title: str) -> str:
    """Return a title without needless space. Raises TitleTooShort."""
    title = " ".join(title.replace("\x00", "").split())[:TITLE_MAX]
    if sum(map(str.isalnum, title)) < TITLE_MIN:
        raise TitleTooShort(field="title", least=TITLE_MIN)
    return title


def read_tags(text: str) -> list[str]:
    """Return the tags of a text, in small letters, each once. Raises TooManyTags, TagUnreadable."""
    found: list[str] = []
    for word in _TAG_SPLIT.split(text.strip()):
        tag = word.lstrip("#").strip("-._").casefold()
        if not tag or tag in found:
            continue
        if len(tag) > TAG_LENGTH or _TAG_BAD.search(tag) or not any(map(str.isalnum, tag)):
            raise TagUnreadable(field="tags", tag=tag[:TAG_LENGTH], most=TAG_LENGTH)
        found.append(tag)
    if len(found) > TAGS_MAX:
        raise TooManyTags(field="tags", most=TAGS_MAX)
    return found


def reason_to_hold(reader: Reader, written: Written) -> HeldFor:
    """Return why a newcomer's post waits for a moderator; HeldFor.NOTHING lets it through."""
    if not is_newcomer(reader):
        return HeldFor.NOTHING
    limits = rules()
    if written.outside_links > limits.forum_newcomer_links:
        return HeldFor.LINKS
    first = limits.forum_held_first_posts
    if first and Post.objects.filter(author=reader.pk, state="visible")[:first].count() < first:
        return HeldFor.FIRST_POSTS
    return HeldFor.NOTHING


def refuse_new_links(reader: Reader, post: Post, written: Written) -> None:
    """Raise LinksWouldWait where a newcomer's edit adds links for which a new post would wait."""
    most = rules().forum_newcomer_links
    if not is_newcomer(reader) or written.outside_links <= most:
        return
    if set(_OUTSIDE_LINK.findall(written.rendered.html)) - set(_OUTSIDE_LINK.findall(post.html)):
        raise LinksWouldWait(field="body", most=most)


def quote_of(post: Post, *, part: str = "") -> str:
    """Return a post, or a part of its text, as a quotation that names its writer and leads back."""
    words = " ".join(part.split())
    # Only what the post really says is quoted as its writer's words.
    said = words if words and words in " ".join(post.text.split()) else post.text
    lines = [line.strip() for line in said.strip()[:QUOTE_MAX].splitlines()]
    with translation.override("ar"):
        address = reverse("forum:post", args=[post.pk])
    quoted = "\n".join(f"> {_plain(line)}" for line in lines if line)
    return f"> [@{post.author.username}]({address}):\n{quoted}\n\n"


def _plain(line: str) -> str:
    """Take the meaning of marks out of a quoted line."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", line)
