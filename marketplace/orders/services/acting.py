"""How every verb acts on an order.

The row is locked, the table is asked, and one function writes the state, the timeline and the next
timer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.orders.choices import (
    CLOSED_STATES,
    OPEN_REQUESTS,
    TRANSITIONS,
    ActorKind,
    Move,
    OrderState,
    RequestState,
)
from marketplace.orders.models import (
    CancellationRequest,
    ClockStop,
    CouponUse,
    ExtensionRequest,
    ExtraProposal,
    Order,
    RefundProposal,
    TimelineEntry,
)
from marketplace.orders.policies import actor_kind, refusal_of
from marketplace.orders.services.timers import next_timer

Params = Mapping[str, str | int | bool | None]


@dataclass(frozen=True)
class Actor:
    """Who acts, and in which part. Timers and gateways are nobody."""

    kind: ActorKind
    member: Member | None = None

    @property
    def audit_id(self) -> str:
        """What the audit record calls the actor."""
        return self.member.public_id if self.member is not None else SYSTEM


TIMER = Actor(ActorKind.TIMER)
GATEWAY = Actor(ActorKind.GATEWAY)


def actor_in(order: Order, member: Member) -> Actor:
    """Return the member in its part of this order. Raises NotFound for strangers."""
    return Actor(actor_kind(member, order), member)


def lock_row(order_pk: int) -> Order:
    """Lock the order and read it again. The order's row is always locked before any account."""
    return (
        Order.objects.select_for_update(no_key=True, of=("self",))
        .select_related("client", "seller")
        .get(pk=order_pk)
    )


def refuse(order: Order, move: Move, by: Actor) -> None:
    """Raise the named reason why this actor can't make this move now, if there is one."""
    refusal = refusal_of(order, move, by.kind)
    if refusal is not None:
        raise refusal


def transition(
    order: Order,
    move: Move,
    *,
    by: Actor,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
    params: Params | None = None,
) -> TimelineEntry:
    """Make a move: the only place that writes an order's state.

    The order must be locked. Asks the table and the conditions, applies `changes` (fields of the
    order), closes what the new state leaves without meaning, sets the next timer, and writes the
    timeline line (with `params`) and the audit record. Raises the refusals of `policies`.
    """
    refuse(order, move, by)
    before = OrderState(order.state)
    order.state = TRANSITIONS[before][move].target.value
    set_fields(order, changes or {})
    if order.state != before:
        _leave(order, by=by, now=now)
        close_proposals(order, now=now)
    order.timer_kind, order.timer_at = next_timer(order)
    order.save()
    record_audit(
        actor=by.audit_id,
        action=f"order_{move}",
        subject=order.reference,
        before={"state": before},
        after={"state": order.state},
        now=now,
    )
    return TimelineEntry.objects.create(
        order=order, kind=move, actor_kind=by.kind, actor=by.member, at=now, params=params or {}
    )


def _leave(order: Order, *, by: Actor, now: datetime) -> None:
    """Close what is open when the work leaves the freelancer's hands or the order ends."""
    state = OrderState(order.state)
    if state in CLOSED_STATES:
        order.closed_at = now
    if state not in (*CLOSED_STATES, OrderState.DELIVERED, OrderState.DISPUTED):
        return
    if order.clock_stopped_at is not None:
        open_stops = ClockStop.objects.filter(order=order, ended_at=None)
        open_stops.update(ended_at=now, ended_by=by.kind)
        if order.delivery_due_at is not None:
            order.delivery_due_at += now - order.clock_stopped_at
        order.clock_stopped_at = None
    if order.extension_days:
        open_asks = ExtensionRequest.objects.filter(order=order, state=RequestState.OPEN)
        open_asks.update(state=RequestState.OVERTAKEN, answered_at=now)
        order.extension_days = 0
    if order.cancellation_by:
        close_cancellation(order, RequestState.OVERTAKEN, by=by, now=now)
        clear_cancellation(order)


def close_proposals(order: Order, *, now: datetime) -> None:
    """End what was proposed and has no meaning in the state that the order came to."""
    state = OrderState(order.state)
    ended = state in (*CLOSED_STATES, OrderState.DISPUTED)
    if order.extra_by and ended:
        open_extras = ExtraProposal.objects.filter(order=order, state=RequestState.OPEN)
        open_extras.update(state=RequestState.OVERTAKEN, answered_at=now)
        set_fields(order, NO_EXTRA)
    # What is proposed to go back can still go back from a completed order.
    if order.refund_by and ended and state != OrderState.COMPLETED:
        open_refunds = RefundProposal.objects.filter(order=order, state=RequestState.OPEN)
        open_refunds.update(state=RequestState.OVERTAKEN, answered_at=now)
        set_fields(order, NO_REFUND)
    if state == OrderState.CANCELLED and order.discount_amount:
        CouponUse.objects.filter(order=order).delete()
        order.discount_amount = 0


def close_cancellation(
    order: Order, state: RequestState, *, by: Actor, now: datetime, answer: str = ""
) -> None:
    """End the open request for cancellation, if there is one, with its outcome."""
    CancellationRequest.objects.filter(order=order, state__in=OPEN_REQUESTS).update(
        state=state,
        answered_at=now,
        answered_by=by.kind,
        decided_by=by.member if by.kind == ActorKind.SUPPORT else None,
        answer=answer,
    )


NO_CANCELLATION: dict[str, Any] = {
    "cancellation_by": "",
    "cancellation_due_at": None,
    "support_since": None,
}


NO_REFUND: dict[str, Any] = {"refund_by": "", "refund_due_at": None}
NO_EXTRA: dict[str, Any] = {"extra_by": "", "extra_due_at": None, "extra_agreed": False}


def clear_cancellation(order: Order) -> None:
    """Note on the order that no request for cancellation is open."""
    set_fields(order, NO_CANCELLATION)


def set_fields(order: Order, values: Mapping[str, Any]) -> None:
    """Set fields of the order that is about to be saved."""
    for name, value in values.items():
        setattr(order, name, value)
