"""Who stands at which rank: told by whoever ranks a contest of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from contests.calls.models import Contest
from contests.entries.models import Entry
from marketplace.accounts.models import Member


@dataclass(frozen=True)
class Placing:
    """One winner at one rank; a writing contest names the entry."""

    rank: int
    member: Member
    entry: Entry | None = None


class PlacingSource(Protocol):
    """Returns the placings of a contest by rank, None while there are none to approve."""

    def __call__(self, *, contest: Contest) -> Sequence[Placing] | None: ...


_SOURCES: Final[dict[str, PlacingSource]] = {}


def register_placings(kind: str, source: PlacingSource) -> None:
    """Say who ranks contests of one kind."""
    _SOURCES[kind] = source


def placings_of(contest: Contest) -> Sequence[Placing] | None:
    """Return who stands where, None while nothing is decided."""
    source = _SOURCES.get(contest.kind)
    return source(contest=contest) if source is not None else None
