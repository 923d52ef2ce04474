"""When something happens by itself. Pure arithmetic on an order's own fields."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.core.conf import rules
from marketplace.orders.choices import WORKING_STATES, OrderState, TimerKind
from marketplace.orders.models import Order

NextTimer = tuple[TimerKind | str, datetime | None]
Candidate = tuple[datetime, TimerKind]

NOTHING: NextTimer = ("", None)


def next_timer(order: Order) -> NextTimer:
    """Return what happens next if nobody acts, and the exact moment; ("", None) for nothing.

    Of two at the same moment the request for cancellation comes first, then the deadline.
    """
    state = OrderState(order.state)
    if state == OrderState.PENDING_PAYMENT:
        return (
            TimerKind.UNPAID,
            order.created_at + timedelta(hours=rules().unpaid_order_hours),
        )
    if state == OrderState.AWAITING_REQUIREMENTS:
        return _while_awaiting(order)
    if state in WORKING_STATES:
        return _earliest(_while_working(order))
    if state == OrderState.DELIVERED:
        return _earliest(_while_delivered(order))
    if state == OrderState.COMPLETED:
        return _earliest(_proposals(order))
    return NOTHING


def _proposals(order: Order) -> list[Candidate]:
    """Return when what one side proposes runs out."""
    found: list[Candidate] = []
    if order.refund_due_at is not None:
        found.append((order.refund_due_at, TimerKind.REFUND_UNANSWERED))
    if order.extra_due_at is not None:
        found.append((order.extra_due_at, TimerKind.EXTRA_UNANSWERED))
    return found


def _while_awaiting(order: Order) -> NextTimer:
    paid_at = _known(order.paid_at)
    if order.reminded_at is None:
        days = rules().requirements_reminder_days
        return TimerKind.REQUIREMENTS_REMINDER, paid_at + timedelta(days=days)
    days = rules().requirements_cancel_days
    return TimerKind.REQUIREMENTS_EXPIRED, paid_at + timedelta(days=days)


def _while_working(order: Order) -> list[Candidate]:
    found: list[Candidate] = []
    if order.cancellation_due_at is not None:
        found.append((order.cancellation_due_at, TimerKind.CANCELLATION_UNANSWERED))
    if order.clock_stopped_at is not None:
        limit = timedelta(days=rules().clock_stop_max_days)
        found.append((order.clock_stopped_at + limit, TimerKind.CLOCK_RESUME))
    elif not order.is_late:
        found.append((_known(order.delivery_due_at), TimerKind.DEADLINE))
    elif not order.cancellation_by:
        found.append((_known(order.stalled_at), TimerKind.STALLED))
    return [*found, *_proposals(order)]


def _while_delivered(order: Order) -> list[Candidate]:
    found: list[Candidate]
    if order.cancellation_due_at is not None:
        found = [(order.cancellation_due_at, TimerKind.CANCELLATION_UNANSWERED)]
    # While support weighs a cancellation nothing completes by silence.
    elif order.support_since is not None:
        found = []
    else:
        found = [(_known(order.review_due_at), TimerKind.AUTO_COMPLETE)]
    return [*found, *_proposals(order)]


def _earliest(found: list[Candidate]) -> NextTimer:
    if not found:
        return NOTHING
    at, kind = min(found, key=lambda item: item[0])
    return kind, at


def _known(moment: datetime | None) -> datetime:
    if moment is None:
        raise RuntimeError("the order lacks the moment that its state implies")
    return moment
