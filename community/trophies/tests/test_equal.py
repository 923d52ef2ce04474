"""One statement says what the slow reading says; step by step gives what one look at all gives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from community.reputation.models import Contribution
from community.trophies.queries.compiled import compile_rule
from community.trophies.queries.rules import parse_rule
from community.trophies.services import award_trophy, evaluate_member
from community.trophies.tests import oracle
from community.trophies.tests.world import bring_back, done, held, people, take_back, trophy
from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 20, 12, tzinfo=UTC)
KINDS = ("reply", "like", "solution")
SEASONS = ("", "month", "quarter", "year")

_leaf = st.fixed_dictionaries(
    {
        "metric": st.sampled_from(["count", "givers", "days", "weight"]),
        "kinds": st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True),
        "at_least": st.integers(1, 3),
    },
    optional={"within_days": st.integers(1, 9), "area": st.sampled_from(["design"])},
)
_share = st.fixed_dictionaries(
    {
        "metric": st.just("share_valued"),
        "at_least": st.integers(1, 100),
        "of_at_least": st.integers(1, 3),
    },
    optional={"area": st.sampled_from(["design"])},
)
_one = st.one_of(_leaf, _leaf, _share)
_joined = st.one_of(
    _one,
    st.fixed_dictionaries({"all": st.lists(_one, min_size=1, max_size=2)}),
    st.fixed_dictionaries({"any": st.lists(_one, min_size=1, max_size=2)}),
    st.builds(lambda yes, no: {"all": [yes, {"not": no}]}, _one, _one),
)
# (hours since the last step, receiver, giver, kind, area, subject, what is done to which row)
_step = st.tuples(
    st.sampled_from([0, 0, 3, 20, 24, 72, 24 * 8]),
    st.integers(0, 1),
    st.integers(2, 4),
    st.sampled_from(KINDS),
    st.sampled_from(["", "design"]),
    st.integers(1, 3),
    st.sampled_from(["add", "add", "add", "reverse", "reinstate"]),
    st.integers(0, 30),
)


class Ledger:
    """A record that random steps are written into."""

    def __init__(self) -> None:
        self.people: list[Member] = people(5)
        self.rows: list[Contribution] = []
        self.now = START

    def step(self, drawn: tuple[Any, ...]) -> Contribution:
        """Write one step; returns the row about whose receiver something has changed."""
        hours, receiver, giver, kind, area, subject, act, which = drawn
        self.now += timedelta(hours=hours)
        if act == "add" or not self.rows:
            row = done(
                self.people[receiver],
                kind,
                at=self.now,
                giver=None if kind == "reply" else self.people[giver],
                area=area,
                subject=subject,
            )
            self.rows.append(row)
            return row
        known: Contribution = self.rows[which % len(self.rows)]
        if act == "reverse":
            take_back(known, now=self.now)
        else:
            taken = Contribution.objects.filter(origin=known.pk, sign=-1).order_by("-pk").first()
            if taken is not None:
                bring_back(taken, now=self.now)
        return known


@contextmanager
def an_example() -> Iterator[None]:
    """Take back what an example writes: hypothesis runs all of them in one test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def compiled_times(rule: dict[str, Any], season: str, policy: str) -> oracle.Times:
    compiled = compile_rule(parse_rule(rule), season=season, policy=policy)
    text, params = compiled.with_text("SELECT m, season, at, id FROM times ORDER BY m, season, k")
    found: oracle.Times = {}
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        for member, named, at, pk in cursor.fetchall():
            found.setdefault((member, named), []).append((at, pk))
    return found


EXAMPLES = settings().max_examples


@given(
    rules=st.lists(_joined, min_size=4, max_size=4),
    steps=st.lists(_step, min_size=1, max_size=16),
    season=st.sampled_from(SEASONS),
)
@settings(max_examples=EXAMPLES // 5)
def test_the_statement_says_what_a_slow_reading_says(
    rules: list[dict[str, Any]], steps: list[tuple[Any, ...]], season: str
) -> None:
    with an_example():
        ledger = Ledger()
        for drawn in steps:
            ledger.step(drawn)
        for rule in rules:
            for policy in ("keep", "revoke", "renew"):
                said = compiled_times(rule, season, policy)
                assert said == oracle.fulfilled(rule, season, policy), (rule, policy)


WATCHED: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"metric": "count", "kinds": ["like"], "at_least": 3}, "", "keep"),
    ({"metric": "count", "kinds": ["like"], "at_least": 2}, "month", "revoke"),
    ({"metric": "givers", "kinds": ["like", "solution"], "at_least": 2}, "", "revoke"),
    ({"metric": "days", "kinds": ["reply"], "at_least": 2, "within_days": 4}, "", "renew"),
    ({"metric": "share_valued", "at_least": 50, "of_at_least": 2}, "quarter", "revoke"),
    (
        {"any": [{"metric": "weight", "kinds": ["like"], "at_least": 1, "within_days": 2}]},
        "year",
        "renew",
    ),
)


@given(steps=st.lists(_step, min_size=4, max_size=22))
@settings(max_examples=EXAMPLES // 8)
def test_step_by_step_gives_what_one_look_gives(steps: list[tuple[Any, ...]]) -> None:
    with an_example():
        ledger = Ledger()
        cups = [
            trophy(rule, season=season, policy=policy, now=START)
            for rule, season, policy in WATCHED
        ]
        for drawn in steps:
            row = ledger.step(drawn)
            member = ledger.people[[one.pk for one in ledger.people].index(row.receiver_id)]
            evaluate_member(member=member, kind=row.kind, now=ledger.now)
        for cup, (rule, season, policy) in zip(cups, WATCHED, strict=True):
            expected = oracle.fulfilled(rule, season, policy)
            assert {key: len(dates) for key, dates in held(cup).items()} == {
                key: len(times) for key, times in expected.items()
            }, (rule, policy)
            if policy == "keep":
                dates = {key: [at for at, _pk in times] for key, times in expected.items()}
                assert held(cup) == dates
            before = held(cup)
            award_trophy(trophy=cup, now=ledger.now)
            assert held(cup) == before
