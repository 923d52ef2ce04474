"""What other parts let stand beside a guru's name on the club's public page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Protocol


@dataclass(frozen=True)
class Honour:
    """A few words in the reader's language, and where they lead."""

    label: str
    url: str


class HonourSource(Protocol):
    """Returns what stands beside the names of these members, in a constant number of queries."""

    def __call__(self, member_ids: Collection[int], /) -> dict[int, list[Honour]]: ...


_SOURCES: Final[dict[str, HonourSource]] = {}


def register_honours(name: str, source: HonourSource) -> None:
    """Add what stands beside names."""
    _SOURCES[name] = source


def honours_beside(member_ids: Collection[int]) -> dict[int, list[Honour]]:
    """Return what stands beside each of these names."""
    found: dict[int, list[Honour]] = {}
    for source in _SOURCES.values():
        for member, rows in source(member_ids).items():
            found.setdefault(member, []).extend(rows)
    return found
