"""Who is told what, once; payments that arrive are used; the conversation says what happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import translation

from marketplace.accounts.models import Member
from marketplace.core.addresses import in_language
from marketplace.core.events import Event, publish
from marketplace.core.models import Delivery as OutboxDelivery
from marketplace.ledger.events import PaymentSucceeded
from marketplace.ledger.queries import escrow_balance
from marketplace.messaging.queries import conversation_of, read_thread, subject_link
from marketplace.notifications.models import Notification
from marketplace.notifications.queries import reader_of, word_notification
from marketplace.orders import events
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.receivers.kinds import KINDS
from marketplace.orders.receivers.people import CLIENT, OTHER, SELLER, receivers_of
from marketplace.orders.services import (
    accept_cancellation,
    answer_extension,
    cancel_order,
    complete_order,
    deliver_order,
    pay_from_wallet,
    receive_payment,
    refuse_cancellation,
    request_cancellation,
    request_extension,
    request_revision,
    resume_clock,
    settle_due_orders,
    stop_clock,
    submit_requirements,
    withdraw_cancellation,
)
from marketplace.orders.tests.world import ANSWERS, DAY, TOTAL, fund, make_order, order_in

pytestmark = pytest.mark.django_db

MOMENTS = ("due_at", "review_due_at", "clears_at", "answer_due_at")
RunOutbox = Callable[..., int]
OWN_EVENTS = [
    kind
    for kind in Event.registry.values()
    if kind.__module__ == events.__name__ and kind is not events.OrderEvent
]


def told(member: Member) -> list[str]:
    return list(
        Notification.objects.filter(member=member, kind__startswith="orders.")
        .order_by("id")
        .values_list("kind", flat=True)
    )


def all_delivered() -> bool:
    return not OutboxDelivery.objects.filter(done_at=None).exists()


@pytest.mark.parametrize("kind", OWN_EVENTS)
def test_every_fact_is_told_to_somebody_or_starts_nothing(kind: type[Event]) -> None:
    from marketplace.core.events import consumers_of  # noqa: PLC0415

    names = {item.consumer for item in consumers_of(kind)}
    # What concerns a dispute is told by the app above, with its own page.
    elsewhere = (events.OrderCreated, events.DisputeOpened, events.DisputeWithdrawn)
    if kind in elsewhere:
        assert not any(name.startswith("orders.tell") for name in names)
    else:
        assert f"orders.tell_{kind.__name__}" in names


def test_the_other_side_is_everybody_but_the_actor() -> None:
    assert receivers_of(OTHER, "client") == [SELLER]
    assert receivers_of(OTHER, "seller") == [CLIENT]
    assert receivers_of(OTHER, "timer") == [CLIENT, SELLER]
    assert receivers_of(CLIENT, "client") == [CLIENT]


def test_both_sides_follow_a_whole_order(
    client_member: Member, seller: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    fund(client_member, TOTAL, now=now)
    order = make_order(client_member, seller, now=now)
    pay_from_wallet(order=order, actor=client_member, now=now)
    submit_requirements(order=order, actor=client_member, answers=ANSWERS, now=now)
    stop_clock(order=order, actor=seller, reason="Waiting.", now=now)
    resume_clock(order=order, actor=client_member, now=now)
    request_extension(order=order, actor=seller, days=1, reason="More.", now=now)
    answer_extension(order=order, actor=client_member, accept=True, now=now)
    request_cancellation(order=order, actor=seller, reason="Ill.", now=now)
    refuse_cancellation(order=order, actor=client_member, now=now)
    request_cancellation(order=order, actor=client_member, reason="Slow.", now=now)
    withdraw_cancellation(order=order, actor=client_member, now=now)
    deliver_order(order=order, actor=seller, note="Here.", now=now)
    request_revision(order=order, actor=client_member, text="Bolder.", now=now)
    deliver_order(order=order, actor=seller, note="Again.", now=now)
    complete_order(order=order, actor=client_member, now=now)

    run_outbox(now)
    run_outbox(now + timedelta(hours=2))

    assert told(client_member) == [
        "orders.paid_ask",
        "orders.clock_stopped",
        "orders.time_asked",
        "orders.cancellation_asked",
        "orders.delivered",
        "orders.delivered",
        "orders.completed_client",
    ]
    assert told(seller) == [
        "orders.new",
        "orders.started",
        "orders.clock_runs",
        "orders.time_given",
        "orders.cancellation_refused",
        "orders.cancellation_asked",
        "orders.cancellation_withdrawn",
        "orders.revision",
        "orders.completed",
    ]
    assert all_delivered()


def test_timers_tell_both_sides(
    client_member: Member, seller: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    order_in(OrderState.PENDING_PAYMENT, client_member, seller, now=now)
    order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now)
    order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    order_in(OrderState.DELIVERED, client_member, seller, now=now)
    run_outbox(now)
    Notification.objects.all().delete()

    settle_due_orders(now=now + 40 * DAY, limit=10)
    run_outbox(now + 40 * DAY)

    assert sorted(told(client_member)) == [
        "orders.completed_client",
        "orders.dropped",
        "orders.late_client",
        "orders.refunded_client",
        "orders.reminder",
        "orders.with_support",
    ]
    assert sorted(told(seller)) == [
        "orders.completed",
        "orders.dropped",
        "orders.late_seller",
        "orders.refunded_seller",
        "orders.with_support",
    ]


def test_a_cancelled_and_an_agreed_end_are_told(
    client_member: Member, seller: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    unpaid = make_order(client_member, seller, now=now)
    cancel_order(order=unpaid, actor=client_member, now=now)
    started = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    run_outbox(now)
    Notification.objects.filter(kind__in=["orders.paid_ask", "orders.new"]).delete()
    request_cancellation(order=started, actor=client_member, reason="Slow.", now=now)
    accept_cancellation(order=started, actor=seller, now=now)

    run_outbox(now)

    assert told(client_member) == ["orders.refunded_client"]
    assert told(seller) == [
        "orders.cancelled",
        "orders.started",
        "orders.cancellation_asked",
        "orders.refunded_seller",
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_notice_can_be_said(kind: str, language: str, seller: Member) -> None:
    params: dict[str, str | int] = {
        "title": "Identity",
        "client": "Omar",
        "seller": "Salma",
        "actor": "Omar",
        "amount": 1000,
        "earned_amount": 800,
        "refund_amount": 200,
        "back_amount": 150,
        "extra_amount": 900,
        "tip_amount": 500,
        "wanted_amount": 300,
        "currency": "USD",
        "days": 2,
        **dict.fromkeys(MOMENTS, "2026-11-29T14:00:00+00:00"),
    }
    with translation.override(language):
        worded = word_notification(kind=kind, params=params, reader=reader_of(seller))

    assert worded.title
    assert worded.body
    assert "%(" not in worded.title + worded.body


def payment_for(order: Order, payment_id: str) -> PaymentSucceeded:
    return PaymentSucceeded(
        payment_id=payment_id,
        member_id=order.client.public_id,
        purpose_kind="order",
        purpose_ref=order.public_id,
        amount=order.total_amount,
        currency=order.currency,
    )


def test_a_payment_that_arrives_pays_the_order_once(
    client_member: Member, seller: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    order = make_order(client_member, seller, now=now)
    fund(client_member, TOTAL, now=now)
    with transaction.atomic():
        publish(payment_for(order, "payment1"), now=now)
        publish(payment_for(order, "payment1"), now=now)

    run_outbox(now)

    order.refresh_from_db()
    assert order.state == OrderState.AWAITING_REQUIREMENTS
    assert escrow_balance(order.reference, "USD") == TOTAL
    assert told(client_member) == ["orders.paid_ask"]
    assert told(seller) == ["orders.new"]


def test_a_payment_for_something_else_is_left_alone(
    client_member: Member, seller: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    order = make_order(client_member, seller, now=now)
    fund(client_member, TOTAL, now=now)
    other = PaymentSucceeded(
        payment_id="p",
        member_id=client_member.public_id,
        purpose_kind="top_up",
        purpose_ref=order.public_id,
        amount=TOTAL,
        currency="USD",
    )
    with transaction.atomic():
        publish(other, now=now)

    run_outbox(now)

    order.refresh_from_db()
    assert order.state == OrderState.PENDING_PAYMENT


def test_a_payment_after_the_drop_is_told_to_the_client(
    client_member: Member, seller: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    order = make_order(client_member, seller, now=now)
    fund(client_member, TOTAL, now=now)
    receive_payment(public_id=order.public_id, payment_id="late", now=now + DAY)

    run_outbox(now + DAY)

    assert set(told(client_member)) == {"orders.dropped", "orders.payment_unused"}


def test_the_conversation_says_what_happened_to_each_side(
    client_member: Member, seller: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    run_outbox(now)
    conversation = conversation_of("order", order.public_id)
    assert conversation is not None

    with translation.override("en"):
        mine = [message.card for message in read_thread(conversation, client_member).messages]
        theirs = [message.card for message in read_thread(conversation, seller).messages]
        link = subject_link(conversation)

    assert [card.context["line"].kind for card in mine if card] == ["pay", "start", "deliver"]
    assert mine[0] is not None
    assert mine[0].context["line"].title == "You paid, and the money is held"
    assert theirs[0] is not None
    assert "Omar" in theirs[0].context["line"].title
    assert link is not None
    assert link.href == in_language(order.get_absolute_url(), "en")
