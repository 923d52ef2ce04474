"""Prices in versions: what comes after pays the new one, what was given keeps the old one."""

from __future__ import annotations

from typing import Any

import pytest

from community.reputation.choices import Kind
from community.reputation.errors import (
    RuleChangedMeanwhile,
    RuleNoteMissing,
    RuleOutOfRange,
    RuleUnchanged,
)
from community.reputation.models import Contribution, PointRule
from community.reputation.queries import preview_rule, rule_in_force, rules_in_force
from community.reputation.services import (
    change_rule,
    count_everything_touched,
    plant_prices,
)
from community.reputation.tests.test_recording import NOW, like, person
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.audit import AuditRecord
from marketplace.core.errors import DomainError, NotFound
from marketplace.orders.tests.world import race

pytestmark = pytest.mark.django_db


def change(actor: Member, **given: Any) -> PointRule:
    values = {"kind": "like", "points_milli": 3_500, "note": "More.", "seen_version": 1}
    return change_rule(actor=actor, now=NOW, **{**values, **given})


def test_every_kind_has_a_price_and_planting_twice_changes_nothing() -> None:
    assert [rule.kind for rule in rules_in_force()] == [kind.value for kind in Kind]
    assert plant_prices(now=NOW) == 0


def test_a_new_price_holds_for_what_comes_after(keeper: Member) -> None:
    salma, omar, huda = person("salma1"), person("omar1"), person("huda1")
    like(salma, omar, "like:1")
    change(keeper)
    like(salma, huda, "like:2")
    rows = Contribution.objects.order_by("id").values_list("points_milli", "rule__version")
    assert list(rows) == [(2_000, 1), (3_500, 2)]
    assert AuditRecord.objects.get(action="point_rule_changed").reason == "More."


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"points_milli": 2_000}, RuleUnchanged),
        ({"points_milli": -1}, RuleOutOfRange),
        ({"points_milli": 1_000_001}, RuleOutOfRange),
        ({"note": " "}, RuleNoteMissing),
        ({"seen_version": 2}, RuleChangedMeanwhile),
        ({"kind": "nonsense"}, NotFound),
    ],
)
def test_change_refuses(given: dict[str, Any], refusal: type[DomainError], keeper: Member) -> None:
    with pytest.raises(refusal):
        change(keeper, **given)
    assert rule_in_force("like").version == 1


def test_only_a_community_manager_prices(member_factory: MakeMember) -> None:
    with pytest.raises(NotFound):
        change(member_factory(roles=("moderator", "admin")))
    assert rule_in_force("like").version == 1


def test_preview_says_what_would_have_been_and_who_would_have_moved() -> None:
    salma, omar, huda = person("salma1"), person("omar1"), person("huda1")
    for number in range(2):
        like(salma, person(f"giver{number}"), f"like:{number}")
    like(omar, None, "rated", kind=Kind.RESOURCE)
    like(huda, omar, "solved", kind=Kind.SOLUTION)
    count_everything_touched(now=NOW)
    found = preview_rule("like", 8_000, today=NOW.date())
    assert (found.count, found.members, found.points, found.after) == (2, 1, 4, 16)
    moved = [(one.username, one.before_rank, one.after_rank, one.climbs) for one in found.moved]
    assert moved == [("salma1", 3, 1, 2), ("omar1", 1, 2, -1), ("huda1", 1, 2, -1)]
    assert rule_in_force("like").points_milli == 2_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_two_at_once_make_one_version(keeper: Member) -> None:
    done = race(4, lambda number: change(keeper, points_milli=5_000 + number))
    refused = [one for one in done if isinstance(one, RuleChangedMeanwhile)]
    assert (len(refused), rule_in_force("like").version) == (3, 2)
