"""Which contest carries the prizes: told by whoever knows contests, through a registry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol


@dataclass(frozen=True)
class PrizeLine:
    """What a place wins: a sum in minor units, or what the name says."""

    place: int
    name: str
    amount: int
    currency: str


@dataclass(frozen=True)
class PrizeContest:
    """A contest that is won by vote, as it is shown beside an election.

    `is_public`: everybody may see it; `state` is in the reader's language.
    """

    contest_id: str
    title: str
    url: str
    state: str
    is_public: bool
    prizes: Sequence[PrizeLine] = ()


class PrizeContests(Protocol):
    """Knows the contests that are won by vote."""

    def open_ones(self) -> list[PrizeContest]:
        """Return those whose winners aren't published, the newest first."""

    def one(self, contest_id: str) -> PrizeContest | None:
        """Return one by its public id, with its prizes."""


_SOURCES: Final[list[PrizeContests]] = []


def register_prize_contests(source: PrizeContests) -> None:
    """Say who knows the contests."""
    _SOURCES[:] = [source]


def prize_contests() -> list[PrizeContest]:
    """Return the contests that could carry prizes; none where no part knows any."""
    return _SOURCES[0].open_ones() if _SOURCES else []


def prize_contest(contest_id: str) -> PrizeContest | None:
    """Return the contest that carries an election's prizes, None where there is none."""
    return _SOURCES[0].one(contest_id) if _SOURCES and contest_id else None
