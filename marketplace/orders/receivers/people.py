"""Both sides are told what happened, each in their own words."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.urls import reverse

from marketplace.accounts.queries import members_by_public_id
from marketplace.core.events import Event, subscribe
from marketplace.notifications.services import notify
from marketplace.orders import events
from marketplace.orders.choices import ActorKind
from marketplace.orders.events import OrderEvent
from marketplace.orders.queries import get_order_for_support

CLIENT, SELLER, OTHER = "client", "seller", "other"
# Numbers that the sentences don't speak of.
_SILENT: Final = {
    "entry_id",
    "article_id",
    "gig_id",
    "fee",
    "kept",
    "discount",
    "credit",
    "seconds",
    "revisions",
}


def told(event: OrderEvent) -> list[tuple[str, str]]:
    """Return who is told about an event, and by which kind of notice."""
    if isinstance(event, events.OrderPaid):
        paid = "orders.paid_ask" if event.needs_requirements else "orders.paid"
        return [(SELLER, "orders.new"), (CLIENT, paid)]
    if isinstance(event, events.OrderStarted):
        return [(SELLER, "orders.started")] if event.by == ActorKind.CLIENT else []
    if isinstance(event, events.OrderCancelled):
        dropped = [(CLIENT, "orders.dropped"), (SELLER, "orders.dropped")]
        return dropped if event.by == ActorKind.TIMER else [(SELLER, "orders.cancelled")]
    if tells_of_itself(event):
        return []
    if isinstance(event, events.ExtensionAnswered):
        return [(SELLER, "orders.time_given" if event.accepted else "orders.time_refused")]
    return _TOLD[type(event)]


def tells_of_itself(event: OrderEvent) -> bool:
    """Whether what lies behind the event is told otherwise: a chargeback, a suspension."""
    refunds = (events.OrderRefunded, events.OrderRefundedPartly)
    if isinstance(event, refunds):
        return event.by == ActorKind.GATEWAY
    return isinstance(event, events.ClockStopped) and event.by == ActorKind.TIMER


_TOLD: Final[dict[type[Event], list[tuple[str, str]]]] = {
    events.OrderPaymentUnused: [(CLIENT, "orders.payment_unused")],
    events.RequirementsReminded: [(CLIENT, "orders.reminder")],
    events.OrderDelivered: [(CLIENT, "orders.delivered")],
    events.RevisionRequested: [(SELLER, "orders.revision")],
    events.OrderCompleted: [
        (SELLER, "orders.completed"),
        (CLIENT, "orders.completed_client"),
    ],
    events.OrderRefunded: [
        (CLIENT, "orders.refunded_client"),
        (SELLER, "orders.refunded_seller"),
    ],
    events.OrderRefundedPartly: [
        (CLIENT, "orders.refunded_partly"),
        (SELLER, "orders.refunded_partly_seller"),
    ],
    events.OrderChargedBack: [
        (CLIENT, "orders.charged_back_client"),
        (SELLER, "orders.charged_back_seller"),
    ],
    events.RefundProposed: [(OTHER, "orders.refund_proposed")],
    events.RefundRefused: [(OTHER, "orders.refund_refused")],
    events.RefundWithdrawn: [(OTHER, "orders.refund_withdrawn")],
    events.RefundExpired: [(OTHER, "orders.refund_expired")],
    events.ExtraProposed: [(OTHER, "orders.extra_proposed")],
    events.ExtraAgreed: [(CLIENT, "orders.extra_agreed")],
    events.ExtraRefused: [(OTHER, "orders.extra_refused")],
    events.ExtraWithdrawn: [(OTHER, "orders.extra_withdrawn")],
    events.ExtraExpired: [(OTHER, "orders.extra_expired")],
    events.ExtraAdded: [(SELLER, "orders.extra_added")],
    events.TipPaid: [(SELLER, "orders.tip")],
    events.ComplaintOpened: [(SELLER, "orders.complaint")],
    events.ComplaintWithdrawn: [(SELLER, "orders.complaint_withdrawn")],
    events.ComplaintDecided: [
        (CLIENT, "orders.complaint_decided"),
        (SELLER, "orders.complaint_decided"),
    ],
    events.OutageCredited: [(SELLER, "orders.outage")],
    events.DeadlinePassed: [(CLIENT, "orders.late_client"), (SELLER, "orders.late_seller")],
    events.ClockStopped: [(OTHER, "orders.clock_stopped")],
    events.ClockResumed: [(OTHER, "orders.clock_runs")],
    events.ExtensionRequested: [(CLIENT, "orders.time_asked")],
    events.CancellationRequested: [(OTHER, "orders.cancellation_asked")],
    events.CancellationRefused: [(OTHER, "orders.cancellation_refused")],
    events.CancellationWithdrawn: [(OTHER, "orders.cancellation_withdrawn")],
    events.CancellationEscalated: [
        (CLIENT, "orders.with_support"),
        (SELLER, "orders.with_support"),
    ],
}


def receivers_of(who: str, by: str) -> list[str]:
    """Return which sides are meant: `other` are all but the one who did it."""
    if who != OTHER:
        return [who]
    return [side for side in (CLIENT, SELLER) if side != by]


def tell(event: OrderEvent, *, now: datetime) -> None:
    """Tell everybody whom the event concerns."""
    wanted = told(event)
    if not wanted:
        return
    order = get_order_for_support(event.order_id)
    people = members_by_public_id([event.client_id, event.seller_id])
    sides = {CLIENT: people[event.client_id], SELLER: people[event.seller_id]}
    given = {name: value for name, value in asdict(event).items() if name not in _SILENT}
    params: dict[str, str | int] = {
        name: value
        for name, value in given.items()
        if isinstance(value, str | int) and not isinstance(value, bool)
    }
    params |= {
        "title": order.title,
        "client": sides[CLIENT].display_name,
        "seller": sides[SELLER].display_name,
        "earned_amount": order.earning_amount,
        "actor": sides[event.by].display_name if event.by in sides else "",
    }
    for who, kind in wanted:
        for side in receivers_of(who, event.by):
            notify(
                member=sides[side],
                kind=kind,
                params=params,
                url=reverse("orders:detail", args=[event.order_id]),
                now=now,
            )


for _event in (
    events.OrderPaid,
    events.OrderStarted,
    events.OrderCancelled,
    events.ExtensionAnswered,
    *_TOLD,
):
    subscribe(_event, consumer=f"orders.tell_{_event.__name__}")(tell)
