"""What timers do. Each act gets the locked order and the timer's own moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.orders.choices import ActorKind, Move, RequestState
from marketplace.orders.events import (
    CancellationEscalated,
    DeadlinePassed,
    OrderCancelled,
    RequirementsReminded,
)
from marketplace.orders.models import CancellationRequest, Order
from marketplace.orders.services.acting import TIMER, transition
from marketplace.orders.services.announcing import facts, iso
from marketplace.orders.services.endings import finish, give_back, restart_clock


def drop_unpaid(order: Order, at: datetime) -> None:
    """Drop an order that nobody paid for in time."""
    entry = transition(order, Move.CANCEL, by=TIMER, now=at)
    publish(OrderCancelled(**facts(order, entry)), now=at)


def remind_of_requirements(order: Order, at: datetime) -> None:
    """Say once that the client's answers are missing."""
    entry = transition(order, Move.REMIND, by=TIMER, now=at, changes={"reminded_at": at})
    publish(RequirementsReminded(**facts(order, entry)), now=at)


def refund_without_requirements(order: Order, at: datetime) -> None:
    """Give the money back: the client's answers never came."""
    give_back(order, Move.CANCEL, by=TIMER, now=at)


def mark_late(order: Order, at: datetime) -> None:
    """Note that the deadline has passed. This ends nothing; later on support looks into it."""
    stalled_at = at + timedelta(days=rules().late_support_days)
    entry = transition(
        order, Move.MARK_LATE, by=TIMER, now=at, changes={"late_at": at, "stalled_at": stalled_at}
    )
    publish(DeadlinePassed(**facts(order, entry), due_at=iso(order.delivery_due_at)), now=at)


def resume_forgotten_clock(order: Order, at: datetime) -> None:
    """Start a clock that both sides forgot."""
    restart_clock(order, by=TIMER, now=at)


def complete_by_silence(order: Order, at: datetime) -> None:
    """Complete an order whose delivery got no answer in the client's days of review."""
    finish(order, by=TIMER, now=at)


def hand_cancellation_to_support(order: Order, at: datetime) -> None:
    """Let support decide: the other side didn't answer."""
    CancellationRequest.objects.filter(order=order, state=RequestState.OPEN).update(
        state=RequestState.WITH_SUPPORT, escalated_at=at
    )
    entry = transition(
        order,
        Move.ESCALATE,
        by=TIMER,
        now=at,
        changes={"cancellation_due_at": None, "support_since": at},
    )
    publish(CancellationEscalated(**facts(order, entry)), now=at)


def hand_stalled_to_support(order: Order, at: datetime) -> None:
    """Let support look into an order that is long late while neither side acts."""
    CancellationRequest.objects.create(
        order=order,
        asked_by=ActorKind.TIMER,
        reason="",
        state=RequestState.WITH_SUPPORT,
        asked_at=at,
        escalated_at=at,
    )
    entry = transition(
        order,
        Move.ESCALATE,
        by=TIMER,
        now=at,
        changes={"cancellation_by": ActorKind.TIMER, "support_since": at},
        params={"stalled": True},
    )
    publish(CancellationEscalated(**facts(order, entry)), now=at)
