"""Introductions: who may be brought together, who earns what, and what a refund takes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, account_balance, wallet_of
from marketplace.ledger.services import clear_due_lots
from marketplace.messaging.errors import MemberBlocked
from marketplace.messaging.queries import conversation_of, participants_of
from marketplace.messaging.services import block_member, unblock_member
from marketplace.orders.models import Order
from marketplace.relationships import errors, queries, services
from marketplace.relationships.choices import IntroductionState, Source
from marketplace.relationships.models import Commission, Introduction, Tie
from marketplace.relationships.receivers.money import take_back_part
from marketplace.relationships.services.commissions import share_due_back
from marketplace.relationships.tests.world import (
    DAY,
    HOUR,
    completed,
    introduced,
    prove_books,
    talk,
)

pytestmark = pytest.mark.django_db
FEES = AccountRef(AccountKind.FEES, "", "USD")


@pytest.fixture
def introducer(member_factory: MakeMember) -> Member:
    return member_factory("noor", language="en")


def clearing(member: Member) -> int:
    return wallet_of(member)[0].clearing


def propose(introducer: Member, client: Member, seller: Member, now: datetime) -> Introduction:
    return services.propose_introduction(
        introducer=introducer, client=client, seller=seller, message="You two!", now=now
    )


def test_both_must_say_yes_and_then_all_three_talk(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    talk(introducer, client_member, now=now)
    row = propose(introducer, client_member, seller, now)
    first = services.accept_introduction(introduction=row, actor=seller, now=now)
    assert (first.state, first.conversation_id) == (IntroductionState.PROPOSED, "")
    assert Tie.objects.count() == 0
    with pytest.raises(errors.AgreedAlready):
        services.accept_introduction(introduction=row, actor=seller, now=now)
    with pytest.raises(errors.NotYourMove):
        services.accept_introduction(introduction=row, actor=introducer, now=now)
    met = services.accept_introduction(introduction=row, actor=client_member, now=now)
    assert met.state == IntroductionState.ACCEPTED
    room = conversation_of("introduction", met.public_id)
    assert room is not None
    people = {seat.member for seat in participants_of(room)}
    assert people == {introducer, client_member, seller}
    assert Tie.objects.get().source == Source.INTRODUCTION


def test_who_is_refused_and_why(
    introducer: Member,
    client_member: Member,
    seller: Member,
    stranger: Member,
    now: datetime,
) -> None:
    talk(introducer, client_member, now=now)
    with pytest.raises(errors.SelfIntroduction):
        propose(introducer, client_member, introducer, now)
    with pytest.raises(errors.SelfIntroduction):
        propose(introducer, introducer, seller, now)
    with pytest.raises(errors.SamePerson):
        propose(introducer, client_member, client_member, now)
    with pytest.raises(errors.ClientUnknownToYou):
        propose(introducer, stranger, seller, now)
    propose(introducer, client_member, seller, now)
    with pytest.raises(errors.IntroductionOpen):
        propose(introducer, client_member, seller, now)
    talk(client_member, stranger, now=now)
    with pytest.raises(errors.TheyHaveMet):
        propose(introducer, client_member, stranger, now)


def test_two_who_worked_meanwhile_are_not_introduced(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    talk(introducer, client_member, now=now)
    row = propose(introducer, client_member, seller, now)
    services.accept_introduction(introduction=row, actor=client_member, now=now)
    completed(client_member, seller, now=now + HOUR)
    with pytest.raises(errors.TheyHaveMet):
        services.accept_introduction(introduction=row, actor=seller, now=now + DAY)


def test_unanswered_it_runs_out_at_its_moment(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    talk(introducer, client_member, now=now)
    row = propose(introducer, client_member, seller, now)
    at = now + 14 * DAY
    assert services.settle_due_introductions(now=at - timedelta(seconds=1), limit=9) == 0
    seen = services.open_introduction(member=seller, public_id=row.public_id, now=at)
    assert (seen.state, seen.closed_at) == (IntroductionState.EXPIRED, at)
    assert services.settle_due_introductions(now=at, limit=9) == 0


def test_the_first_completed_order_earns_and_no_other(
    introducer: Member,
    client_member: Member,
    seller: Member,
    now: datetime,
    run_outbox: Callable[..., int],
) -> None:
    row = introduced(introducer, client_member, seller, now=now)
    before = account_balance(FEES)
    order = completed(client_member, seller, now=now + DAY)
    run_outbox(now + DAY)
    run_outbox(now + DAY)
    commission = Commission.objects.get()
    assert (order.fee_amount, commission.amount, clearing(introducer)) == (6_000, 1_500, 1_500)
    assert account_balance(FEES) - before == 4_500
    row.refresh_from_db()
    assert row.state == IntroductionState.EARNED
    completed(client_member, seller, now=now + 2 * DAY)
    run_outbox(now + 2 * DAY)
    assert clearing(introducer) == 1_500
    clear_due_lots(now=order.clears_at or now, limit=10)
    assert wallet_of(introducer)[0].available == 1_500
    assert wallet_of(seller)[0].available == 24_000
    prove_books()


def test_it_is_never_more_than_the_fee(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    row = introduced(introducer, client_member, seller, now=now)
    Introduction.objects.filter(pk=row.pk).update(commission_bp=9_000)
    order = completed(client_member, seller, now=now)
    done = services.reward_introduction(order=order, now=now)
    assert done is not None
    assert done.amount == order.fee_amount
    prove_books()


def test_after_a_year_it_earns_nothing(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    row = introduced(introducer, client_member, seller, now=now)
    order = completed(client_member, seller, now=now + 365 * DAY)
    assert services.reward_introduction(order=order, now=now + 366 * DAY) is None
    row.refresh_from_db()
    assert row.state == IntroductionState.ACCEPTED
    # Nothing will come of it any more: it is closed instead of being looked at for ever.
    assert services.settle_due_introductions(now=now + 366 * DAY, limit=9) == 1
    row.refresh_from_db()
    assert (row.state, row.due_at) == (IntroductionState.LAPSED, None)


def test_an_order_in_time_earns_however_late_the_news(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    row = introduced(introducer, client_member, seller, now=now)
    order = completed(client_member, seller, now=now + 364 * DAY)
    late = now + 400 * DAY
    assert services.settle_due_introductions(now=late, limit=9) == 0
    assert services.reward_introduction(order=order, now=late) is not None
    row.refresh_from_db()
    assert row.state == IntroductionState.EARNED


def test_a_refund_takes_its_part_while_it_clears(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    introduced(introducer, client_member, seller, now=now)
    order = completed(client_member, seller, now=now)
    services.reward_introduction(order=order, now=now)
    services.take_back_share(order=order, refunded=9_000, now=now)
    assert clearing(introducer) == 1_050
    again = services.take_back_share(order=order, refunded=9_000, now=now)
    assert again is not None
    assert (again.due_back, again.came_back, again.owed) == (450, 450, 0)
    services.take_back_share(order=order, refunded=30_000, now=now)
    assert clearing(introducer) == 0
    prove_books()


def test_what_is_paid_out_is_met_from_later_thanks(
    introducer: Member,
    client_member: Member,
    seller: Member,
    stranger: Member,
    now: datetime,
) -> None:
    introduced(introducer, client_member, seller, now=now)
    order = completed(client_member, seller, now=now)
    services.reward_introduction(order=order, now=now)
    clear_due_lots(now=now + 15 * DAY, limit=10)
    taken = services.take_back_share(order=order, refunded=15_000, now=now + 16 * DAY)
    assert taken is not None
    assert (taken.due_back, taken.came_back, taken.owed) == (750, 0, 750)
    assert wallet_of(introducer)[0].available == 1_500
    introduced(introducer, client_member, stranger, now=now + 17 * DAY)
    second = completed(client_member, stranger, now=now + 18 * DAY, amount=10_000)
    met = services.reward_introduction(order=second, now=now + 18 * DAY)
    assert met is not None
    assert (met.amount, met.withheld, clearing(introducer)) == (500, 500, 0)
    taken.refresh_from_db()
    assert taken.owed == 250
    prove_books()


def refund_whole(order: Order, now: datetime) -> None:
    """Let all of an order's money go back, as support does, and tell it."""
    Order.objects.filter(pk=order.pk).update(refunded_amount=order.total_amount)
    take_back_part(order_id=order.public_id, refunded=order.total_amount, now=now)


def test_thanks_follow_the_first_order_that_is_kept(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    row = introduced(introducer, client_member, seller, now=now)
    first = completed(client_member, seller, now=now + DAY)
    services.reward_introduction(order=first, now=now + DAY)
    refund_whole(first, now + 2 * DAY)
    row.refresh_from_db()
    assert (row.state, row.due_at, row.closed_at) == ("accepted", now + 365 * DAY, None)
    assert clearing(introducer) == 0
    # News that come again change nothing.
    assert services.reward_introduction(order=first, now=now + 2 * DAY) is None
    refund_whole(first, now + 2 * DAY)
    second = completed(client_member, seller, now=now + 3 * DAY, amount=20_000)
    services.reward_introduction(order=second, now=now + 3 * DAY)
    third = completed(client_member, seller, now=now + 4 * DAY)
    assert services.reward_introduction(order=third, now=now + 4 * DAY) is None
    row.refresh_from_db()
    assert (row.state, clearing(introducer)) == ("earned", 1_000)
    earned = [(one.order_id, one.amount, one.due_back) for one in queries.commissions_of(row)]
    assert earned == [(first.pk, 1_500, 1_500), (second.pk, 1_000, 0)]
    (listed,) = queries.introductions_of(introducer)
    assert (listed.earned, listed.earned_currency) == (1_000, "USD")  # type: ignore[attr-defined]
    prove_books()


def test_an_order_that_is_kept_already_earns_at_once(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    row = introduced(introducer, client_member, seller, now=now)
    first = completed(client_member, seller, now=now)
    services.reward_introduction(order=first, now=now)
    second = completed(client_member, seller, now=now + DAY, amount=20_000)
    assert services.reward_introduction(order=second, now=now + DAY) is None
    clear_due_lots(now=now + 15 * DAY, limit=10)
    # The first thanks are the introducer's already: the second ones meet what is owed.
    refund_whole(first, now + 15 * DAY)
    earned = {one.order_id: one for one in queries.commissions_of(row)}
    assert earned[second.pk].withheld == 1_000
    assert earned[first.pk].owed == 500
    row.refresh_from_db()
    assert row.state == IntroductionState.EARNED
    prove_books()


def test_an_order_refunded_before_the_news_of_it_earns_nothing(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    row = introduced(introducer, client_member, seller, now=now)
    first = completed(client_member, seller, now=now)
    Order.objects.filter(pk=first.pk).update(refunded_amount=first.total_amount)
    assert services.reward_introduction(order=first, now=now) is None
    second = completed(client_member, seller, now=now + DAY)
    assert services.reward_introduction(order=second, now=now + DAY) is not None
    row.refresh_from_db()
    assert row.state == IntroductionState.EARNED


def test_reopened_it_still_ends_with_its_year(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    row = introduced(introducer, client_member, seller, now=now)
    first = completed(client_member, seller, now=now)
    services.reward_introduction(order=first, now=now)
    refund_whole(first, now + 400 * DAY)
    row.refresh_from_db()
    assert (row.state, row.due_at) == ("accepted", now + 365 * DAY)
    assert services.settle_due_introductions(now=now + 400 * DAY, limit=9) == 1
    late = completed(client_member, seller, now=now + 401 * DAY)
    assert services.reward_introduction(order=late, now=now + 401 * DAY) is None
    assert Commission.objects.count() == 1


def test_an_order_nobody_is_thanked_for_takes_nothing_back(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    assert services.reward_introduction(order=order, now=now) is None
    assert services.take_back_share(order=order, refunded=30_000, now=now) is None


@given(
    amount=st.integers(1, 10**9),
    total=st.integers(1, 10**10),
    parts=st.lists(st.integers(0, 10**10), max_size=6),
)
def test_refunds_add_up_and_never_take_more(amount: int, total: int, parts: list[int]) -> None:
    back = 0
    refunded = 0
    for part in parts:
        refunded = min(total, refunded + part)
        due = share_due_back(amount, refunded=refunded, total=total)
        assert back <= due <= amount
        back = due
    assert share_due_back(amount, refunded=total, total=total) == amount
    assert share_due_back(amount, refunded=0, total=total) == 0
    assert Order._meta.model_name == "order"


def test_what_was_refunded_before_takes_its_part_at_once(
    introducer: Member,
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    introduced(introducer, client_member, seller, now=now)
    order = completed(client_member, seller, now=now)
    Order.objects.filter(pk=order.pk).update(refunded_amount=10_000)
    order.refresh_from_db()
    services.reward_introduction(order=order, now=now)
    commission = Commission.objects.get()
    assert (commission.amount, commission.due_back, clearing(introducer)) == (1_500, 500, 1_000)
    prove_books()


def test_a_blocked_member_introduces_nobody(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    talk(introducer, client_member, now=now)
    for blocker in (client_member, seller):
        block_member(member=blocker, other=introducer, now=now)
        with pytest.raises(MemberBlocked):
            propose(introducer, client_member, seller, now)
        unblock_member(member=blocker, other=introducer, now=now)
    block_member(member=client_member, other=seller, now=now)
    with pytest.raises(errors.TheyHaveMet):
        propose(introducer, client_member, seller, now)
    assert not Introduction.objects.exists()


def test_a_small_rest_of_a_refund_opens_an_introduction_again_once(
    introducer: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    row = introduced(introducer, client_member, seller, now=now)
    first = completed(client_member, seller, now=now + DAY, amount=500)
    services.reward_introduction(order=first, now=now + DAY)
    # 25 cents: nothing of them is left after the refund of 495 of 500.
    take_back_part(order_id=first.public_id, refunded=495, now=now + 2 * DAY)
    assert Commission.objects.get().due_back == 25
    refund_whole(first, now + 3 * DAY)
    row.refresh_from_db()
    assert row.state == IntroductionState.ACCEPTED
    second = completed(client_member, seller, now=now + 4 * DAY)
    services.reward_introduction(order=second, now=now + 4 * DAY)
    refund_whole(first, now + 5 * DAY)
    row.refresh_from_db()
    assert (row.state, clearing(introducer)) == (IntroductionState.EARNED, 1_500)
    prove_books()
