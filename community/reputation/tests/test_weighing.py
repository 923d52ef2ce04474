"""What a like weighs, and what it is worth."""

from __future__ import annotations

from datetime import timedelta

import pytest

from community.reputation.choices import Kind, Reason
from community.reputation.services import reverse_contribution
from community.reputation.services.weighing import Facts, points_for, weight_of
from community.reputation.tests.test_recording import NOW, like, person
from marketplace.core.conf import Rules

DAY = timedelta(days=1)
OLD = 400 * DAY


@pytest.mark.parametrize(
    ("facts", "weight", "reasons"),
    [
        (Facts(OLD, 0, 0, 0), 1_000, ()),
        (Facts(0 * DAY, 0, 0, 0), 100, (Reason.NEW_ACCOUNT,)),
        (Facts(7 * DAY, 0, 0, 0), 500, (Reason.NEW_ACCOUNT,)),
        (Facts(30 * DAY, 0, 0, 0), 1_000, ()),
        (Facts(OLD, 1, 0, 1), 500, (Reason.SAME_GIVER,)),
        (Facts(OLD, 2, 0, 2), 333, (Reason.SAME_GIVER,)),
        (Facts(DAY, 2, 0, 2), 33, (Reason.NEW_ACCOUNT, Reason.SAME_GIVER)),
        (Facts(OLD, 6, 6, 6), 0, (Reason.SAME_GIVER, Reason.PAIR_CAP)),
        (Facts(OLD, 5, 5, 5), 166, (Reason.SAME_GIVER,)),
        (Facts(OLD, 0, 0, 20), 0, (Reason.DAY_CAP,)),
        (Facts(OLD, 0, 0, 19), 1_000, ()),
    ],
)
def test_weight_by_age_repetition_and_caps(
    facts: Facts, weight: int, reasons: tuple[Reason, ...]
) -> None:
    assert weight_of(facts, Rules()) == (weight, reasons)


@pytest.mark.parametrize(
    ("weight", "price", "points"),
    [(1_000, 2_000, 2_000), (333, 2_000, 666), (333, 500, 167), (0, 10_000, 0), (1, 499, 0)],
)
def test_points_are_rounded_half_up(weight: int, price: int, points: int) -> None:
    assert points_for(weight, price) == points


@pytest.mark.django_db
def test_repetition_is_counted_over_thirty_days_and_without_what_was_taken_back() -> None:
    salma, omar = person("salma1"), person("omar1")
    weights = [
        like(salma, omar, f"like:{n}", occurred_at=NOW - n * 10 * DAY).weight_milli
        for n in (5, 2, 1, 0)
    ]
    assert weights == [1_000, 1_000, 500, 333]
    reverse_contribution(key="like:1", note="", by_id=None, now=NOW)
    assert like(salma, omar, "again").weight_milli == 333


@pytest.mark.django_db
def test_only_presses_are_weighed() -> None:
    salma, newcomer = person("salma1"), person("newcomer1", joined=NOW)
    rows = [like(salma, newcomer, f"s:{n}", kind=Kind.SOLUTION) for n in range(3)]
    assert [row.weight_milli for row in rows] == [1_000] * 3
    assert like(salma, newcomer, "l").reasons == ["new_account"]
