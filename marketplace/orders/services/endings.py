"""How orders end, and how a stopped clock starts again: shared by people's verbs and timers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.ledger.services import release_escrow
from marketplace.orders.choices import SETTLEMENTS, Move, OrderState, RefundKind
from marketplace.orders.events import (
    ClockResumed,
    OrderCancelled,
    OrderCompleted,
    OrderRefunded,
    OrderRefundedPartly,
)
from marketplace.orders.models import ClockStop, Order, Refund, TimelineEntry
from marketplace.orders.services.acting import Actor, Params, refuse, transition
from marketplace.orders.services.announcing import facts, iso
from marketplace.orders.services.paying_back import Why, from_escrow

_KINDS: Final = {
    **dict.fromkeys(SETTLEMENTS, RefundKind.SPLIT),
    Move.CHARGE_BACK: RefundKind.CHARGEBACK,
}


def finish(
    order: Order,
    *,
    by: Actor,
    now: datetime,
    move: Move = Move.COMPLETE,
    params: Params | None = None,
) -> TimelineEntry:
    """Complete the locked order: what its escrow holds goes to the freelancer, less the fee."""
    refuse(order, move, by)
    clears_at = now + timedelta(days=order.clearing_days)
    release_escrow(
        key=f"{order.reference}:release",
        reference=order.reference,
        payee=order.seller,
        amount=Money(order.kept_amount, order.currency),
        fee=order.fee_amount,
        clears_at=clears_at,
        now=now,
    )
    entry = transition(
        order,
        move,
        by=by,
        now=now,
        changes={"completed_at": now, "clears_at": clears_at},
        params={"earning": order.earning_amount, "fee": order.fee_amount, **(params or {})},
    )
    publish(
        OrderCompleted(
            **facts(order, entry),
            fee=order.fee_amount,
            clears_at=iso(clears_at),
            kept=order.kept_amount,
        ),
        now=now,
    )
    return entry


def announce_part(order: Order, entry: TimelineEntry, refund: Refund, *, now: datetime) -> None:
    """Say that a part went back."""
    publish(
        OrderRefundedPartly(
            **facts(order, entry),
            refund_amount=refund.amount,
            refunded_amount=order.refunded_amount,
            back_amount=refund.cash_amount + refund.credit_amount,
        ),
        now=now,
    )


def give_back(
    order: Order,
    move: Move,
    *,
    by: Actor,
    now: datetime,
    params: Params | None = None,
    reserve: int = 0,
) -> TimelineEntry:
    """End the locked order: whatever its escrow holds goes back to where it came from.

    `reserve` of it goes to the platform's reserve (see `paying_back.split_back`).
    """
    refuse(order, move, by)
    back = 0
    if order.paid_at is not None:
        reason = str((params or {}).get("reason") or "")
        why = Why(kind=_KINDS.get(move, RefundKind.ENDED), by=by, reason=reason)
        refund = from_escrow(order, order.kept_amount, why=why, now=now, reserve=reserve)
        back = refund.cash_amount + refund.credit_amount
        params = {**parts_of_refund(refund), **(params or {})}
    entry = transition(order, move, by=by, now=now, params=params)
    if order.state == OrderState.REFUNDED:
        publish(OrderRefunded(**facts(order, entry), back_amount=back), now=now)
    else:
        publish(OrderCancelled(**facts(order, entry)), now=now)
    return entry


def parts_of_refund(refund: Refund) -> Params:
    """Return what a line of the timeline says of a refund."""
    return {
        "amount": refund.amount,
        "cash": refund.cash_amount,
        "credit": refund.credit_amount,
        "discount": refund.discount_amount,
    }


def restart_clock(order: Order, *, by: Actor, now: datetime) -> None:
    """Start the locked order's clock; the time it stood still is added as it elapsed."""
    refuse(order, Move.RESUME_CLOCK, by)
    stopped_at, due_at = order.clock_stopped_at, order.delivery_due_at
    if stopped_at is None or due_at is None:
        raise RuntimeError("a stopped clock has both moments")
    elapsed = now - stopped_at
    ClockStop.objects.filter(order=order, ended_at=None).update(ended_at=now, ended_by=by.kind)
    entry = transition(
        order,
        Move.RESUME_CLOCK,
        by=by,
        now=now,
        changes={"clock_stopped_at": None, "delivery_due_at": due_at + elapsed},
        params={"seconds": int(elapsed.total_seconds())},
    )
    publish(ClockResumed(**facts(order, entry), due_at=iso(order.delivery_due_at)), now=now)
