"""The count: ranked choice in rounds, once for each place. Pure: no database, no clock, no chance.

For each place in turn: every ballot counts for the first candidate on it who is still in. Who has
more than half of what counts wins; else who has least falls, one at a time, and the next round
begins. The winner is taken off all ballots before the next place is counted. The record votes as
one more ballot: by points, then solutions, then who was nominated first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from community.laurels.choices import TieRule

Ranking = tuple[str, ...]
HUNDRED: Final = 100


@dataclass(frozen=True)
class Runner:
    """A candidate with what was frozen. `order` says who was nominated first; it is unique."""

    key: str
    points: int
    solutions: int
    order: int


@dataclass(frozen=True)
class Round:
    """Who had how much, what nobody had, who fell and why, and where their votes went."""

    votes: Mapping[str, Fraction]
    exhausted: Fraction
    fell: str = ""
    tie: TieRule = TieRule.NONE
    moved: Mapping[str, Fraction] | None = None
    to_nobody: Fraction = Fraction(0)


@dataclass(frozen=True)
class Place:
    """The rounds of one place and who won it."""

    number: int
    winner: str
    rounds: Sequence[Round]


@dataclass(frozen=True)
class Ballots:
    """Rankings with their weights; the record's own among them."""

    rows: Sequence[tuple[Ranking, Fraction]]

    def votes(self, running: Iterable[str]) -> tuple[dict[str, Fraction], Fraction]:
        """Return what each of those who are in has, and what counts for nobody."""
        found = dict.fromkeys(running, Fraction(0))
        exhausted = Fraction(0)
        for ranking, weight in self.rows:
            first = next((key for key in ranking if key in found), None)
            if first is None:
                exhausted += weight
            else:
                found[first] += weight
        return found, exhausted


def record_ranking(runners: Iterable[Runner]) -> Ranking:
    """Return the record's ballot: by points, then solutions, then who was nominated first."""
    ordered = sorted(runners, key=lambda one: (-one.points, -one.solutions, one.order))
    return tuple(one.key for one in ordered)


def record_weight(ballots: int, percent: int) -> Fraction:
    """Return what the record's ballot weighs, so that it is `percent` % of all votes together.

    w = P × n ÷ (100 − P), from w ÷ (n + w) = P ÷ 100.
    """
    return Fraction(percent * ballots, HUNDRED - percent)


def seed_of(receipts: Iterable[str]) -> str:
    """Return what draws are made from: the digest of all receipts, sorted, a line each."""
    return hashlib.sha256("\n".join(sorted(receipts)).encode()).hexdigest()


def lot_of(seed: str, key: str) -> str:
    """Return a candidate's lot; the lowest one falls."""
    return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()


def count(
    runners: Sequence[Runner],
    rankings: Sequence[Ranking],
    *,
    percent: int,
    places: int,
    seed: str,
) -> list[Place]:
    """Return the places in order, at most as many as there are candidates."""
    weight = record_weight(len(rankings), percent)
    rows = [(ranking, Fraction(1)) for ranking in rankings]
    ballots = Ballots([*rows, (record_ranking(runners), weight)])
    left = {one.key: one for one in runners}
    found: list[Place] = []
    for number in range(1, min(places, len(runners)) + 1):
        place = _count_place(number, left, ballots, seed)
        found.append(place)
        del left[place.winner]
    return found


def _count_place(number: int, left: Mapping[str, Runner], ballots: Ballots, seed: str) -> Place:
    running = dict(left)
    rounds: list[Round] = []
    first: dict[str, Fraction] | None = None
    while True:
        votes, exhausted = ballots.votes(running)
        first = first if first is not None else votes
        winner = _winner(votes)
        if winner is not None:
            rounds.append(Round(votes, exhausted))
            return Place(number, winner, rounds)
        fell, tie = _falls(running, votes, first, seed)
        del running[fell]
        after, nobody = ballots.votes(running)
        moved = {key: after[key] - votes[key] for key in running if after[key] != votes[key]}
        rounds.append(Round(votes, exhausted, fell, tie, moved, nobody - exhausted))


def _winner(votes: Mapping[str, Fraction]) -> str | None:
    """Return who has more than half of what counts, or who alone is left."""
    if len(votes) == 1:
        return next(iter(votes))
    total = sum(votes.values(), Fraction(0))
    return next((key for key, has in votes.items() if has * 2 > total), None)


def _falls(
    running: Mapping[str, Runner],
    votes: Mapping[str, Fraction],
    first: Mapping[str, Fraction],
    seed: str,
) -> tuple[str, TieRule]:
    """Return who falls: the fewest votes, then first-round votes, then points, then the lot."""
    tied = _least(running, votes)
    if len(tied) == 1:
        return tied[0], TieRule.NONE
    tied = _least(tied, first)
    if len(tied) == 1:
        return tied[0], TieRule.FIRST_ROUND
    tied = _least(tied, {key: Fraction(running[key].points) for key in tied})
    if len(tied) == 1:
        return tied[0], TieRule.POINTS
    return min(tied, key=lambda key: lot_of(seed, key)), TieRule.DRAW


def _least(keys: Iterable[str], has: Mapping[str, Fraction]) -> list[str]:
    known = list(keys)
    fewest = min(has[key] for key in known)
    return [key for key in known if has[key] == fewest]
