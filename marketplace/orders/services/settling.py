"""Timers act at their exact moment, whoever comes by first: a reader, a verb or the sweep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import structlog
from django.db import transaction
from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.core.compiled import Compiled
from marketplace.orders.choices import OrderState, TimerKind
from marketplace.orders.models import Order
from marketplace.orders.queries import get_order_for
from marketplace.orders.services import automatic
from marketplace.orders.services.acting import Actor, actor_in, lock_row
from marketplace.orders.services.outages import credit_pending

log = structlog.get_logger(__name__)

_ACTS: dict[TimerKind, Callable[[Order, datetime], None]] = {
    TimerKind.UNPAID: automatic.drop_unpaid,
    TimerKind.REQUIREMENTS_REMINDER: automatic.remind_of_requirements,
    TimerKind.REQUIREMENTS_EXPIRED: automatic.refund_without_requirements,
    TimerKind.DEADLINE: automatic.mark_late,
    TimerKind.CLOCK_RESUME: automatic.resume_forgotten_clock,
    TimerKind.STALLED: automatic.hand_stalled_to_support,
    TimerKind.AUTO_COMPLETE: automatic.complete_by_silence,
    TimerKind.CANCELLATION_UNANSWERED: automatic.hand_cancellation_to_support,
}

Settler = Callable[[Order, datetime], None]
_SETTLERS: dict[str, Settler] = {}


def register_settler(name: str, settler: Settler) -> None:
    """Let an app above act on a disputed order before somebody reads it.

    Called as `settler(order, now)` without a lock; it carries out what of its own fell due.
    """
    _SETTLERS[name] = settler


def forget_settler(name: str) -> None:
    """Take a settler off again."""
    _SETTLERS.pop(name, None)


def settle_timers(order: Order, now: datetime) -> int:
    """Let every timer that ran out by `now` act, each at its own moment. The order is locked.

    Known outages are credited before. Returns how many acted. A timer that falls due exactly now
    has run out.
    """
    acted = credit_pending(order, now)
    while order.timer_at is not None and order.timer_at <= now:
        _ACTS[TimerKind(order.timer_kind)](order, order.timer_at)
        acted += 1
    return acted


def register_timer(kind: TimerKind, act: Callable[[Order, datetime], None]) -> None:
    """Say what a timer does whose verbs are written on top of this module."""
    _ACTS[kind] = act


def lock_settled(order: Order, *, now: datetime) -> Order:
    """Lock the order, read it again and let due timers act: how every verb begins."""
    locked = lock_row(order.pk)
    settle_timers(locked, now)
    return locked


def enter(order: Order, member: Member, *, now: datetime) -> tuple[Order, Actor]:
    """Lock and settle the order, and find the member's part in it; NotFound for strangers."""
    locked = lock_settled(order, now=now)
    return locked, actor_in(locked, member)


@transaction.atomic
def settle_order(*, order: Order, now: datetime) -> Order:
    """Return the order as it stands at `now`, with every due timer carried out.

    A disputed order is first shown to those who registered for it. Takes no lock when nothing is
    due.
    """
    if order.state == OrderState.DISPUTED and _SETTLERS:
        for settler in _SETTLERS.values():
            settler(order, now)
        order.refresh_from_db()
    if order.timer_at is None or order.timer_at > now:
        return order
    return lock_settled(order, now=now)


def open_order(*, member: Member, public_id: str, now: datetime) -> Order:
    """Return a party's order as it stands at `now`: the door of every page. Raises NotFound."""
    return settle_order(order=get_order_for(member, public_id), now=now)


def settle_orders_of(*, member: Member, now: datetime) -> int:
    """Settle whatever is due among a member's orders, before a list of them is shown.

    An order that fails is logged, and the list shows it as it stands.
    """
    found = [pk for (pk,) in _DUE.rows(member.pk, now)]
    due = Order.objects.filter(pk__in=found).due(now) if found else ()
    for order in due:
        try:
            settle_order(order=order, now=now)
        except Exception:
            log.exception("order_not_settled", order=order.pk)
    return len(found)


def _due_of(member_id: int, now: datetime) -> QuerySet[Order, Any]:
    return Order.objects.of_party(member_id).due(now).values("id")[:50]


# Asked before every list of orders, and nearly always in vain.
_DUE: Final = Compiled(_due_of)


def settle_due_orders(*, now: datetime, limit: int) -> int:
    """Settle up to `limit` orders whose timer has run out; safe to run twice at once.

    Each order is its own transaction, locked with skip_locked: what somebody else holds is left to
    them. An order that fails is logged and doesn't keep the others waiting.
    """
    due = list(Order.objects.due(now).values_list("pk", flat=True)[:limit])
    return sum(_settle_alone(pk, now=now) for pk in due)


def _settle_alone(pk: int, *, now: datetime) -> bool:
    try:
        with transaction.atomic():
            row = (
                Order.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
                .select_related("client", "seller")
                .filter(pk=pk, timer_at__lte=now)
                .first()
            )
            return bool(row is not None and settle_timers(row, now))
    except Exception:
        log.exception("order_not_settled", order=pk)
        return False
