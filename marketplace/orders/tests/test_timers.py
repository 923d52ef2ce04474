"""A timer acts at its exact moment, whoever looks first; before it, nothing has happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.ledger.queries import available_balance, escrow_balance
from marketplace.orders.choices import ActorKind, OrderState, TimerKind
from marketplace.orders.errors import OrderAlreadyCancelled, OrderAlreadyCompleted
from marketplace.orders.models import CancellationRequest, Order
from marketplace.orders.services import (
    deliver_order,
    open_order,
    pay_from_wallet,
    request_cancellation,
    request_revision,
    settle_due_orders,
    settle_orders_of,
    stop_clock,
)
from marketplace.orders.tests.world import DAY, HOUR, TOTAL, fund, make_order, order_in

pytestmark = pytest.mark.django_db
INSTANT = timedelta(microseconds=1)

Look = Callable[[Order, Member, datetime], Order]


def look_by_reading(order: Order, member: Member, at: datetime) -> Order:
    return open_order(member=member, public_id=order.public_id, now=at)


def look_by_sweep(order: Order, _member: Member, at: datetime) -> Order:
    settle_due_orders(now=at, limit=10)
    return Order.objects.get(pk=order.pk)


looks = pytest.mark.parametrize("look", [look_by_reading, look_by_sweep])


@looks
def test_unpaid_order_is_dropped_after_24_hours(
    look: Look, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.PENDING_PAYMENT, client_member, seller, now=now)

    assert look(order, client_member, now + 24 * HOUR - INSTANT).state == "pending_payment"
    ended = look(order, client_member, now + 24 * HOUR)

    assert (ended.state, ended.closed_at) == (OrderState.CANCELLED, now + 24 * HOUR)


@looks
def test_missing_requirements_are_reminded_then_refunded(
    look: Look, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now)

    assert look(order, client_member, now + 3 * DAY - INSTANT).reminded_at is None
    assert look(order, client_member, now + 3 * DAY).reminded_at == now + 3 * DAY
    assert look(order, client_member, now + 14 * DAY - INSTANT).state == order.state
    ended = look(order, client_member, now + 14 * DAY)

    assert (ended.state, ended.closed_at) == (OrderState.REFUNDED, now + 14 * DAY)
    assert available_balance(client_member, "USD") == TOTAL
    assert escrow_balance(order.reference, "USD") == 0
    assert OutboxEvent.objects.filter(name="RequirementsReminded").count() == 1


@looks
def test_a_reader_who_comes_late_sees_every_step_at_its_own_moment(
    look: Look, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now)

    ended = look(order, client_member, now + 40 * DAY)

    lines = list(ended.timeline.order_by("id").values_list("kind", "actor_kind", "at"))
    assert lines[-2:] == [
        ("remind", ActorKind.TIMER, now + 3 * DAY),
        ("cancel", ActorKind.TIMER, now + 14 * DAY),
    ]


@looks
def test_silence_for_three_days_completes(
    look: Look, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)

    assert look(order, client_member, now + 3 * DAY - INSTANT).state == OrderState.DELIVERED
    ended = look(order, client_member, now + 3 * DAY)

    assert (ended.state, ended.completed_at) == (OrderState.COMPLETED, now + 3 * DAY)
    assert ended.clears_at == now + 17 * DAY


@looks
def test_a_passed_deadline_marks_late_and_ends_nothing(
    look: Look, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    due_at = order.delivery_due_at
    assert due_at is not None

    assert not look(order, client_member, due_at - INSTANT).is_late
    late = look(order, client_member, due_at)

    assert (late.state, late.late_at) == (OrderState.IN_PROGRESS, due_at)
    assert escrow_balance(order.reference, "USD") == TOTAL
    assert (late.timer_kind, late.timer_at) == (TimerKind.STALLED, due_at + 14 * DAY)
    assert not look(order, client_member, due_at + 14 * DAY - INSTANT).cancellation_by


def test_delivery_at_the_exact_deadline_is_late_and_just_before_it_is_not(
    client_member: Member, seller: Member, now: datetime
) -> None:
    late = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    in_time = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    due_at = late.delivery_due_at
    assert due_at is not None

    deliver_order(order=late, actor=seller, note="x", now=due_at)
    deliver_order(order=in_time, actor=seller, note="x", now=due_at - INSTANT)

    assert late.deliveries.get().was_late
    assert not in_time.deliveries.get().was_late


@looks
def test_long_late_order_goes_to_support_once(
    look: Look, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    due_at = order.delivery_due_at
    assert due_at is not None

    stalled = look(order, client_member, due_at + 60 * DAY)

    assert (stalled.state, stalled.cancellation_by) == (OrderState.IN_PROGRESS, ActorKind.TIMER)
    assert stalled.support_since == due_at + 14 * DAY
    assert stalled.timer_at is None
    assert CancellationRequest.objects.count() == 1


@looks
def test_unanswered_cancellation_goes_to_support_after_48_hours(
    look: Look, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    request_cancellation(order=order, actor=client_member, reason="Changed my mind.", now=now)

    assert look(order, client_member, now + 48 * HOUR - INSTANT).support_since is None
    handed = look(order, client_member, now + 48 * HOUR)

    assert handed.support_since == now + 48 * HOUR
    assert handed.state == OrderState.IN_PROGRESS
    assert escrow_balance(order.reference, "USD") == TOTAL


@looks
def test_delivered_work_is_not_cancelled_or_completed_while_a_request_is_open(
    look: Look, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    request_cancellation(order=order, actor=client_member, reason="Not it.", now=now + DAY)

    later = look(order, client_member, now + 90 * DAY)

    assert later.state == OrderState.DELIVERED
    assert later.support_since == now + DAY + 48 * HOUR
    assert escrow_balance(order.reference, "USD") == TOTAL


@looks
def test_a_forgotten_clock_starts_again_after_14_days(
    look: Look, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    due_at = order.delivery_due_at
    assert due_at is not None
    stop_clock(order=order, actor=seller, reason="Waiting for files.", now=now + HOUR)

    assert look(order, seller, now + HOUR + 14 * DAY - INSTANT).clock_stopped_at is not None
    running = look(order, seller, now + HOUR + 14 * DAY)

    assert running.clock_stopped_at is None
    assert running.delivery_due_at == due_at + 14 * DAY
    assert not running.is_late


def test_verbs_meet_the_order_after_its_timers(
    client_member: Member, seller: Member, now: datetime
) -> None:
    unpaid = make_order(client_member, seller, now=now)
    fund(client_member, TOTAL, now=now)
    delivered = order_in(OrderState.DELIVERED, client_member, seller, now=now)

    with pytest.raises(OrderAlreadyCancelled):
        pay_from_wallet(order=unpaid, actor=client_member, now=now + 24 * HOUR)
    with pytest.raises(OrderAlreadyCompleted):
        request_revision(order=delivered, actor=client_member, text="x", now=now + 3 * DAY)


def test_settling_twice_acts_once(client_member: Member, seller: Member, now: datetime) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)

    assert settle_due_orders(now=now + 4 * DAY, limit=10) == 1
    assert settle_due_orders(now=now + 4 * DAY, limit=10) == 0
    assert settle_orders_of(member=client_member, now=now + 4 * DAY) == 0

    assert order.timeline.filter(kind="complete").count() == 1
    assert OutboxEvent.objects.filter(name="OrderCompleted").count() == 1


def test_an_order_that_fails_does_not_keep_others_waiting(
    client_member: Member, seller: Member, now: datetime
) -> None:
    broken = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    sound = order_in(OrderState.DELIVERED, client_member, seller, now=now + HOUR)
    Order.objects.filter(pk=broken.pk).update(timer_kind="unheard_of")

    assert settle_due_orders(now=now + 4 * DAY, limit=10) == 1

    sound.refresh_from_db()
    assert sound.state == OrderState.COMPLETED


@pytest.mark.parametrize(
    ("start", "place", "days", "due"),
    [
        # Thursday in Riyadh: Friday and Saturday don't count.
        ("2026-11-26 14:00", ("SA", "Asia/Riyadh"), 1, "2026-11-29 14:00"),
        ("2026-11-26 14:00", ("AE", "Asia/Dubai"), 1, "2026-11-27 14:00"),
        ("2026-11-27 14:00", ("AE", "Asia/Dubai"), 1, "2026-11-30 14:00"),
        # On a rest day the first counted day is the next working day.
        ("2026-11-27 14:00", ("SA", "Asia/Riyadh"), 1, "2026-11-29 14:00"),
        # Clocks go back on 2026-10-25 and forward on 2026-03-29 in Berlin: the wall time stays.
        ("2026-10-23 10:00", ("DE", "Europe/Berlin"), 1, "2026-10-26 10:00"),
        ("2026-03-27 10:00", ("DE", "Europe/Berlin"), 1, "2026-03-30 10:00"),
        # 02:30 doesn't exist in Cairo's spring night (00:00 to 01:00 is skipped on 2026-04-24).
        ("2026-04-22 00:30", ("XX", "Africa/Cairo"), 2, "2026-04-24 01:30"),
        # A leap day is a day; a common year has none.
        ("2028-02-28 09:00", ("AE", "Asia/Dubai"), 1, "2028-02-29 09:00"),
        ("2028-02-29 09:00", ("AE", "Asia/Dubai"), 1, "2028-03-01 09:00"),
        ("2027-02-26 09:00", ("AE", "Asia/Dubai"), 1, "2027-03-01 09:00"),
    ],
)
def test_delivery_days_follow_the_freelancers_calendar(
    start: str,
    place: tuple[str, str],
    days: int,
    due: str,
    client_member: Member,
    seller: Member,
) -> None:
    country, zone = place
    local = ZoneInfo(zone)
    begins = datetime.fromisoformat(start).replace(tzinfo=local).astimezone(UTC)
    Member.objects.filter(pk=seller.pk).update(country=country, timezone=zone)
    seller.refresh_from_db()
    order = order_in(
        OrderState.IN_PROGRESS, client_member, seller, now=begins, delivery_days=days, extras=[]
    )
    Member.objects.filter(pk=seller.pk).update(country="US", timezone="UTC")

    assert order.delivery_due_at is not None
    assert order.delivery_due_at.astimezone(local).strftime("%Y-%m-%d %H:%M") == due


def test_a_list_shows_an_order_whose_timer_fails(
    client_member: Member, seller: Member, now: datetime
) -> None:
    broken = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    silent = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    # A timer for a proposal that isn't there.
    Order.objects.filter(pk=broken.pk).update(timer_kind=TimerKind.REFUND_UNANSWERED, timer_at=now)

    assert settle_orders_of(member=client_member, now=now + 3 * DAY) == 2

    silent.refresh_from_db()
    assert silent.state == OrderState.COMPLETED
