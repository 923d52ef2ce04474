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
    CouponUsedUp,
    NoRefundProposed,
    OrderAlreadyCompleted,
    OrderAlreadyDelivered,
    OrderAlreadyPaid,
    OrderAlreadyRefunded,
    OutageOverlaps,
)
from marketplace.orders.models import Coupon, CouponUse, Order, Outage
from marketplace.orders.services import (
    CouponTerms,
    accept_cancellation,
    accept_refund,
    apply_coupon,
    complete_order,
    coupons,
    create_coupon,
    credit_outages,
    deliver_order,
    open_order,
    pay_from_wallet,
    propose_refund,
    receive_payment,
    receive_returning_payment,
    record_outage,
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


def test_one_of_many_acceptances_of_a_refund_wins(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.COMPLETED, client_member, seller, now=now)
    propose_refund(order=order, actor=client_member, amount=9_999, reason="x", now=now)

    results = race(20, lambda _: accept_refund(order=order, actor=seller, now=now))

    assert count_of(results, Order) == 1
    assert count_of(results, NoRefundProposed) == 19
    assert available_balance(client_member, "USD") == 9_999
    assert order.refunds.count() == 1
    prove_books()


def test_control_without_the_lock_a_refund_is_accepted_several_times(
    client_member: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All see the proposal open: the lock, and the key of the transfer, prevent a second one."""
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    propose_refund(order=order, actor=client_member, amount=9_999, reason="x", now=now)
    contenders = 6
    everybody_has_read = Barrier(contenders)

    def read_unlocked(order_pk: int) -> Order:
        row = Order.objects.select_related("client", "seller").get(pk=order_pk)
        everybody_has_read.wait(timeout=30)
        return row

    monkeypatch.setattr(settling, "lock_row", read_unlocked)

    results = race(contenders, lambda _: accept_refund(order=order, actor=seller, now=now))

    assert count_of(results, Order) > 1


def test_a_coupon_with_one_use_left_goes_to_one_of_many_orders(
    client_member: Member, seller: Member, finance: Member, now: datetime
) -> None:
    orders = coupon_race(client_member, seller, finance, now)

    results = race(len(orders), lambda number: put_on(orders[number], now))

    assert count_of(results, Order) == 1
    assert count_of(results, CouponUsedUp) == len(orders) - 1
    assert CouponUse.objects.count() == 1


def test_control_without_the_lock_a_coupon_is_used_too_often(
    client_member: Member,
    seller: Member,
    finance: Member,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    orders = coupon_race(client_member, seller, finance, now)
    everybody_has_counted = Barrier(len(orders))

    def count_unlocked(coupon: Coupon, order: Order) -> None:
        assert not CouponUse.objects.filter(coupon=coupon).exclude(order=order).exists()
        everybody_has_counted.wait(timeout=30)

    monkeypatch.setattr(coupons, "lock_coupon", lambda _code: Coupon.objects.get())
    monkeypatch.setattr(coupons, "_refusal_of_uses", count_unlocked)

    results = race(len(orders), lambda number: put_on(orders[number], now))

    assert count_of(results, Order) == len(orders)


def coupon_race(client: Member, seller: Member, officer: Member, now: datetime) -> list[Order]:
    """Make a coupon for one use, and orders that want it."""
    terms = CouponTerms(
        code="ONLYONE",
        kind="fixed",
        amount=500,
        currency="USD",
        valid_from=now,
        valid_until=now + DAY,
        uses_in_all=1,
        uses_per_member=100,
    )
    create_coupon(actor=officer, terms=terms, now=now)
    return [make_order(client, seller, now=now) for _ in range(6)]


def put_on(order: Order, now: datetime) -> Order:
    return apply_coupon(order=order, actor=order.client, code="onlyone", now=now)


def test_timer_and_answer_to_a_refund_have_one_winner(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.COMPLETED, client_member, seller, now=now)
    propose_refund(order=order, actor=client_member, amount=500, reason="x", now=now)
    at = now + 3 * DAY

    def contend(number: int) -> object:
        if number % 2:
            return settle_due_orders(now=at, limit=5)
        return accept_refund(order=order, actor=seller, now=at)

    results = race(20, contend)

    settle_due_orders(now=at, limit=5)
    assert {type(result) for result in results} == {int, NoRefundProposed}
    assert order.timeline.filter(kind="expire_refund").count() == 1


def test_outages_are_credited_once_by_many_sweeps(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    due_at, later = order.delivery_due_at, now + DAY / 2
    record_outage(actor=support, starts_at=now, ends_at=later, reason="x", now=later)

    results = race(10, lambda _: credit_outages(now=later, limit=5))

    order.refresh_from_db()
    assert {type(result) for result in results} == {int}
    assert due_at is not None
    assert order.delivery_due_at == due_at + DAY / 2


def test_an_outage_is_recorded_once_by_a_double_click(support: Member, now: datetime) -> None:
    later = now + DAY / 2

    results = race(
        8,
        lambda _: record_outage(actor=support, starts_at=now, ends_at=later, reason="x", now=later),
    )

    assert count_of(results, Outage) == 1
    assert count_of(results, OutageOverlaps) == 7


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
