"""What is earned, when it is paid, and what refunds take back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from marketplace.accounts.models import Member
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import prove_books
from marketplace.orders.services.chargebacks import charge_back
from referrals.programs import services
from referrals.programs.choices import Ended, RewardKind
from referrals.programs.models import Program, Reward
from referrals.programs.queries import fund_held
from referrals.programs.services import RuleDraft
from referrals.programs.tests.world import (
    DAY,
    bring,
    completed,
    fresh,
    kinds_of,
    make_program,
    refund,
    settle,
    wallet,
)

pytestmark = pytest.mark.django_db
RunOutbox = Callable[..., int]
BOTH = (
    RuleDraft(event="first_order", side="referrer", amount=1_000),
    RuleDraft(event="first_order", side="friend", kind=RewardKind.CREDIT, amount=501),
)
SHARE = RuleDraft(event="fee_share", side="referrer", share_bp=2_500)


def books_hold(program: Program) -> bool:
    """Whether the budget's columns and the ledger say the same."""
    row = Program.objects.get(pk=program.pk)
    assert prove_books() == []
    return fund_held(row).amount == row.funded - row.paid and row.left >= 0


def test_a_sign_up_reward_is_paid_at_once_unless_it_waits(
    admin: Member, owner: Member, friend: Member, run_outbox: RunOutbox, now: datetime
) -> None:
    rules = (
        RuleDraft(event="signup", side="referrer", amount=200),
        RuleDraft(event="signup", side="friend", amount=300, hold_days=3),
    )
    program = make_program(admin, *rules, now=now)
    bring(owner, friend, now=now)
    run_outbox(now)
    settle(now)
    assert (wallet(owner), wallet(friend)) == (200, 0)
    settle(now + 3 * DAY - timedelta(seconds=1))
    assert wallet(friend) == 0
    settle(now + 3 * DAY)
    assert wallet(friend) == 300
    assert books_hold(program)


def test_both_are_rewarded_when_the_orders_money_clears(
    admin: Member,
    owner: Member,
    friend: Member,
    seller: Member,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    program = make_program(admin, *BOTH, now=now)
    bring(owner, friend, now=now)
    order = completed(friend, seller, now=now)
    run_outbox(now)
    assert [row.state for row in Reward.objects.order_by("id")] == ["pending", "pending"]
    assert Program.objects.get(pk=program.pk).reserved == 1_501
    assert order.clears_at is not None
    settle(order.clears_at - timedelta(seconds=1))
    assert wallet(owner) == 0
    settle(order.clears_at)
    assert (wallet(owner), wallet(friend, AccountKind.CREDIT)) == (1_000, 501)
    assert books_hold(program)


def test_only_the_first_order_earns_and_only_for_new_members(  # noqa: PLR0917  the cast
    admin: Member,
    owner: Member,
    friend: Member,
    seller: Member,
    stranger: Member,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    make_program(admin, BOTH[0], now=now)
    bring(owner, friend, now=now)
    completed(friend, seller, now=now)
    completed(friend, seller, now=now + DAY)
    completed(stranger, seller, now=now)
    run_outbox(now + DAY)
    assert [row.member for row in Reward.objects.all()] == [owner]


def test_a_refund_of_thirty_percent_takes_thirty_percent_rounded_half_up(
    admin: Member,
    owner: Member,
    friend: Member,
    seller: Member,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    program = make_program(admin, *BOTH, now=now)
    bring(owner, friend, now=now)
    order = completed(friend, seller, now=now)
    run_outbox(now)
    refund(order, 1_500, now=now + DAY)
    run_outbox(now + DAY)
    refund(order, 1_500, now=now + 2 * DAY)
    run_outbox(now + 2 * DAY)
    first, second = Reward.objects.order_by("id")
    assert (first.value, second.value) == (700, 351)
    assert kinds_of(first) == ["granted", "taken_back", "taken_back"]
    assert first.lines.order_by("-id")[0].params == {"bp": 3_000}
    assert Program.objects.get(pk=program.pk).reserved == 1_051
    settle(order.clears_at or now)
    assert (wallet(owner), wallet(friend, AccountKind.CREDIT)) == (700, 351)
    assert books_hold(program)


def test_what_was_refunded_before_completion_is_taken_off_at_once(
    admin: Member,
    owner: Member,
    friend: Member,
    seller: Member,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    make_program(admin, SHARE, now=now)
    bring(owner, friend, now=now)
    order = completed(friend, seller, now=now)
    refund(order, 5_000, now=now)
    run_outbox(now)
    reward = Reward.objects.get()
    assert (reward.granted, reward.taken_back) == (500, 250)


def test_a_refund_after_payout_is_met_from_later_rewards(
    admin: Member,
    owner: Member,
    friend: Member,
    seller: Member,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    program = make_program(admin, SHARE, now=now)
    bring(owner, friend, now=now)
    first = completed(friend, seller, now=now)
    run_outbox(now)
    later = first.clears_at or now
    settle(later)
    refund(first, 4_000, now=later)
    run_outbox(later)
    earned = Reward.objects.get()
    assert (wallet(owner), earned.owed) == (500, 200)
    assert kinds_of(earned)[-2:] == ["taken_back", "carried"]

    second = completed(friend, seller, now=later + DAY)
    run_outbox(later + DAY)
    settle(second.clears_at or later)
    # The second order of the same two has a lower fee: 18 %, and 450 of it are the share.
    assert wallet(owner) == 500 + 250
    assert fresh(earned).owed == 0
    assert "met" in kinds_of(earned)
    assert "meets" in kinds_of(Reward.objects.order_by("-id")[0])
    assert Program.objects.get(pk=program.pk).paid == 750
    assert books_hold(program)


def test_what_is_owed_to_one_programme_comes_back_to_its_fund(
    admin: Member,
    owner: Member,
    friend: Member,
    seller: Member,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    one = make_program(admin, SHARE, now=now)
    bring(owner, friend, now=now)
    first = completed(friend, seller, now=now)
    run_outbox(now)
    later = first.clears_at or now
    settle(later)
    refund(first, 10_000, now=later)
    run_outbox(later)
    services.end_program(program=one, actor=admin, now=later)
    two = make_program(admin, SHARE, now=now)
    second = completed(friend, seller, now=later + DAY)
    run_outbox(later + DAY)
    settle(second.clears_at or later)
    assert wallet(owner) == 500
    assert (Program.objects.get(pk=one.pk).left, Program.objects.get(pk=two.pk).paid) == (500, 500)
    assert books_hold(one)
    assert books_hold(two)
    services.return_left(program=one, actor=admin, now=later)
    assert fund_held(one).amount == 0


def test_a_chargeback_takes_all(
    admin: Member,
    owner: Member,
    friend: Member,
    seller: Member,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    program = make_program(admin, *BOTH, now=now)
    bring(owner, friend, now=now)
    order = completed(friend, seller, now=now)
    type(order).objects.filter(pk=order.pk).update(paid_with="pay123")
    run_outbox(now)
    charge_back(
        purpose_kind="order",
        purpose_ref=order.public_id,
        payment_id="pay123",
        from_reserve=0,
        now=now + DAY,
    )
    run_outbox(now + DAY)
    ends = [(row.state, row.ended_by, row.value) for row in Reward.objects.order_by("id")]
    assert ends == [("cancelled", Ended.REFUND, 0)] * 2
    assert Program.objects.get(pk=program.pk).reserved == 0


def test_news_in_the_wrong_order_and_twice_change_nothing(
    admin: Member, owner: Member, friend: Member, seller: Member, now: datetime
) -> None:
    make_program(admin, BOTH[0], SHARE, now=now)
    bring(owner, friend, now=now)
    first = completed(friend, seller, now=now)
    second = completed(friend, seller, now=now + DAY)
    refund(first, 2_000, now=now + DAY)
    services.take_back_of_order(order=first, now=now + DAY)
    for order in (second, first, first, second):
        services.reward_order(order=type(order).objects.get(pk=order.pk), now=now + DAY)
    services.take_back_of_order(order=first, now=now + DAY)
    rows = Reward.objects.order_by("order_id", "id").values_list("event", "granted", "taken_back")
    assert list(rows) == [
        ("first_order", 1_000, 200),
        ("fee_share", 500, 100),
        ("fee_share", 450, 0),
    ]


def test_what_a_paused_or_ended_programme_promised_is_paid(
    admin: Member,
    owner: Member,
    friend: Member,
    stranger: Member,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    rule = RuleDraft(event="signup", side="referrer", amount=100, hold_days=2)
    program = make_program(admin, rule, now=now, fund=1_000)
    bring(owner, friend, now=now)
    run_outbox(now)
    services.pause_program(program=program, actor=admin, now=now)
    bring(owner, stranger, now=now)
    run_outbox(now)
    ended = services.end_program(program=program, actor=admin, now=now)
    assert (ended.funded, ended.reserved) == (100, 100)
    settle(now + 2 * DAY)
    assert wallet(owner) == 100
    assert fund_held(program).amount == 0
    assert books_hold(program)
