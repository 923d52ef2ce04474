"""What feeds the index: each app registers how its things are read; this one knows none of them.

A source answers for one kind. `load` returns documents of what may be found now; what it leaves
out (paused, hidden, gone) leaves the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from marketplace.search.choices import Kind


@dataclass(frozen=True, kw_only=True)
class Document:
    """One thing as the index takes it.

    `price` in minor units of the platform's currency, `rating` in hundredths of a star. `path` may
    carry a language prefix, which is dropped. Without `level` the owner's level is asked for.
    """

    kind: Kind
    ref: int
    owner_id: int
    title: str
    path: str
    language: str
    published_at: datetime
    keywords: str = ""
    body: str = ""
    excerpt: str = ""
    root: str = ""
    category: str = ""
    price: int | None = None
    days: int | None = None
    rating: int = 0
    rating_count: int = 0
    orders_count: int = 0


class Source(Protocol):
    """How things of one kind are read."""

    def load(self, refs: Sequence[int]) -> list[Document]:
        """Return documents of those that may be found, in a constant number of queries."""

    def batches(self, size: int) -> Iterator[list[int]]:
        """Walk through the numbers of all that may be found."""

    def of_owner(self, owner_id: int) -> list[int]:
        """Return the numbers of a member's things, shown or not."""


LevelsOf = Callable[[Sequence[int]], Mapping[int, int]]

SOURCES: dict[Kind, Source] = {}
_LEVELS: list[LevelsOf] = []


def register_source(kind: Kind, source: Source) -> None:
    """Let a kind be found; from an app's receivers."""
    SOURCES[kind] = source


def register_levels(levels_of: LevelsOf) -> None:
    """Say where sellers' levels come from: {member id: level} for those who have one."""
    _LEVELS[:] = [levels_of]


def levels_of(owner_ids: Sequence[int]) -> Mapping[int, int]:
    """Return the levels of these members; nothing while nobody gives levels."""
    return _LEVELS[0](owner_ids) if _LEVELS else {}


def knows_levels() -> bool:
    """Whether somebody gives levels."""
    return bool(_LEVELS)
