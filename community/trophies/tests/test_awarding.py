"""Awards: dated by what earned them, kept, taken back or renewed by policy, with their evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.reputation.models import Contribution
from community.reputation.services import move_subject
from community.trophies.models import Trophy, TrophyAward, TrophyDue
from community.trophies.queries import get_trophy, progress_of, secrets_left, wall
from community.trophies.services import (
    award_due_trophies,
    award_trophy,
    evaluate_member,
    look_at_due,
    mark_due,
    sync_shipped,
)
from community.trophies.services.shipped import SHIPPED
from community.trophies.tests.world import (
    bring_back,
    done,
    every,
    held,
    people,
    take_back,
    trophy,
)
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.core.errors import NotFound

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 30, 9, tzinfo=UTC)
DAY = timedelta(days=1)
LATER = START + 60 * DAY
THREE = {"metric": "count", "kinds": ["reply"], "at_least": 3}
RunOutbox = Callable[..., int]


@pytest.fixture
def salma() -> Member:
    """Return who contributes."""
    return people(1, "salma")[0]


def looked_at(run_outbox: RunOutbox, moment: datetime) -> None:
    """Let those whose record changed be looked at, and be told."""
    run_outbox(moment)
    look_at_due(now=moment, limit=100)
    run_outbox(moment)


@pytest.mark.parametrize("policy", ["keep", "revoke", "renew"])
def test_what_is_moved_to_another_area_counts_once(policy: str, salma: Member) -> None:
    cup = trophy(THREE | {"within_days": 30}, now=START, policy=policy)
    early = [done(salma, at=at) for at in every(1, 2, START)]
    moved = START + 40 * DAY
    for row in early:
        move_subject(
            subject_kind="post", subject_id=row.subject_id, area="x", note="", by_id=None, now=moved
        )
    assert award_trophy(trophy=cup, now=moved).given == 0
    done(salma, at=moved + DAY)
    assert award_trophy(trophy=cup, now=LATER).given == 0
    late = [done(salma, at=at) for at in every(1, 2, moved + 2 * DAY)]
    assert award_trophy(trophy=cup, now=LATER).given == 1
    award = TrophyAward.objects.get()
    assert (award.earned_by, award.figures) == (late[1].pk, [3])
    assert not {row.pk for row in early} & set(award.evidence)


def test_an_award_of_an_area_holds_what_was_moved_there(salma: Member) -> None:
    cup = trophy(THREE | {"area": "x"}, now=START)
    rows = [done(salma, at=at, area="y") for at in every(1, 3, START)]
    for row in rows:
        move_subject(
            subject_kind="post", subject_id=row.subject_id, area="x", note="", by_id=None, now=LATER
        )
    assert award_trophy(trophy=cup, now=LATER).given == 1
    assert len(TrophyAward.objects.get().evidence) == 3


def test_an_award_is_dated_by_the_row_that_earned_it(salma: Member) -> None:
    cup = trophy(THREE, now=START)
    rows = [done(salma, at=at) for at in every(1, 5, START)]
    assert award_trophy(trophy=cup, now=LATER).given == 1
    award = TrophyAward.objects.get()
    assert (award.earned_at, award.earned_by) == (rows[2].occurred_at, rows[2].pk)
    assert award.evidence == [row.pk for row in rows[:3]]
    assert award.figures == [3]
    assert award_trophy(trophy=cup, now=LATER).given == 0


@pytest.mark.parametrize(("policy", "left"), [("keep", 1), ("revoke", 0), ("renew", 0)])
def test_a_reversal_takes_back_by_policy(salma: Member, policy: str, left: int) -> None:
    cup = trophy(THREE, now=START, policy=policy)
    rows = [done(salma, at=at) for at in every(1, 3, START)]
    evaluate_member(member=salma, kind="reply", now=LATER)
    counter = take_back(rows[0], now=LATER)
    outcome = evaluate_member(member=salma, kind="reply", now=LATER)
    assert (len(held(cup)), outcome.taken) == (left, 1 - left)
    assert counter is not None
    bring_back(counter, now=LATER)
    outcome = evaluate_member(member=salma, kind="reply", now=LATER)
    assert (held(cup), outcome.given) == ({(salma.pk, ""): [rows[2].occurred_at]}, 1 - left)
    sequences = list(TrophyAward.objects.order_by("id").values_list("sequence", "taken_cause"))
    assert sequences == ([(1, "")] if policy == "keep" else [(1, "taken_back"), (2, "")])


def test_what_is_left_may_still_be_enough(salma: Member) -> None:
    cup = trophy(THREE, now=START, policy="revoke")
    rows = [done(salma, at=at) for at in every(1, 4, START)]
    evaluate_member(member=salma, kind="reply", now=LATER)
    take_back(rows[0], now=LATER)
    assert evaluate_member(member=salma, kind="reply", now=LATER).taken == 0
    assert held(cup) == {(salma.pk, ""): [rows[2].occurred_at]}


def test_a_purge_of_old_rows_takes_nothing(salma: Member) -> None:
    cup = trophy(THREE, now=START, policy="revoke")
    rows = [done(salma, at=at) for at in every(1, 4, START)]
    award_trophy(trophy=cup, now=LATER)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE reputation_contribution DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM reputation_contribution WHERE id = %s", [rows[0].pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE reputation_contribution ENABLE TRIGGER USER")
    assert award_trophy(trophy=cup, now=LATER).taken == 0
    take_back(rows[1], now=LATER)
    assert evaluate_member(member=salma, kind="reply", now=LATER).taken == 0
    assert len(held(cup)) == 1


def test_a_season_has_its_own_award(salma: Member) -> None:
    cup = trophy(THREE, now=START, season="month")
    for at in every(9, 8, START):
        done(salma, at=at)
    award_trophy(trophy=cup, now=LATER + 60 * DAY)
    assert sorted(season for _member, season in held(cup)) == ["2026-04", "2026-05"]


def test_a_streak_is_renewed(salma: Member) -> None:
    rule = {"metric": "days", "kinds": ["reply"], "at_least": 3, "within_days": 3}
    cup = trophy(rule, now=START, policy="renew")
    for at in (*every(1, 4, START), *every(1, 3, START + 20 * DAY)):
        done(salma, at=at)
    evaluate_member(member=salma, kind="reply", now=LATER)
    assert held(cup) == {(salma.pk, ""): [START + 2 * DAY, START + 22 * DAY]}


def test_another_rule_leaves_awards_alone(salma: Member) -> None:
    cup = trophy(THREE, now=START, policy="revoke")
    row, *_others = [done(salma, at=at) for at in every(1, 3, START)]
    award_trophy(trophy=cup, now=LATER)
    Trophy.objects.update(version=2)
    take_back(row, now=LATER)
    outcome = award_trophy(trophy=Trophy.objects.get(), now=LATER)
    assert (outcome.taken, len(held(cup))) == (0, 1)


def test_events_give_and_take_and_tell(salma: Member, run_outbox: RunOutbox) -> None:
    trophy(THREE, now=START, policy="revoke", slug="three")
    rows = [done(salma, at=at) for at in every(1, 3, START)]
    looked_at(run_outbox, START + 3 * DAY)
    assert salma.notifications.filter(kind="trophies.won").count() == 1
    take_back(rows[0], now=LATER)
    looked_at(run_outbox, LATER)
    kinds = list(salma.notifications.order_by("id").values_list("kind", flat=True))
    assert kinds == ["trophies.won", "trophies.taken"]


def test_what_was_earned_long_ago_makes_no_noise(salma: Member, run_outbox: RunOutbox) -> None:
    cup = trophy(THREE, now=START)
    for at in every(1, 3, START):
        done(salma, at=at)
    award_trophy(trophy=cup, now=LATER)
    looked_at(run_outbox, LATER)
    assert salma.notifications.filter(kind="trophies.won").count() == 0
    assert len(held(cup)) == 1


def test_shipped_trophies_are_on_where_there_is_no_record(salma: Member) -> None:
    assert sync_shipped(now=START) == len(SHIPPED)
    assert set(Trophy.objects.values_list("state", flat=True)) == {"on"}
    assert sync_shipped(now=START) == 0
    Trophy.objects.filter(slug="first-reply").update(names={"en": "Mine"}, edited_at=START)
    Trophy.objects.filter(slug="first-like").update(names={"en": "Old"})
    Trophy.objects.filter(slug="first-question").delete()
    done(salma, at=START)
    assert sync_shipped(now=START) == 1
    states = dict(Trophy.objects.values_list("slug", "state"))
    assert states["first-question"] == "draft"
    names = dict(Trophy.objects.values_list("slug", "names"))
    assert names["first-reply"] == {"en": "Mine"}
    assert names["first-like"]["en"] == "A first smile"


def test_progress_says_what_is_missing(salma: Member) -> None:
    giver = people(1, "omar")[0]
    share = {"metric": "share_valued", "at_least": 50, "of_at_least": 2}
    one = trophy({"all": [THREE, {"not": {**THREE, "kinds": ["topic"]}}]}, now=START)
    two = trophy(share, now=START)
    three = trophy({**THREE, "within_days": 2}, now=START)
    for number, at in enumerate(every(1, 2, START), start=1):
        done(salma, at=at, subject=number)
    done(salma, "like", at=START + DAY, giver=giver, subject=1)
    found = {
        row.trophy.pk: row for row in progress_of(salma, [one, two, three], now=START + 3 * DAY)
    }
    parts = [(part.has, part.needs, part.missing, part.is_met) for part in found[one.pk].parts]
    assert parts == [(2, 3, 1, False), (0, 3, 3, True)]
    assert [(part.has, part.is_met) for part in found[two.pk].parts] == [(50, True)]
    assert [(part.has, part.missing) for part in found[three.pk].parts] == [(0, 3)]


def test_a_hidden_trophy_tells_nobody_else_how_it_is_won(
    salma: Member, member_factory: MakeMember
) -> None:
    """Once won it has a name on the wall; season and policy are for holders and managers."""
    cup = trophy(THREE, now=START, is_hidden=True, season="year", policy="revoke")
    noor = member_factory("noor", roles=("community_manager",))
    for at in every(1, 3, START):
        done(salma, at=at)
    award_trophy(trophy=cup, now=LATER)
    (omar,) = people(1, "omar")
    seen = {}
    for who in (salma, noor, omar):
        token = create_token(member=who, name="t", scopes=["trophies:read"], now=clock.now())
        client = Client(headers={"authorization": f"Bearer {token.key}"})
        one = client.get(f"/api/v1/trophies/t/{cup.slug}/").json()
        (row,) = client.get("/api/v1/trophies/").json()
        seen[who] = {(found["season"], found["policy"]) for found in (one, row["trophy"])}
    assert list(seen.values()) == [{("year", "revoke")}, {("year", "revoke")}, {("", "")}]


def test_a_hidden_trophy_has_no_name_until_somebody_wins_it(
    salma: Member, django_assert_num_queries: Any
) -> None:
    cup = trophy(THREE, now=START, is_hidden=True)
    assert [row.is_secret for row in wall(None)] == [True]
    assert secrets_left(salma) == 1
    for at in every(1, 3, START):
        done(salma, at=at)
    award_trophy(trophy=cup, now=LATER)
    with django_assert_num_queries(4):
        row = wall(salma)[0]
    assert (row.is_secret, row.is_mine, row.holders, row.per_mille) == (False, True, 1, 1000)
    assert Contribution.objects.count() == 3


def test_many_changes_are_one_mark_and_one_look(salma: Member, run_outbox: RunOutbox) -> None:
    cup = trophy(THREE, now=START)
    other = trophy({**THREE, "kinds": ["like"]}, now=START)
    for at in every(1, 5, START):
        done(salma, at=at)
    run_outbox(LATER)
    mark_due(member_id="nobody", kind="reply", now=LATER)
    assert list(TrophyDue.objects.values_list("member", "kind")) == [(salma.pk, "reply")]
    assert look_at_due(now=LATER, limit=100) == 1
    assert (len(held(cup)), len(held(other))) == (1, 0)
    assert look_at_due(now=LATER, limit=100) == 0


def test_a_look_asks_as_much_for_three_members_as_for_one(
    django_assert_num_queries: Any, run_outbox: RunOutbox
) -> None:
    trophy(THREE, now=START)
    counts = []
    for number in (1, 3):
        for member in people(number, f"of{number}x"):
            done(member, at=START)
        run_outbox(LATER)
        with CaptureQueriesContext(connection) as asked:
            assert look_at_due(now=LATER, limit=100) == number
        counts.append(len([one for one in asked if "advisory" not in one["sql"]]))
    assert counts[0] == counts[1]
    with django_assert_num_queries(3):
        assert look_at_due(now=LATER, limit=100) == 0


def test_a_hidden_trophy_of_suspended_members_has_no_name_anywhere(salma: Member) -> None:
    cup = trophy(THREE, now=START, is_hidden=True)
    for at in every(1, 3, START):
        done(salma, at=at)
    award_trophy(trophy=cup, now=LATER)
    Member.objects.filter(pk=salma.pk).update(is_active=False)
    assert [row.is_secret for row in wall(None)] == [True]
    with pytest.raises(NotFound):
        get_trophy(cup.slug, viewer=None)


def test_a_trophy_that_fails_keeps_no_other_waiting(salma: Member) -> None:
    broken, cup = (trophy(THREE, now=START, slug=slug) for slug in ("broken", "cup"))
    Trophy.objects.filter(pk=broken.pk).update(rule={"metric": "luck"})
    for at in every(1, 3, START):
        done(salma, at=at)
    assert award_due_trophies(now=LATER, limit=10) == 1
    assert TrophyAward.objects.get().trophy == cup
