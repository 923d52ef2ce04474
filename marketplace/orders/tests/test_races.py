"""Many at once on real connections: one winner, one effect; and the race with the lock off."""

from __future__ import annotations

from datetime import datetime
from threading import Barrier

import pytest

from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.ledger.queries import available_balance, escrow_balance, wallet_of
from marketplace.orders.choices import OrderState
from marketplace.orders.errors import (
    OrderAlreadyCompleted,
    OrderAlreadyDelivered,
    OrderAlreadyPaid,
    OrderAlreadyRefunded,
)
from marketplace.orders.models import Order
from marketplace.orders.services import (
    accept_cancellation,
    complete_order,
    deliver_order,
    open_order,
    pay_from_wallet,
    receive_payment,
    receive_returning_payment,
    request_cancellation,
    request_revision,
    settle_due_orders,
    settling,
)
from marketplace.orders.tests.world import (
    DAY,
    FEE,
    TOTAL,
    fund,
    make_order,
    order_in,
    prove_books,
    race,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
CONTENDERS = 50


def count_of(results: list[object], kind: type[object]) -> int:
    return sum(type(result) is kind for result in results)


def test_one_of_fifty_acceptances_wins(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)

    results = race(CONTENDERS, lambda _: complete_order(order=order, actor=client_member, now=now))

    assert count_of(results, Order) == 1
    assert count_of(results, OrderAlreadyCompleted) == CONTENDERS - 1
    (wallet,) = wallet_of(seller)
    assert (wallet.clearing, escrow_balance(order.reference, "USD")) == (TOTAL - FEE, 0)
    assert order.timeline.filter(kind="complete").count() == 1
    assert OutboxEvent.objects.filter(name="OrderCompleted").count() == 1
    prove_books()


def test_control_without_the_lock_several_acceptances_win(
    client_member: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All read the order before anyone writes: exactly what the lock prevents."""
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    contenders = 8
    everybody_has_read = Barrier(contenders)

    def read_unlocked(order_pk: int) -> Order:
        row = Order.objects.select_related("client", "seller").get(pk=order_pk)
        everybody_has_read.wait(timeout=30)
        return row

    monkeypatch.setattr(settling, "lock_row", read_unlocked)

    results = race(contenders, lambda _: complete_order(order=order, actor=client_member, now=now))

    assert count_of(results, Order) == contenders
    assert order.timeline.filter(kind="complete").count() == contenders


def test_acceptance_timer_and_reader_complete_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    at = now + 3 * DAY

    def contend(number: int) -> object:
        if number % 3 == 0:
            return settle_due_orders(now=at, limit=10)
        if number % 3 == 1:
            return open_order(member=seller, public_id=order.public_id, now=at).state
        return complete_order(order=order, actor=client_member, now=at)

    results = race(CONTENDERS, contend)

    assert {type(result) for result in results} == {int, str, OrderAlreadyCompleted}
    assert {result for result in results if isinstance(result, str)} == {"completed"}
    assert order.timeline.filter(kind="complete").count() == 1
    (wallet,) = wallet_of(seller)
    assert wallet.clearing == TOTAL - FEE
    prove_books()


def test_webhooks_return_page_and_wallet_pay_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    fund(client_member, 3 * TOTAL, now=now)
    order = make_order(client_member, seller, now=now)

    def contend(number: int) -> object:
        if number % 3 == 0:
            return receive_payment(public_id=order.public_id, payment_id="payment1", now=now)
        if number % 3 == 1:
            return receive_returning_payment(
                order=order, actor=client_member, payment_id="payment1", now=now
            )
        return pay_from_wallet(order=order, actor=client_member, now=now)

    results = race(CONTENDERS, contend)

    assert {type(result) for result in results} <= {Order, OrderAlreadyPaid}
    assert escrow_balance(order.reference, "USD") == TOTAL
    assert available_balance(client_member, "USD") == 2 * TOTAL
    assert order.timeline.filter(kind="pay").count() == 1
    prove_books()


def test_acceptance_and_revision_have_one_winner(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now, revisions=1)

    def contend(number: int) -> object:
        if number % 2:
            return complete_order(order=order, actor=client_member, now=now)
        return request_revision(order=order, actor=client_member, text="Bolder.", now=now)

    results = race(20, contend)

    assert count_of(results, Order) == 1
    order.refresh_from_db()
    held = escrow_balance(order.reference, "USD")
    assert held == (0 if order.state == OrderState.COMPLETED else TOTAL)
    prove_books()


def test_delivery_and_agreed_cancellation_have_one_winner(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    request_cancellation(order=order, actor=client_member, reason="Too slow.", now=now)

    def contend(number: int) -> object:
        if number % 2:
            return accept_cancellation(order=order, actor=seller, now=now)
        return deliver_order(order=order, actor=seller, note="Here.", now=now)

    results = race(20, contend)

    assert count_of(results, Order) == 1
    order.refresh_from_db()
    if order.state == OrderState.REFUNDED:
        assert count_of(results, OrderAlreadyRefunded) == 19
        assert available_balance(client_member, "USD") == TOTAL
    else:
        assert count_of(results, OrderAlreadyDelivered) == 9
        assert escrow_balance(order.reference, "USD") == TOTAL
    prove_books()


def test_two_orders_with_money_for_one(
    client_member: Member, seller: Member, now: datetime
) -> None:
    fund(client_member, TOTAL, now=now)
    orders = [make_order(client_member, seller, now=now) for _ in range(10)]

    results = race(
        10, lambda number: pay_from_wallet(order=orders[number], actor=client_member, now=now)
    )

    assert count_of(results, Order) == 1
    assert sum(escrow_balance(order.reference, "USD") for order in orders) == TOTAL
    prove_books()
