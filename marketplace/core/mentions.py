"""Names of members in a text, written as @name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from markdown_it.token import Token

_NAME: Final = re.compile(r"(?<![\w@/.:-])@([A-Za-z0-9][A-Za-z0-9_]{1,28}[A-Za-z0-9])(?![\w@])")
_SHOWN: Final = {"text": 0, "link_open": 1, "link_close": -1}


def names_in(source: str) -> list[str]:
    """Return the names that a text may mention, each once, in small letters, in their order."""
    return list(dict.fromkeys(name.lower() for name in _NAME.findall(source)))


def link_mentions(tokens: Sequence[Token], addresses: Mapping[str, str]) -> None:
    """Make links of the names that have an address; those in code and in links stay words."""
    for token in tokens:
        if not token.children or "@" not in token.content:
            continue
        depth = 0
        children: list[Token] = []
        for child in token.children:
            depth += _SHOWN.get(child.type, 0)
            is_plain = child.type == "text" and not depth
            children.extend(_parts(child, addresses) if is_plain else (child,))
        token.children = children


def _parts(child: Token, addresses: Mapping[str, str]) -> Iterator[Token]:
    end = 0
    for found in _NAME.finditer(child.content):
        address = addresses.get(found[1].lower())
        if address is None:
            continue
        if found.start() > end:
            yield Token("text", "", 0, content=child.content[end : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": address}, info="auto", markup="mention")
        yield Token("text", "", 0, content=found[0])
        yield Token("link_close", "a", -1)
        end = found.end()
    if end == 0:
        yield child
    elif end < len(child.content):
        yield Token("text", "", 0, content=child.content[end:])
