"""The three lenses: exact arithmetic from what was counted to tickets and money.

Classic is the formula of the community that this follows: (solutions + likes / 3) × price. It
counts a solution with nine likes as four tickets. Conservative counts nothing twice. Reach follows
Vanilla's call deflection (1 in 5 readers of a solved thread) and FeverBee's warning that even 1 in
20 inflates: the figure is 1 in 20, the range goes from 1 in 100 to 1 in 5. Nothing is rounded
before the end: money is rounded half up once, and lines are made to add up to the sum above them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final

from community.worth.choices import LIKES_A_TICKET, MILLI, Lens
from marketplace.core.conf import rules
from marketplace.core.money import BASIS_POINTS

HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What was counted, by one month or by many; times a price: in units of money."""

    solutions: int = 0
    likes: int = 0
    share_milli: int = 0
    weight_milli: int = 0
    reach_milli: int = 0
    paid_solutions: int = 0
    paid_likes: int = 0
    waiting: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in FIELDS})

    def times(self, price: int) -> Counts:
        """Return the same, each one worth so much."""
        return Counts(**{name: getattr(self, name) * price for name in FIELDS})

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing at all."""
        return not any(getattr(self, name) for name in FIELDS)


FIELDS: Final = tuple(Counts.__dataclass_fields__)
Exact = tuple[Fraction, Fraction, Fraction]


@dataclass(frozen=True)
class Range:
    """A lens's figure with how low and how high it might be."""

    low: int
    value: int
    high: int

    def less(self, cost: int) -> Range:
        """Return what is left of it after costs."""
        return Range(self.low - cost, self.value - cost, self.high - cost)


def exact(lens: Lens, counts: Counts) -> Exact:
    """Return lowest, figure and highest of a lens: tickets, or money of counts times a price."""
    if lens == Lens.CLASSIC:
        low = Fraction(counts.solutions)
        high = low + Fraction(counts.likes, LIKES_A_TICKET)
        return low, high, high
    if lens == Lens.CONSERVATIVE:
        low = Fraction(counts.share_milli, MILLI)
        high = low + Fraction(counts.weight_milli, MILLI * LIKES_A_TICKET)
        return low, high, high
    numbers = rules()
    readers = Fraction(counts.reach_milli, MILLI * BASIS_POINTS)
    return (
        readers * numbers.worth_view_share_low_bp,
        readers * numbers.worth_view_share_bp,
        readers * numbers.worth_view_share_high_bp,
    )


def half_up(value: Fraction) -> int:
    """Round to a whole number, a half upwards."""
    return floor(value + HALF)


def tenths(value: Fraction) -> float:
    """Return a number of tickets as it is shown: to tenths, half up."""
    return half_up(value * 10) / 10


def add_up(parts: Sequence[Fraction]) -> list[int]:
    """Round parts so that they add up to their rounded sum: the largest remainders go up."""
    whole = [floor(part) for part in parts]
    left = half_up(sum(parts, Fraction(0))) - sum(whole)
    order = sorted(range(len(parts)), key=lambda at: (whole[at] - parts[at], at))
    for at in order[:left]:
        whole[at] += 1
    return whole


def range_of(lens: Lens, money: Counts) -> Range:
    """Return a lens's money of counts that were multiplied by their prices."""
    return Range(*(half_up(one) for one in exact(lens, money)))


def ranges_of(money: Counts) -> dict[Lens, Range]:
    """Return all three: no lens is ever shown alone."""
    return {lens: range_of(lens, money) for lens in Lens}


def ranges_adding_up(lines: Sequence[Counts]) -> list[dict[Lens, Range]]:
    """Return the three lenses of each line, so that each column adds up to the sum of all."""
    found: list[dict[Lens, Range]] = [{} for _line in lines]
    for lens in Lens:
        bounds = [
            add_up(column) for column in zip(*(exact(lens, one) for one in lines), strict=True)
        ]
        for at, bound in enumerate(zip(*bounds, strict=True)):
            found[at][lens] = Range(*bound)
    return found


def tickets_of(counts: Counts) -> dict[Lens, float]:
    """Return how many tickets each lens sees."""
    return {lens: tenths(exact(lens, counts)[1]) for lens in Lens}


def total(lines: Iterable[Counts]) -> Counts:
    """Add up counts."""
    return sum(lines, Counts())


def cost_of_a_ticket(cost: int, counts: Counts) -> Mapping[Lens, int | None]:
    """Return what the programme paid for each ticket a lens sees; None where it sees none."""
    found: dict[Lens, int | None] = {}
    for lens in Lens:
        seen = exact(lens, counts)[1]
        found[lens] = half_up(cost / seen) if seen else None
    return found
