"""Whatever happens in whatever order: what is counted on the way equals a recount of the record."""

from __future__ import annotations

import random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from community.reputation.choices import Period
from community.reputation.models import Contribution, Score, Tally, Total
from community.reputation.services import check_reputation, count_everything_touched
from community.reputation.tests.histories import STEPS, History, kept, plain_recount
from community.reputation.tests.test_recording import NOW, person
from config.testing import MakeMember

pytestmark = pytest.mark.django_db
# Most of what happens is that somebody contributes something.
NAMES = st.sampled_from(["record"] * 6 + [name for name in STEPS if name != "record"])


@pytest.fixture
def people() -> list[int]:
    """Return five members, two of them new."""
    old = [person(name).pk for name in ("one1", "two2", "three3")]
    return [*old, *(person(name, joined=NOW).pk for name in ("four4", "five5"))]


@examples(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(names=st.lists(NAMES, min_size=5, max_size=40), seed=st.integers(0, 2**31))
def test_any_history_is_counted_as_its_record(
    names: list[str], seed: int, people: list[int], member_factory: MakeMember
) -> None:
    with transaction.atomic():
        keeper = member_factory(roles=("community_manager",))
        history = History(people, keeper, random.Random(seed), NOW)  # noqa: S311  a fixed seed
        for name in names:
            history.step(name)
        today = history.now.date()
        before = check_reputation(now=history.now, every_row=True)
        count_everything_touched(now=history.now)
        assert kept(today) == plain_recount(today)
        every_row = check_reputation(now=history.now, every_row=True)
        by_sums = check_reputation(now=history.now)
        assert (before.rows, every_row.rows, by_sums.rows) == (0, 0, 0)
        # Nothing of an example stays for the next one.
        transaction.set_rollback(True)


@pytest.mark.parametrize("table", ["tally", "score", "total", "gone", "made_up"])
@pytest.mark.parametrize("column", ["count", "weight_milli", "points_milli"])
def test_sums_find_what_a_look_at_every_row_finds(
    table: str, column: str, people: list[int], member_factory: MakeMember
) -> None:
    keeper = member_factory(roles=("community_manager",))
    history = History(people, keeper, random.Random(7), NOW, at_once=30)  # noqa: S311
    history.step("record")
    count_everything_touched(now=history.now)
    model = {"tally": Tally, "score": Score, "total": Total}.get(table, Score)
    row = model.objects.order_by("id")[3]
    if table == "gone":
        row.delete()
    elif table == "made_up":
        Total.objects.create(
            member_id=people[0], period=Period.ALL, starts_on="2000-01-01", area="nowhere", count=1
        )
    else:
        setattr(row, column, getattr(row, column) + 1)
        row.save()
    by_sums = check_reputation(now=history.now)
    every_row = check_reputation(now=history.now, every_row=True)
    assert (by_sums.rows, by_sums.drifts) == (1, every_row.drifts)
    assert Contribution.objects.count() == 30
