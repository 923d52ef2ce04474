"""What the stated rule decides when judges stay silent, and what stays with people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from contests.calls.choices import ContestState
from contests.calls.models import Contest, Prize
from contests.calls.queries import fund_held
from contests.calls.services import pay_in_fund
from contests.calls.tests.world import fresh
from contests.judging.models import Judging
from contests.judging.services import (
    carry_out_due_counts,
    give_waiting_sheets,
    move_due_judgings,
)
from contests.judging.tests import world
from contests.judging.tests.world import DAY, open_sheets, seal, seal_all
from contests.prizes import services
from contests.prizes.models import Award
from contests.prizes.queries import results_digest
from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.core.outbox import deliver_due

pytestmark = pytest.mark.django_db
Make = Callable[..., Contest]


@pytest.fixture
def paid_in(admin: Member, now: datetime) -> Make:
    """Return a maker of writing contests in judging, with three prizes in the fund."""

    def make(*, writers: int = 4, judges: bool = True, **rules: Any) -> Contest:
        contest = world.contest(admin, now=now, state="draft")
        for rank, amount in enumerate((1_000, 500, 300), start=1):
            Prize.objects.create(
                contest=contest, first_rank=rank, last_rank=rank, kind="money", amount=amount
            )
        pay_in_fund(contest=contest, actor=admin, now=now)
        Contest.objects.filter(pk=contest.pk).update(
            state=ContestState.JUDGING, announced_at=now - 25 * DAY
        )
        contest.refresh_from_db()
        Judging.objects.create(contest=contest, seed="00" * 16, **rules)
        if judges:
            world.judges(contest, world.four_judges(), now=now)
        world.entries(contest, writers, now=now)
        give_waiting_sheets(now=now, limit=10)
        return contest

    return make


def settle(now: datetime) -> None:
    """Let timers, counts and news run."""
    for _round in range(3):
        give_waiting_sheets(now=now, limit=10)
        move_due_judgings(now=now, limit=10)
        carry_out_due_counts(now=now, limit=10)
        deliver_due(now=now)


def won(contest: Contest) -> list[tuple[int, int]]:
    rows = Award.objects.filter(contest=contest).exclude(state="dropped")
    return list(rows.order_by("rank").values_list("rank", "amount"))


def test_results_wait_for_signatures_where_no_judge_was_silent(
    paid_in: Make, admin: Member, now: datetime
) -> None:
    contest = paid_in()
    seal_all(contest, now=now)
    settle(now)
    late = now + 20 * DAY
    settle(late)
    judging = Judging.objects.get(contest=contest)
    assert fresh(contest).state == ContestState.JUDGING
    assert (judging.silent_at, judging.timer_at) == (None, None)
    assert not OutboxEvent.objects.filter(name="JudgesStayedSilent").exists()
    digest = results_digest(Award.objects.filter(contest=contest, state="proposed"))
    services.approve_results(contest=contest, actor=admin, digest=digest, now=late)
    assert fresh(contest).state == ContestState.RESULTS


def test_entries_that_nobody_read_share_also_where_people_sign_early(
    paid_in: Make, admin: Member, now: datetime
) -> None:
    contest = paid_in()
    seal(open_sheets(contest)[0], 5, 5, 5, 5, now=now)
    closed = now + 11 * DAY
    settle(closed)
    assert won(contest) == [(1, 1_000), (2, 267), (3, 267), (4, 266)]
    digest = results_digest(Award.objects.filter(contest=contest, state="proposed"))
    services.approve_results(contest=contest, actor=admin, digest=digest, now=closed)
    services.pay_due_awards(now=closed, limit=10)
    assert fund_held(contest).amount == 0


def test_a_final_in_which_judges_stay_silent_ends_by_the_scores(
    paid_in: Make, now: datetime
) -> None:
    contest = paid_in(final_size=2)
    seal_all(contest, now=now)
    settle(now)
    assert Judging.objects.get(contest=contest).stage == "final"
    assert won(contest) == []
    settle(now + 20 * DAY)
    assert fresh(contest).state == ContestState.RESULTS
    assert won(contest) == [(1, 1_000), (2, 500), (3, 300)]


def test_a_final_that_nobody_may_judge_is_proposed_by_the_scores(
    paid_in: Make, now: datetime
) -> None:
    contest = paid_in(writers=1, final_size=2)
    seal_all(contest, now=now)
    settle(now)
    # One entry alone has nobody to meet.
    assert Judging.objects.get(contest=contest).stage == "closed"
    assert won(contest) == [(1, 1_000)]


@pytest.mark.parametrize(
    ("rule", "amounts", "left"), [("share", [600, 600, 600], 0), ("lapse", [], 1_800)]
)
def test_a_contest_that_nobody_could_judge_ends_by_the_rule(
    paid_in: Make, now: datetime, rule: str, amounts: list[int], left: int
) -> None:
    contest = paid_in(writers=3, judges=False, silent_rule=rule)
    settle(now + 13 * DAY)
    assert fresh(contest).state == ContestState.JUDGING
    late = now + 15 * DAY
    settle(late)
    assert fresh(contest).state == ContestState.RESULTS
    assert [amount for _rank, amount in won(contest)] == amounts
    services.pay_due_awards(now=late, limit=10)
    assert fund_held(contest).amount == left
    assert services.finish_due_contests(now=late, limit=10) == 1
    assert fund_held(contest).amount == 0


def test_the_rule_waits_while_an_entry_is_undecided(paid_in: Make, now: datetime) -> None:
    contest = paid_in(writers=3, judges=False)
    waiting = contest.entries.order_by("pk")[:1].get()
    type(waiting).objects.filter(pk=waiting.pk).update(state="submitted")
    settle(now + 15 * DAY)
    assert fresh(contest).state == ContestState.JUDGING
    type(waiting).objects.filter(pk=waiting.pk).update(state="accepted")
    settle(now + 15 * DAY)
    assert [amount for _rank, amount in won(contest)] == [600, 600, 600]
