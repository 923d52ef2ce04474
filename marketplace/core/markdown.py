"""Markdown of members as safe HTML, rendered once when it is written and stored beside its source.

Two walls: markdown-it makes no HTML of HTML, and nh3 lets through only what is listed here.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import nh3
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from marketplace.core.errors import Invalid
from marketplace.core.mentions import link_mentions

# Raised whenever the same source would give other HTML; texts stored with a lower one are
# rendered again.
RENDERER_VERSION: Final = 1
LONGEST_SOURCE: Final = 100_000
# Each opening bracket makes the parser read on to the end of its paragraph, and a short row of a
# table grows by empty cells. Within these limits the worst text takes about a second.
MOST_BRACKET_READING: Final = 500_000
MOST_TOKENS: Final = 100_000
WORDS_PER_MINUTE: Final = 200
_PATIENCE: Final = "patience"

_SAFE_SCHEMES: Final = ("http", "https", "mailto")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LANGUAGE_CLASS = re.compile(r"language-[A-Za-z0-9+#._-]{1,30}")
# Characters at which the parser stops; it passes over the letters between them at once.
_SPECIAL = re.compile(r"[^\w\s.,;'\"/?()]|[_\n]")
_ARABIC_PUNCTUATION = re.compile("[،؛؟«»۔]")
# Overrides turn the order of letters around; nobody needs them to write, some to deceive.
_OVERRIDES = re.compile("[\u202d\u202e]")

_HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
_LEAVES: Final = ("p", *_HEADINGS, "th", "td")
_CONTAINERS: Final = ("ul", "ol", "li", "blockquote", "table")
_ALIGNED: Final = {"text-align:center": "text-center", "text-align:right": "text-end"}
_TAGS: Final = {
    *_LEAVES,
    *_CONTAINERS,
    *("thead", "tbody", "tr", "pre", "code", "hr", "br", "a", "img", "em", "strong", "s"),
}
_ATTRIBUTES: Final = {
    "*": {"dir"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start"},
    "code": {"class"},
    "th": {"class"},
    "td": {"class"},
    **{heading: {"id"} for heading in _HEADINGS},
}


class TextTooLong(Invalid):
    """The source is longer than any text of ours may be."""

    code = "text_too_long"
    message = _("This text is too long: at most %(limit)s characters.")


class TextTooTangled(Invalid):
    """The source has more brackets in long paragraphs, or more cells, than a person writes."""

    code = "text_too_tangled"
    message = _("This text has too many square brackets or table cells.")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the table of contents: level 2 to 6, and the id to jump to ("" for none)."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class RenderedText:
    """Safe HTML with what pages want to know of it. `text` is what remains without markup."""

    html: str
    version: int
    headings: tuple[Heading, ...]
    word_count: int
    reading_minutes: int
    text: str


def is_own_media(address: str) -> bool:
    """Tell whether an address lies in our public storage, on disk or in a bucket."""
    home = default_storage.url("x").removesuffix("x")
    path = address.removeprefix(home)
    return path != address and not re.search(r"^/|//|\.\.|[\\%?#:]", path)


def render(
    source: str,
    *,
    is_own_image: Callable[[str], bool] = is_own_media,
    anchor_prefix: str = "section-",
    mentions: Mapping[str, str] | None = None,
    patience: int = 100,
) -> RenderedText:
    """Render Markdown as HTML that can go into any page as it stands.

    No HTML of the writer's survives; links lead to http, https, mailto or our own pages and
    carry `rel="nofollow ugc noopener"`; images show only where `is_own_image` says so and are
    links elsewhere. Headings begin at h2 and get ids of ours, `anchor_prefix` and a number; give
    "" where a page holds several texts. Paragraphs, headings and cells carry `dir="auto"`; lists,
    quotes and tables the direction of their first letter, because `auto` doesn't look into
    children that have a direction. `mentions` maps names in small letters to addresses: @name
    becomes a link. `patience` is the share of the limits, in percent, that a text may use up: at
    100 the worst takes about a second. Raises TextTooLong, TextTooTangled.
    """
    if len(source) > LONGEST_SOURCE:
        raise TextTooLong(limit=LONGEST_SOURCE)
    tokens = _PARSER.parse(_OVERRIDES.sub("", source), {_PATIENCE: patience})
    if mentions:
        link_mentions(tokens, mentions)
    _set_images(tokens, is_own_image)
    _end_addresses(tokens)
    _set_directions(tokens)
    headings = _set_headings(tokens, anchor_prefix)
    text = _plain_text(tokens)
    words = sum(any(map(str.isalnum, word)) for word in text.split())
    return RenderedText(
        html=_CLEANER.clean(_PARSER.renderer.render(tokens, _PARSER.options, {})),
        version=RENDERER_VERSION,
        headings=tuple(headings),
        word_count=words,
        reading_minutes=math.ceil(words / WORDS_PER_MINUTE),
        text=text,
    )


def render_lite(source: str) -> str:
    """Render a short remark: emphasis, links, code, lists and quotes; nothing that shouts.

    Headings and tables become plain text, pictures become links. Raises as `render` does.
    """
    rendered = render(source, is_own_image=lambda _address: False, anchor_prefix="")
    return _LITE_CLEANER.clean(_HEADING_TAGS.sub(r"<\1p", rendered.html))


def _is_safe_address(address: str) -> bool:
    """Allow the safe schemes and relative addresses; what hides a scheme is refused with it."""
    bare = "".join(letter for letter in address if letter > " ")
    scheme = _SCHEME.match(bare)
    return scheme is None or scheme[1].lower() in _SAFE_SCHEMES


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "code" and name == "class":
        return value if _LANGUAGE_CLASS.fullmatch(value) else None
    if name == "class":
        return value if value in _ALIGNED.values() else None
    if name == "dir":
        return value if value in {"auto", "ltr", "rtl"} else None
    return value


def _refuse_tangles(state: StateCore) -> None:
    reading = sum(
        token.content.count("[") * len(_SPECIAL.findall(token.content))
        for token in state.tokens
        if token.type == "inline"
    )
    share = state.env.get(_PATIENCE, 100) / 100
    if reading > MOST_BRACKET_READING * share or len(state.tokens) > MOST_TOKENS * share:
        raise TextTooTangled


def _make_parser() -> MarkdownIt:
    """Return the parser: tables and strikethrough, bare addresses become links, no HTML.

    A line break in the source is one in the text: most writers expect just that.
    """
    parser = MarkdownIt("js-default", {"html": False, "linkify": True, "breaks": True})
    parser.disable(["html_block", "html_inline"])
    parser.core.ruler.before("inline", "refuse_tangles", _refuse_tangles)
    parser.validateLink = _is_safe_address  # type: ignore[assignment]
    if parser.linkify is not None:
        parser.linkify.add("ftp:", None)
        parser.linkify.add("//", None)
        parser.linkify.set({"fuzzy_link": False, "fuzzy_email": True})
    return parser


_PARSER: Final = _make_parser()
_CLEANER: Final = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_filter_attribute,
    url_schemes=set(_SAFE_SCHEMES),
    link_rel="nofollow ugc noopener",
    set_tag_attribute_values={"pre": {"dir": "ltr"}},
)

_HEADING_TAGS = re.compile(r"<(/?)h[1-6]\b")
_LITE_CLEANER: Final = nh3.Cleaner(
    tags={"p", "br", "ul", "ol", "li", "blockquote", "pre", "code", "a", "em", "strong", "s"},
    attributes={"*": {"dir"}, "a": {"href", "title"}, "ol": {"start"}},
    url_schemes=set(_SAFE_SCHEMES),
    link_rel="nofollow ugc noopener",
)


def _set_images(tokens: Sequence[Token], is_own_image: Callable[[str], bool]) -> None:
    """Turn images of others into links: showing them would tell their server who reads."""
    for token in tokens:
        if not token.children:
            continue
        children: list[Token] = []
        depth = 0
        for child in token.children:
            depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            if child.type != "image":
                children.append(child)
            elif is_own_image(str(child.attrGet("src"))):
                child.attrSet("loading", "lazy")
                children.append(child)
            else:
                children.extend(_as_link(child, inside_link=depth > 0))
        token.children = children


def _as_link(image: Token, *, inside_link: bool) -> list[Token]:
    address = str(image.attrGet("src") or "")
    text = Token("text", "", 0, content=image.content or address)
    scheme = _SCHEME.match(address)
    if inside_link or scheme is None or scheme[1].lower() not in {"http", "https"}:
        return [text]
    opening = Token("link_open", "a", 1, attrs={"href": address})
    return [opening, text, Token("link_close", "a", -1)]


def _end_addresses(tokens: Sequence[Token]) -> None:
    """End a bare address where Arabic punctuation begins, which the parser takes for a part of it.

    An address that was written percent-encoded keeps what it spells.
    """
    for token in tokens:
        children = token.children or []
        for index, child in enumerate(children):
            if child.type != "link_open" or child.markup != "linkify":
                continue
            shown = children[index + 1]
            mark = _ARABIC_PUNCTUATION.search(shown.content)
            if mark is None or shown.content[: mark.end()] not in token.content:
                continue
            address, rest = shown.content[: mark.start()], shown.content[mark.start() :]
            shown.content = address
            encoded = _PARSER.normalizeLink(mark.group())
            child.attrSet("href", str(child.attrGet("href")).partition(encoded)[0])
            children[index + 2].meta["rest"] = rest
        token.children = [part for child in children for part in _with_rest(child)] or None


def _with_rest(child: Token) -> list[Token]:
    rest = child.meta.get("rest")
    return [child, Token("text", "", 0, content=str(rest))] if rest else [child]


def _direction(text: str) -> str | None:
    """Return the direction of the first letter that has one."""
    for letter in text:
        bidirectional = unicodedata.bidirectional(letter)
        if bidirectional in {"R", "AL"}:
            return "rtl"
        if bidirectional == "L":
            return "ltr"
    return None


def _set_directions(tokens: Sequence[Token]) -> None:
    """Give each block its direction and each alignment a class that follows the direction."""
    undecided: list[Token] = []
    for token in tokens:
        if token.nesting == 1 and token.tag in _CONTAINERS:
            undecided.append(token)
        elif token.nesting == 1 and not token.hidden:
            _set_leaf(token)
        elif token.type == "inline":
            _set_inline_directions(token.children or [])
            direction = _direction(token.content)
            if direction:
                for container in undecided:
                    container.attrs.setdefault("dir", direction)
                undecided.clear()


def _set_leaf(token: Token) -> None:
    if token.tag in _LEAVES or re.fullmatch(r"h[1-6]", token.tag):
        token.attrSet("dir", "auto")
    style = token.attrs.pop("style", None)
    if style in _ALIGNED:
        token.attrSet("class", _ALIGNED[str(style)])


def _set_inline_directions(children: Sequence[Token]) -> None:
    """Keep code apart from its sentence; addresses shown as such run from left to right."""
    for child in children:
        if child.type == "code_inline":
            child.attrSet("dir", "auto")
        elif child.type == "link_open" and child.info == "auto":
            child.attrSet("dir", "ltr")


def _set_headings(tokens: Sequence[Token], anchor_prefix: str) -> list[Heading]:
    """Set levels that begin below the page's own h1 and skip none, however they were written."""
    opens = [index for index, token in enumerate(tokens) if token.type == "heading_open"]
    written = sorted({int(tokens[index].tag[1]) for index in opens})
    headings: list[Heading] = []
    level = 1
    for index in opens:
        level = min(written.index(int(tokens[index].tag[1])) + 2, level + 1, 6)
        tokens[index].tag = tokens[index + 2].tag = f"h{level}"
        anchor = f"{anchor_prefix}{len(headings) + 1}" if anchor_prefix else ""
        if anchor:
            tokens[index].attrSet("id", anchor)
        headings.append(Heading(level, _inline_text(tokens[index + 1]), anchor))
    return headings


def _inline_text(token: Token) -> str:
    parts = []
    for child in token.children or []:
        if child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type in {"text", "code_inline", "image"}:
            parts.append(child.content)
    return "".join(parts).strip()


def _plain_text(tokens: Sequence[Token]) -> str:
    """Return the text without markup, a line for each block."""
    lines = [
        token.content if token.type in {"fence", "code_block"} else _inline_text(token)
        for token in tokens
        if token.type in {"inline", "fence", "code_block"}
    ]
    return "\n".join(line.strip() for line in lines if line.strip())
