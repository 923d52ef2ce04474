"""What limits, the budget, complaints and unconfirmed addresses do to rewards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.orders.services import complain
from referrals.programs.choices import Ended, LineKind, RewardState, Tier
from referrals.programs.models import Program, Reward
from referrals.programs.queries import fund_held
from referrals.programs.services import RuleDraft
from referrals.programs.tests.world import (
    DAY,
    bring,
    completed,
    kinds_of,
    make_program,
    settle,
    wallet,
)

pytestmark = pytest.mark.django_db
RunOutbox = Callable[..., int]
FIRST = RuleDraft(event="first_order", side="referrer", amount=1_000)


def test_caps_cut_and_tiers_raise(
    admin: Member,
    owner: Member,
    member_factory: MakeMember,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    rule = RuleDraft(
        event="signup",
        side="referrer",
        amount=100,
        cap_month=450,
        cap_total=600,
        tiers=[Tier(2, 200)],
    )
    make_program(admin, rule, now=now)
    for number in range(6):
        moment = now + (number // 4) * 31 * DAY
        bring(owner, member_factory(), now=moment)
        run_outbox(moment)
    rewards = list(Reward.objects.order_by("id"))
    assert [row.granted for row in rewards] == [100, 200, 150, 0, 150, 0]
    assert [row.ended_by for row in rewards] == ["", "", "", Ended.CAP, "", Ended.CAP]
    assert kinds_of(rewards[2]) == [LineKind.GRANTED, LineKind.TIER, LineKind.CUT_MONTH]
    assert kinds_of(rewards[4])[2] == LineKind.CUT_TOTAL


def test_the_budget_cuts_and_the_operator_is_told_once(
    admin: Member,
    owner: Member,
    member_factory: MakeMember,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    rule = RuleDraft(event="signup", side="referrer", amount=100)
    program = make_program(admin, rule, now=now, fund=250)
    for _ in range(4):
        bring(owner, member_factory(), now=now)
        run_outbox(now)
    rewards = list(Reward.objects.order_by("id"))
    assert [row.granted for row in rewards] == [100, 100, 50, 0]
    assert rewards[3].ended_by == Ended.BUDGET
    assert kinds_of(rewards[2]) == [LineKind.GRANTED, LineKind.CUT_BUDGET]
    assert admin.notifications.filter(kind="programs.short").count() == 1
    settle(now)
    assert wallet(owner) == 250
    assert fund_held(program).amount == 0
    assert Program.objects.get(pk=program.pk).left == 0


def test_a_complaint_keeps_a_reward_with_the_orders_money(
    admin: Member,
    owner: Member,
    friend: Member,
    seller: Member,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    make_program(admin, FIRST, now=now)
    bring(owner, friend, now=now)
    order = completed(friend, seller, now=now)
    run_outbox(now)
    clears = order.clears_at or now
    complain(
        order=order,
        actor=friend,
        wanted_amount=100,
        text="Broken.",
        now=clears - timedelta(hours=1),
    )
    settle(clears)
    reward = Reward.objects.get()
    assert (wallet(owner), reward.state) == (0, RewardState.PENDING)
    assert kinds_of(reward)[-1] == LineKind.MOVED
    settle(reward.due_at)
    assert wallet(owner) == 1_000


def test_a_sign_up_waits_for_the_confirmed_address(
    admin: Member,
    owner: Member,
    member_factory: MakeMember,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    make_program(admin, RuleDraft(event="signup", side="referrer", amount=100), now=now)
    slow, never = member_factory(verified=False), member_factory(verified=False)
    for friend in (slow, never):
        bring(owner, friend, now=now)
    run_outbox(now)
    settle(now)
    assert wallet(owner) == 0
    EmailAddress.objects.filter(user=slow).update(verified=True)
    settle(now + timedelta(hours=1))
    assert wallet(owner) == 100
    settle(now + 30 * DAY)
    assert Reward.objects.get(attribution__member=never).ended_by == Ended.ADDRESS


def test_a_share_of_fees_lasts_its_months_and_asks_for_a_minimum(
    admin: Member,
    owner: Member,
    friend: Member,
    seller: Member,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    rule = RuleDraft(
        event="fee_share", side="referrer", share_bp=1_000, months=1, minimum_order=8_000
    )
    make_program(admin, rule, now=now)
    bring(owner, friend, now=now)
    end = now.replace(month=12)
    for total, moment in (
        (8_000, now),
        (7_999, now),
        (9_000, end - timedelta(seconds=1)),
        (9_000, end),
    ):
        completed(friend, seller, now=moment, total=total)
        run_outbox(moment)
    assert [row.order_total for row in Reward.objects.order_by("id")] == [8_000, 9_000]
