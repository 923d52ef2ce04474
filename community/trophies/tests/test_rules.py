"""The language of rules: what can be said, and how it is told what can't."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from community.reputation.choices import Kind
from community.trophies.choices import LANGUAGES, LINE_MAX, NAME_MAX, SLUG_MAX
from community.trophies.errors import RuleInvalid
from community.trophies.forms import rows_of
from community.trophies.models import Trophy
from community.trophies.queries import conditions_of, describe, kinds_of, parse_rule, progress_of
from community.trophies.queries.progress import measured_part
from community.trophies.services.shipped import SHIPPED
from community.trophies.tests.world import people

LIKE: dict[str, Any] = {"metric": "count", "kinds": ["like"], "at_least": 1}
WRONG: tuple[tuple[object, str], ...] = (
    ([], "the beginning"),
    ({}, "metric"),
    ({"metric": "points"}, "metric"),
    (LIKE | {"at_least": 0}, "at_least"),
    (LIKE | {"at_least": True}, "at_least"),
    (LIKE | {"at_least": "1; DROP TABLE"}, "at_least"),
    (LIKE | {"at_least": 5_001}, "at_least"),
    (LIKE | {"kinds": []}, "kinds"),
    (LIKE | {"kinds": ["likes"]}, "kinds"),
    (LIKE | {"kinds": ["like", "like"]}, "kinds"),
    (LIKE | {"within_days": 0}, "within_days"),
    (LIKE | {"area": "a'b"}, "area"),
    (LIKE | {"sql": "SELECT 1"}, "sql"),
    ({"metric": "share_valued", "at_least": 101, "of_at_least": 1}, "at_least"),
    ({"metric": "share_valued", "at_least": 50, "of_at_least": 1, "within_days": 3}, "within_days"),
    ({"all": []}, "all"),
    ({"all": [LIKE], "any": [LIKE]}, "the beginning"),
    ({"all": [LIKE, {"metric": "count"}]}, "all[1].kinds"),
    ({"not": LIKE}, "the beginning"),
    ({"any": [LIKE, {"not": LIKE}]}, "the beginning"),
    ({"all": [LIKE] * 7}, "the beginning"),
    ({"all": [{"all": [{"all": [{"all": [LIKE]}]}]}]}, "all[0].all[0].all[0].all[0]"),
)


@pytest.mark.parametrize(("given", "where"), WRONG)
def test_a_wrong_rule_names_the_part_that_is_wrong(given: object, where: str) -> None:
    with translation.override("en"), pytest.raises(RuleInvalid) as refused:
        parse_rule(given)
    assert refused.value.params["where"] == where
    assert refused.value.field == "rule"


def test_a_rule_is_the_same_after_a_round() -> None:
    given = {
        "all": [
            LIKE | {"within_days": 3, "area": "design"},
            {"not": {"any": [LIKE, {"metric": "share_valued", "at_least": 5, "of_at_least": 2}]}},
        ]
    }
    rule = parse_rule(given)
    assert rule.to_json() == given
    assert [leaf.at_least for leaf in conditions_of(rule)] == [1, 1, 5]
    assert kinds_of(rule) == {"like", "reply", "solution"}
    assert rows_of(given) == []
    assert rows_of({"all": [LIKE, {"not": LIKE}]}) == [
        LIKE | {"is_not": False},
        LIKE | {"is_not": True},
    ]


def test_at_least_forty_trophies_are_shipped_and_cover_every_kind() -> None:
    assert len(SHIPPED) >= 40
    assert len({one.slug for one in SHIPPED}) == len(SHIPPED)
    covered: set[str] = set()
    for one in SHIPPED:
        covered |= kinds_of(parse_rule(dict(one.rule)))
        assert len(one.slug) <= SLUG_MAX
        for words, most in ((one.names, NAME_MAX), (one.lines, LINE_MAX)):
            assert sorted(words) == sorted(LANGUAGES)
            assert all(0 < len(text) <= most for text in words.values()), one.slug
    assert covered == set(Kind.values)
    assert {one.policy for one in SHIPPED} == {"keep", "revoke", "renew"}
    assert {one.season for one in SHIPPED} == {"", "month", "quarter", "year"}
    assert sum(one.is_hidden for one in SHIPPED) >= 3


def test_a_rule_is_said_in_words() -> None:
    rule = parse_rule({"all": [LIKE | {"within_days": 3}, {"not": LIKE | {"area": "design"}}]})
    with translation.override("en"):
        said = [(line.depth, line.text, line.limits, line.is_wanted) for line in describe(rule)]
    assert said == [
        (0, "All of these:", (), True),
        (1, "Like received", ("1 time", "within 3 days"), True),
        (1, "Like received", ("1 time", "in design"), False),
    ]


@pytest.mark.django_db
def test_progress_of_every_shipped_trophy_is_one_query(django_assert_num_queries: Any) -> None:
    member = people(1)[0]
    now = datetime(2026, 11, 23, tzinfo=UTC)
    rows = [
        Trophy(pk=place, slug=one.slug, rule=dict(one.rule), season=one.season, tier=one.tier)
        for place, one in enumerate(SHIPPED)
    ]
    with django_assert_num_queries(1):
        found = progress_of(member, rows, now=now)
    assert len(found) == len(SHIPPED)
    assert found[-1].percent == 0


@pytest.mark.parametrize(
    ("valued", "replies", "told"),
    [(2, 2, (2, 20, 18, False)), (12, 20, (60, 80, 20, False)), (16, 20, (80, 80, 0, True))],
)
def test_a_share_of_too_few_replies_misses_replies(
    valued: int, replies: int, told: tuple[int, int, int, bool]
) -> None:
    rule = parse_rule({"metric": "share_valued", "at_least": 80, "of_at_least": 20})
    (line,) = [one for one in describe(rule) if one.condition is not None]
    assert line.condition is not None
    part = measured_part(line, {(line.condition, ""): (valued, replies)}, "")
    assert (part.has, part.needs, part.missing, part.is_met) == told
