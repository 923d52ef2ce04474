"""What the page of one order shows beside the order itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from marketplace.orders.models import (
    CancellationRequest,
    ClockStop,
    Complaint,
    Delivery,
    ExtensionRequest,
    ExtraProposal,
    Order,
    OrderExtra,
    OrderFile,
    OrderQuestion,
    Refund,
    RefundProposal,
    TimelineEntry,
)
from marketplace.orders.queries.doors import (
    last_complaint,
    open_cancellation,
    open_clock_stop,
    open_extension,
    open_extra,
    open_refund,
)


@dataclass(frozen=True)
class OrderParts:
    """Everything that belongs to an order, loaded in a constant number of queries."""

    extras: list[OrderExtra]
    questions: list[OrderQuestion]
    deliveries: list[Delivery]
    files: list[OrderFile]
    timeline: list[TimelineEntry]
    cancellation: CancellationRequest | None
    extension: ExtensionRequest | None
    clock_stop: ClockStop | None
    refund_proposal: RefundProposal | None
    extra_proposal: ExtraProposal | None
    complaint: Complaint | None
    refunds: list[Refund]


def parts_of(order: Order) -> OrderParts:
    """Return the order's parts: six queries, and one for each request that is open."""
    files = Prefetch("files", queryset=OrderFile.objects.order_by("id"))
    return OrderParts(
        extras=list(order.extras.order_by("position")),
        questions=list(order.questions.order_by("position").prefetch_related(files)),
        deliveries=list(order.deliveries.order_by("version").prefetch_related(files)),
        files=list(order.files.order_by("-id")),
        timeline=list(order.timeline.select_related("actor").order_by("id")),
        cancellation=open_cancellation(order),
        extension=open_extension(order),
        clock_stop=open_clock_stop(order),
        refund_proposal=open_refund(order),
        extra_proposal=open_extra(order),
        complaint=last_complaint(order),
        refunds=list(order.refunds.order_by("id")) if order.refunded_amount else [],
    )


def entry_parts(entry_ids: list[int]) -> dict[int, TimelineEntry]:
    """Return timeline entries with their orders, by id: one query, for lists of cards."""
    rows = TimelineEntry.objects.select_related("order__client", "order__seller", "actor").filter(
        pk__in=entry_ids
    )
    return {row.pk: row for row in rows}
