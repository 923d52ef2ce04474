"""Which days change when something happens to an order."""

from __future__ import annotations

from datetime import datetime

from marketplace.billing.events import InvoiceIssued
from marketplace.core.events import subscribe
from marketplace.insights.services import day_of, mark_stale
from marketplace.orders.events import (
    OrderCompleted,
    OrderPaid,
    OrderRefunded,
    OrderRefundedPartly,
)
from marketplace.orders.queries import moments_of


def _mark(order_id: str, now: datetime) -> None:
    """Mark the days on which the order stands, and today for what was issued today."""
    moments = [moment for moment in moments_of(order_id) if moment is not None]
    mark_stale(days=[day_of(moment) for moment in (*moments, now)], now=now)


@subscribe(OrderPaid, consumer="insights.order_paid", queue="bulk")
def count_payment(event: OrderPaid, *, now: datetime) -> None:
    """Count a payment."""
    _mark(event.order_id, now)


@subscribe(OrderCompleted, consumer="insights.order_completed", queue="bulk")
def count_completion(event: OrderCompleted, *, now: datetime) -> None:
    """Count a completed order."""
    _mark(event.order_id, now)


@subscribe(OrderRefunded, consumer="insights.order_refunded", queue="bulk")
def count_refund(event: OrderRefunded, *, now: datetime) -> None:
    """Count what went back."""
    _mark(event.order_id, now)


@subscribe(OrderRefundedPartly, consumer="insights.order_refunded_partly", queue="bulk")
def count_partial_refund(event: OrderRefundedPartly, *, now: datetime) -> None:
    """Count the part that went back."""
    _mark(event.order_id, now)


@subscribe(InvoiceIssued, consumer="insights.invoice_issued", queue="bulk")
def count_document(event: InvoiceIssued, *, now: datetime) -> None:
    """Count the sums again that a document changes, on the day of its issue too."""
    _mark(event.order_id, now)
