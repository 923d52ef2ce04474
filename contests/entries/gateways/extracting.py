"""The text of a web page: what a reader would call the article, as plain text.

The page is first parsed by html5ever (through nh3, which the platform has for members' texts), as
a browser would: what comes out is well formed, so that the simple reading can't be led astray.
Libraries for this (trafilatura, readability-lxml) bring lxml, a C parser, to pages that strangers
chose; the texts here are judged by people, who see what was read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import Final

import nh3

_BLOCKS: Final = frozenset(
    {"p", "li", "blockquote", "pre", "td", "th", "dd", "dt", "figcaption", "br", "hr"}
    | {f"h{level}" for level in range(1, 7)}
)
_CONTAINERS: Final = frozenset({"article", "main", "section", "div", "ul", "ol", "table", "dl"})
_NEVER: Final = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "video",
    }
    | {"audio", "select", "textarea", "button", "nav", "aside", "footer", "form", "dialog", "head"}
)
# Names by which themes mark what isn't the text.
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|sidebar|footer|comments?|respond|related|share|sharing|social|cookie|"
    r"breadcrumbs?|widget|advert|ads|promo|newsletter|subscribe|tags|meta|byline|author-?box)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
# What the cleaner writes: attributes always in double quotes.
_PIECE = re.compile(r'<(?P<end>/?)(?P<name>[a-z0-9]+)(?P<rest>(?:[^>"]|"[^"]*")*)>|[^<]+')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_SPACES = re.compile(r"\s+")
_CLEANER: Final = nh3.Cleaner(
    tags=set(_BLOCKS | _CONTAINERS | {"a"}),
    clean_content_tags=set(_NEVER - {"head"}),
    attributes={"*": {"class", "id", "role", "hidden"}},
    link_rel=None,
    strip_comments=True,
)
# Parsing takes the square of the depth, and nobody nests by hand like this.
_DEEPEST: Final = 120
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Each of these signs costs more the longer the text around it is.
_MOST_SIGNS: Final = 20_000
_MOST_TAGS: Final = 60_000
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# Elements that close by themselves.
_LIGHT_NAMES = """
area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot
colgroup option optgroup rt rp path circle rect line polygon polyline use stop g
"""
_LIGHT: Final = frozenset(_LIGHT_NAMES.split())
# A container that holds this share of the best one's prose is the text, and has less around it.
_MOST: Final = 0.7


@dataclass
class _Node:
    """A container with the prose in it; links count little: menus are made of them."""

    tag: str
    is_beside: bool
    parts: list[str | _Node] = field(default_factory=list)
    prose: int = 0

    def lines(self) -> list[str]:
        """Return its text, without what stands beside the text."""
        found: list[str] = []
        stack: list[str | _Node] = [self]
        while stack:
            part = stack.pop()
            if isinstance(part, str):
                found.append(part)
            elif not part.is_beside or part is self:
                stack.append("\n")
                stack.extend(reversed(part.parts))
                stack.append("\n")
        return found


class _Reader:
    """Builds the tree of containers out of well-formed HTML."""

    def __init__(self) -> None:
        self.root = _Node("body", is_beside=False)
        self.open: list[_Node] = [self.root]
        self.links = 0

    def read(self, clean: str) -> _Node:
        """Return the whole page."""
        for piece in _PIECE.finditer(clean):
            name = piece["name"]
            if name is None:
                self._text(unescape(piece.group()))
            elif piece["end"]:
                self._end(name)
            else:
                self._start(name, piece["rest"])
        while len(self.open) > 1:
            self._end("div")
        return self.root

    def _start(self, tag: str, attributes: str) -> None:
        if tag == "a":
            self.links += 1
        elif tag in _CONTAINERS:
            given = dict(_ATTRIBUTE.findall(attributes))
            names = f"{given.get('class', '')} {given.get('id', '')}"
            hides = "hidden" in given or given.get("role") in ("navigation", "complementary")
            node = _Node(tag, is_beside=hides or bool(_BESIDE.search(names)))
            self.open[-1].parts.append(node)
            self.open.append(node)
        elif tag in _BLOCKS:
            self.open[-1].parts.append("\n" if tag == "br" else "\n\n")

    def _end(self, tag: str) -> None:
        if tag == "a":
            self.links = max(self.links - 1, 0)
        elif tag in _CONTAINERS and len(self.open) > 1:
            closed = self.open.pop()
            if not closed.is_beside:
                self.open[-1].prose += closed.prose
        elif tag in _BLOCKS:
            self.open[-1].parts.append("\n\n")

    def _text(self, text: str) -> None:
        self.open[-1].parts.append(_SPACES.sub(" ", text))
        if not self.links:
            self.open[-1].prose += len("".join(text.split()))


def main_text(html: str) -> str:
    """Return the main text of a page, a blank line between its blocks; "" for a tangle."""
    spelled = _ENTITY.sub(_spell, html)
    if _is_tangle(spelled):
        return ""
    page = _Reader().read(_CLEANER.clean(spelled))
    lines = "".join(_best(page).lines()).split("\n\n")
    blocks = ("\n".join(" ".join(line.split()) for line in block.split("\n")) for block in lines)
    return "\n\n".join(block.strip() for block in blocks if block.strip())


def _best(root: _Node) -> _Node:
    """Go down as long as one container holds nearly all the prose."""
    node = root
    while True:
        inner = [part for part in node.parts if isinstance(part, _Node) and not part.is_beside]
        fullest = max(inner, key=lambda part: part.prose, default=None)
        if fullest is None or fullest.prose < _MOST * max(node.prose, 1):
            return node
        if fullest.tag in ("ul", "ol", "table", "dl"):
            return node
        node = fullest


def _spell(entity: re.Match[str]) -> str:
    """Return the letter that an entity stands for; signs of the markup stay entities."""
    letter = unescape(entity.group())
    return entity.group() if letter in "<>&\"'" else letter


def _is_tangle(html: str) -> bool:
    """Tell whether elements are nested, or left open, more deeply than in any real page."""
    if html.count("&") > _MOST_SIGNS or html.count("<") > _MOST_TAGS:
        return True
    still_open: Counter[str] = Counter()
    depth = 0
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if name in _LIGHT:
            continue
        if not found[1]:
            still_open[name] += 1
            depth += 1
        elif still_open[name]:
            still_open[name] -= 1
            depth -= 1
        if depth > _DEEPEST:
            return True
    return False
