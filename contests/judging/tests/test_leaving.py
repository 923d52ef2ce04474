"""Entries that leave while a contest is judged: the others move up, and nothing waits for them."""

from __future__ import annotations

from datetime import datetime

import pytest

from contests.calls.models import Contest
from contests.entries.models import Entry
from contests.entries.services import disqualify_entry, withdraw_entry
from contests.judging import queries, services
from contests.judging.choices import Stage
from contests.judging.models import Duel, Judging, Result, Run
from contests.judging.tests import world
from contests.judging.tests.world import open_sheets, seal, seal_all
from contests.prizes.models import Award
from marketplace.accounts.models import Member
from marketplace.core.outbox import deliver_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Member:
    return world.member("boss", "admin")


def counted(contest: Contest, now: datetime) -> list[Entry]:
    """Let everything be scored and counted; return the entries, best first."""
    seal_all(contest, now=now)
    services.carry_out_due_counts(now=now, limit=10)
    deliver_due(now=now)
    return [row.entry for row in queries.ranked_rows(contest)]


def take_out(entry: Entry, admin: Member, now: datetime) -> None:
    disqualify_entry(entry=entry, actor=admin, reason="Copied.", now=now)
    deliver_due(now=now)
    services.carry_out_due_counts(now=now, limit=10)
    deliver_due(now=now)


def ranks(contest: Contest) -> list[int | None]:
    return [row.rank for row in queries.ranked_rows(contest)]


def test_who_is_taken_out_after_the_count_leaves_no_gap(admin: Member, now: datetime) -> None:
    contest = world.in_judging(admin, now=now, count=4)
    first, *others = counted(contest, now)
    take_out(first, admin, now)
    assert ranks(contest) == [1, 2, 3]
    assert {row.entry for row in queries.ranked_rows(contest)} == set(others)
    second = others[0]
    withdraw_entry(entry=second, actor=second.entrant, now=now)
    deliver_due(now=now)
    assert services.carry_out_due_counts(now=now, limit=10) == 1
    assert ranks(contest) == [1, 2]
    assert not Award.objects.filter(contest=contest).exists()


def test_scoring_closes_when_only_an_entry_that_left_was_waited_for(
    admin: Member, now: datetime
) -> None:
    contest = world.in_judging(admin, now=now, count=4)
    sheets = open_sheets(contest)
    last = sheets[-1].entry
    for sheet in sheets:
        if sheet.entry_id != last.pk:
            seal(sheet, 4, 4, 3, 3, now=now)
    assert Judging.objects.get(contest=contest).closed_at is None
    take_out(last, admin, now)
    assert Judging.objects.get(contest=contest).stage == Stage.CLOSED
    assert ranks(contest) == [1, 2, 3]


def test_a_final_goes_on_without_whoever_left_and_nobody_slips_in(
    admin: Member, now: datetime
) -> None:
    contest = world.in_judging(admin, now=now, count=5, final_size=3)
    best = counted(contest, now)[:3]
    outside = set(Result.objects.filter(contest=contest).values_list("entry", flat=True))
    outside -= {entry.pk for entry in best}
    gone, loser, winner = best
    pair = {loser.pk, winner.pk}
    for duel in Duel.objects.filter(judge__contest=contest).select_related("judge__member"):
        if {duel.first_id, duel.second_id} == pair:
            services.decide_duel(duel=duel, actor=duel.judge.member, winner=winner, now=now)
    assert Judging.objects.get(contest=contest).stage == Stage.FINAL
    take_out(gone, admin, now)
    assert Judging.objects.get(contest=contest).stage == Stage.CLOSED
    rows = queries.ranked_rows(contest)
    assert [row.entry_id for row in rows[:2]] == [winner.pk, loser.pk]
    assert {row.entry_id for row in rows[2:]} == outside
    assert [row.rank for row in rows] == [1, 2, 3, 4]
    outcomes = queries.results_of(contest)
    assert outcomes is not None
    assert outcomes.is_final


def test_a_final_is_held_once(admin: Member, now: datetime) -> None:
    contest = world.in_judging(admin, now=now, count=5, final_size=2)
    winner, loser, *_others = counted(contest, now)
    for duel in Duel.objects.filter(judge__contest=contest).select_related("judge__member"):
        services.decide_duel(duel=duel, actor=duel.judge.member, winner=winner, now=now)
    services.carry_out_due_counts(now=now, limit=10)
    held = Duel.objects.count()
    take_out(winner, admin, now)
    assert Judging.objects.get(contest=contest).stage == Stage.CLOSED
    assert Duel.objects.count() == held
    assert queries.ranked_rows(contest)[0].entry == loser
    assert ranks(contest) == [1, 2, 3, 4]


def test_a_count_that_failed_leaves_nothing_to_approve(admin: Member, now: datetime) -> None:
    contest = world.in_judging(admin, now=now, count=4)
    counted(contest, now)
    found = queries.results_of(contest)
    assert found is not None
    assert found.is_final
    run = services.start_count(contest=contest, actor=admin, now=now)
    Run.objects.filter(pk=run.pk).update(state="failed")
    after = queries.results_of(contest)
    assert after is not None
    assert not after.is_final
    services.start_count(contest=contest, actor=admin, now=now)
    services.carry_out_due_counts(now=now, limit=10)
    again = queries.results_of(contest)
    assert again is not None
    assert again.is_final
