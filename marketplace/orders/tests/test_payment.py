"""Money comes into the order's escrow once, and leaves it once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.models import OutboxEvent
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.queries import available_balance, escrow_balance, wallet_of
from marketplace.orders.choices import OrderState, TimerKind
from marketplace.orders.errors import NotYourMove, OrderAlreadyCancelled, OrderAlreadyPaid
from marketplace.orders.models import Order
from marketplace.orders.services import (
    complete_order,
    pay_from_wallet,
    receive_payment,
    receive_returning_payment,
)
from marketplace.orders.tests.world import DAY, FEE, HOUR, TOTAL, fund, make_order, order_in

pytestmark = pytest.mark.django_db


def unused_payments() -> int:
    return OutboxEvent.objects.filter(name="OrderPaymentUnused").count()


def test_pay_from_wallet_holds_the_total(
    client_member: Member, seller: Member, now: datetime
) -> None:
    fund(client_member, TOTAL + 700, now=now)
    order = make_order(client_member, seller, now=now)

    paid = pay_from_wallet(order=order, actor=client_member, now=now + HOUR)

    assert paid.state == OrderState.AWAITING_REQUIREMENTS
    assert (paid.paid_at, paid.paid_with) == (now + HOUR, "wallet")
    assert escrow_balance(order.reference, "USD") == TOTAL
    assert available_balance(client_member, "USD") == 700
    assert (paid.timer_kind, paid.timer_at) == (
        TimerKind.REQUIREMENTS_REMINDER,
        now + HOUR + 3 * DAY,
    )


def test_pay_from_wallet_without_questions_starts_the_work(
    client_member: Member, seller: Member, now: datetime
) -> None:
    fund(client_member, TOTAL, now=now)
    order = make_order(client_member, seller, now=now, questions=[])

    paid = pay_from_wallet(order=order, actor=client_member, now=now)

    assert (paid.state, paid.started_at) == (OrderState.IN_PROGRESS, now)
    assert paid.timer_kind == TimerKind.DEADLINE
    kinds = list(paid.timeline.values_list("kind", flat=True).order_by("id"))
    assert kinds == ["create", "pay", "start"]


def test_pay_from_wallet_refuses_too_little_money(
    client_member: Member, seller: Member, now: datetime
) -> None:
    fund(client_member, TOTAL - 1, now=now)
    order = make_order(client_member, seller, now=now)

    with pytest.raises(InsufficientFunds):
        pay_from_wallet(order=order, actor=client_member, now=now)

    order.refresh_from_db()
    assert (order.state, order.paid_at) == (OrderState.PENDING_PAYMENT, None)
    assert available_balance(client_member, "USD") == TOTAL - 1


def test_pay_from_wallet_is_the_clients_move(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    order = make_order(client_member, seller, now=now)
    fund(seller, TOTAL, now=now)

    with pytest.raises(NotYourMove):
        pay_from_wallet(order=order, actor=seller, now=now)
    with pytest.raises(NotFound):
        pay_from_wallet(order=order, actor=stranger, now=now)


def test_pay_from_wallet_twice_is_refused_and_takes_nothing(
    client_member: Member, seller: Member, now: datetime
) -> None:
    fund(client_member, 3 * TOTAL, now=now)
    order = make_order(client_member, seller, now=now)
    pay_from_wallet(order=order, actor=client_member, now=now)

    with pytest.raises(OrderAlreadyPaid):
        pay_from_wallet(order=order, actor=client_member, now=now)

    assert available_balance(client_member, "USD") == 2 * TOTAL


def test_receive_payment_twice_pays_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    fund(client_member, 2 * TOTAL, now=now)
    order = make_order(client_member, seller, now=now)

    for _ in range(3):
        paid = receive_payment(public_id=order.public_id, payment_id="payment1", now=now)

    assert paid is not None
    assert (paid.state, paid.paid_with) == (OrderState.AWAITING_REQUIREMENTS, "payment1")
    assert escrow_balance(order.reference, "USD") == TOTAL
    assert available_balance(client_member, "USD") == TOTAL
    assert unused_payments() == 0


def test_receive_payment_after_the_return_page_changes_nothing(
    client_member: Member, seller: Member, now: datetime
) -> None:
    fund(client_member, TOTAL, now=now)
    order = make_order(client_member, seller, now=now)
    receive_returning_payment(order=order, actor=client_member, payment_id="p1", now=now)

    paid = receive_payment(public_id=order.public_id, payment_id="p1", now=now + HOUR)

    assert paid is not None
    assert paid.paid_at == now
    assert escrow_balance(order.reference, "USD") == TOTAL
    assert unused_payments() == 0


def test_second_payment_stays_in_the_wallet_and_is_told(
    client_member: Member, seller: Member, now: datetime
) -> None:
    fund(client_member, 2 * TOTAL, now=now)
    order = make_order(client_member, seller, now=now)
    receive_payment(public_id=order.public_id, payment_id="payment1", now=now)

    receive_payment(public_id=order.public_id, payment_id="payment2", now=now)

    assert available_balance(client_member, "USD") == TOTAL
    assert unused_payments() == 1


def test_payment_for_a_dropped_order_stays_in_the_wallet(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = make_order(client_member, seller, now=now)
    fund(client_member, TOTAL, now=now + DAY)

    late = receive_payment(public_id=order.public_id, payment_id="payment1", now=now + DAY)

    assert late is not None
    assert late.state == OrderState.CANCELLED
    assert available_balance(client_member, "USD") == TOTAL
    assert escrow_balance(order.reference, "USD") == 0
    assert unused_payments() == 1
    with pytest.raises(OrderAlreadyCancelled):
        pay_from_wallet(order=order, actor=client_member, now=now + DAY)


def test_payment_whose_money_was_spent_meanwhile_is_told(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = make_order(client_member, seller, now=now)

    same = receive_payment(public_id=order.public_id, payment_id="payment1", now=now)

    assert same is not None
    assert same.state == OrderState.PENDING_PAYMENT
    assert unused_payments() == 1


def test_payment_for_an_unknown_order_is_none(now: datetime) -> None:
    assert receive_payment(public_id="nothing", payment_id="payment1", now=now) is None


def test_complete_order_pays_the_freelancer_less_the_fee(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)

    done = complete_order(order=order, actor=client_member, now=now + HOUR)

    assert (done.completed_at, done.closed_at) == (now + HOUR, now + HOUR)
    assert done.clears_at == now + HOUR + timedelta(days=14)
    assert (done.fee_amount, done.earning_amount) == (FEE, TOTAL - FEE)
    assert escrow_balance(order.reference, "USD") == 0
    (wallet,) = wallet_of(seller)
    assert (wallet.available, wallet.clearing) == (0, TOTAL - FEE)


def test_fee_and_days_of_clearing_are_frozen_when_the_order_is_made(
    client_member: Member, seller: Member, now: datetime, settings: object
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    settings.WAZZIFNI = {"platform_fee_bp": 9_000, "clearing_days": 99}  # type: ignore[attr-defined]

    done = complete_order(order=Order.objects.get(pk=order.pk), actor=client_member, now=now)

    assert (done.fee_amount, done.clears_at) == (FEE, now + timedelta(days=14))
