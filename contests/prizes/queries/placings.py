"""Who stands at which rank: told by whoever ranks a contest of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from contests.calls.choices import ContestKind
from contests.calls.models import Contest
from contests.entries.models import Entry
from contests.prizes.models import Award
from marketplace.accounts.models import Member


@dataclass(frozen=True)
class Placing:
    """One winner at one rank; a writing contest names the entry.

    `barred` holds the ids of prizes that ask for a surer proof than the winning ticket has.
    """

    rank: int
    member: Member
    entry: Entry | None = None
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Standing:
    """Who stands where, and who shares what is left where a stated rule says so."""

    placings: Sequence[Placing]
    # In the order of their entries; `rank` of these says only where they stand in the list.
    sharing: Sequence[Placing] = ()


class PlacingSource(Protocol):
    """Returns the standing of a contest, None while there is none to approve."""

    def __call__(self, *, contest: Contest) -> Standing | None: ...


_SOURCES: Final[dict[str, PlacingSource]] = {}


def register_placings(kind: str, source: PlacingSource) -> None:
    """Say who ranks contests of one kind."""
    _SOURCES[kind] = source


def standing_of(contest: Contest) -> Standing | None:
    """Return who stands where, None while nothing is decided."""
    source = _SOURCES.get(contest.kind)
    return source(contest=contest) if source is not None else None


def still_holds(award: Award) -> bool:
    """Whether the winner of a draw wasn't passed over meanwhile."""
    standing = standing_of(award.contest) if award.contest.kind == ContestKind.FOLLOW else None
    if standing is None:
        return True
    return any(
        one.rank == award.rank and one.member.pk == award.member_id for one in standing.placings
    )
