"""Making links: one for each thing that is passed on, and a member's own."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.http import url_has_allowed_host_and_scheme

from marketplace.accounts.models import Member
from marketplace.core.addresses import without_language
from marketplace.core.conf import rules
from referrals.links.choices import (
    CODE_LENGTH,
    LABEL_MAX,
    PATH_MAX,
    WORD_MAX,
    WORD_MIN,
    LinkKind,
)
from referrals.links.errors import (
    LinkStays,
    PathOutside,
    TooManyLinks,
    WordChosen,
    WordInvalid,
    WordTaken,
)
from referrals.links.models import ALPHABET, Link

_WORD: Final = re.compile(rf"^[a-z][a-z0-9-]{{{WORD_MIN - 2},{WORD_MAX - 2}}}[a-z0-9]$")


def new_code() -> str:
    """Return eight random characters (40 bits) that are safe to read aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def clean_path(text: str) -> str:
    """Return a page of this platform without its language. Raises PathOutside."""
    bare = without_language(text.strip() or "/")
    is_inside = bare.startswith("/") and url_has_allowed_host_and_scheme(bare, allowed_hosts=None)
    if not is_inside or len(bare) > PATH_MAX or any(ord(sign) < 33 for sign in bare):  # noqa: PLR2004
        raise PathOutside(field="path")
    return bare


def link_for(
    *,
    kind: LinkKind,
    now: datetime,
    ref: str = "",
    owner: Member | None = None,
    path: str = "/",
    label: str = "",
) -> Link:
    """Return the link of a thing, made at the first call; two at once get the same one.

    `owner` is whose visits don't count and who is thanked. Raises PathOutside.
    """
    chosen = {"kind": kind, "ref": ref, "owner": owner, "label": label[:LABEL_MAX]}
    found = Link.objects.filter(**chosen).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Link.objects.create(
                **chosen, code=new_code(), path=clean_path(path), created_at=now
            )
    except IntegrityError:
        # Somebody was faster; or the code was taken, which one in a million million is.
        return Link.objects.filter(**chosen).first() or Link.objects.create(
            **chosen, code=new_code(), path=clean_path(path), created_at=now
        )


def own_link(*, member: Member, now: datetime) -> Link:
    """Return the member's own link."""
    return link_for(kind=LinkKind.MEMBER, owner=member, now=now)


def add_link(*, member: Member, path: str, label: str, now: datetime) -> Link:
    """Make another link of the member's, to a page, under a name; the same name gives the same one.

    Locks the member's row. Raises PathOutside, TooManyLinks.
    """
    bare = clean_path(path)
    name = label.strip()[:LABEL_MAX] or bare[:LABEL_MAX]
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).get(pk=member.pk)
        mine = Link.objects.filter(owner=member, kind=LinkKind.MEMBER)
        found = mine.filter(label=name).first()
        is_open = found is not None and found.closed_at is None
        if not is_open and mine.filter(closed_at=None).count() >= rules().links_per_member:
            raise TooManyLinks(most=rules().links_per_member)
        if found is not None:
            found.closed_at, found.path = None, bare
            found.save(update_fields=["closed_at", "path"])
            return found
        return link_for(kind=LinkKind.MEMBER, owner=member, path=bare, label=name, now=now)


def close_link(*, link: Link, now: datetime) -> None:
    """Count no more visits by a link; its address still leads to its page. Twice does nothing.

    Raises LinkStays for a member's own link, and for one that isn't the member's making.
    """
    if link.kind != LinkKind.MEMBER or not link.label:
        raise LinkStays
    Link.objects.filter(pk=link.pk, closed_at=None).update(closed_at=now)


def choose_word(*, member: Member, word: str, now: datetime) -> Link:
    """Give the member's own link a word in place of its code, once for ever.

    The code keeps working. Raises WordInvalid, WordTaken, WordChosen.
    """
    chosen = clean_word(word)
    return name_link(link=own_link(member=member, now=now), word=chosen)


def clean_word(word: str) -> str:
    """Return a word as links carry it. Raises WordInvalid."""
    chosen = word.strip().lower()
    if not _WORD.match(chosen):
        raise WordInvalid(field="word", least=WORD_MIN, most=WORD_MAX)
    return chosen


def name_link(*, link: Link, word: str) -> Link:
    """Give a link a word in place of its code, once for ever; the code keeps working.

    Whoever calls has seen to it that the link may be named. Raises WordInvalid, WordTaken,
    WordChosen.
    """
    chosen = clean_word(word)
    with transaction.atomic():
        row = Link.objects.select_for_update(no_key=True).get(pk=link.pk)
        if row.word == chosen:
            return row
        if row.word:
            raise WordChosen(field="word")
        if Link.objects.filter(code=chosen).exists():
            raise WordTaken(field="word")
        row.word = chosen
        try:
            with transaction.atomic():
                row.save(update_fields=["word"])
        except IntegrityError:
            raise WordTaken(field="word") from None
    return row
