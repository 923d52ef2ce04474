"""Arithmetic: exact, rounded once, adding up; against a plain recount."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as some

from community.worth.choices import Lens
from community.worth.queries.lenses import (
    FIELDS,
    Counts,
    add_up,
    cost_of_a_ticket,
    half_up,
    range_of,
    ranges_adding_up,
    ranges_of,
    tickets_of,
    total,
)
from community.worth.services.costing import sum_of_hours

NUMBERS = some.integers(min_value=0, max_value=10**6)
COUNTS = some.builds(Counts, **dict.fromkeys(FIELDS, NUMBERS))
MONTHS = some.lists(some.tuples(COUNTS, some.integers(1, 20_000)), min_size=1, max_size=24)


def test_the_formula_of_the_seed() -> None:
    one = Counts(solutions=1, likes=9, share_milli=1000)
    assert range_of(Lens.CLASSIC, one.times(7500)).value == 30_000
    assert range_of(Lens.CONSERVATIVE, one.times(7500)).value == 7_500
    assert tickets_of(one)[Lens.CLASSIC] == 4.0


def test_reach_is_one_in_twenty_from_one_in_a_hundred_to_one_in_five() -> None:
    found = range_of(Lens.REACH, Counts(reach_milli=100_000).times(7500))
    assert (found.low, found.value, found.high) == (7_500, 37_500, 150_000)


@given(MONTHS)
def test_money_is_what_a_plain_recount_makes_of_it(rows: list[tuple[Counts, int]]) -> None:
    found = ranges_of(total(one.times(price) for one, price in rows))
    classic = sum(
        (Fraction(3 * one.solutions + one.likes, 3) * price for one, price in rows), Fraction(0)
    )
    shares = sum((Fraction(one.share_milli, 1000) * price for one, price in rows), Fraction(0))
    weights = sum((Fraction(one.weight_milli, 3000) * price for one, price in rows), Fraction(0))
    readers = sum((Fraction(one.reach_milli, 1000) * price for one, price in rows), Fraction(0))
    assert found[Lens.CLASSIC].value == half_up(classic)
    assert found[Lens.CLASSIC].low == sum(one.solutions * price for one, price in rows)
    assert found[Lens.CONSERVATIVE].low == half_up(shares)
    assert found[Lens.CONSERVATIVE].high == half_up(shares + weights)
    assert found[Lens.REACH].value == half_up(readers / 20)


@given(MONTHS)
def test_lines_add_up_and_ranges_stay_in_order(rows: list[tuple[Counts, int]]) -> None:
    money = [one.times(price) for one, price in rows]
    lines, whole = ranges_adding_up(money), ranges_of(total(money))
    for lens in Lens:
        for bound in ("low", "value", "high"):
            assert sum(getattr(one[lens], bound) for one in lines) == getattr(whole[lens], bound)
        assert whole[lens].low <= whole[lens].value <= whole[lens].high


@given(some.lists(some.fractions(min_value=0, max_value=10**6), max_size=30))
def test_parts_are_off_by_less_than_one(parts: list[Fraction]) -> None:
    rounded = add_up(parts)
    assert sum(rounded) == half_up(sum(parts, Fraction(0)))
    assert all(abs(one - part) < 1 for one, part in zip(rounded, parts, strict=True))


@given(some.integers(0, 120_000), some.integers(1, 10**6))
def test_hours_are_rounded_half_up(minutes: int, rate: int) -> None:
    assert sum_of_hours(minutes, rate) == half_up(Fraction(minutes * rate, 60))


def test_the_cost_of_a_ticket_says_nothing_where_there_is_none() -> None:
    found = cost_of_a_ticket(900, Counts(solutions=2, likes=3))
    assert found == {Lens.CLASSIC: 300, Lens.CONSERVATIVE: None, Lens.REACH: None}
