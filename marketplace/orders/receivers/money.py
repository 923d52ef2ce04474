"""Payments that arrived are used; paid orders are counted."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.events import subscribe
from marketplace.gigs.queries import describe_gig
from marketplace.gigs.services import count_order
from marketplace.ledger.events import PaymentSucceeded
from marketplace.orders.choices import PAYMENT_PURPOSE
from marketplace.orders.events import OrderPaid
from marketplace.orders.services import receive_payment


@subscribe(PaymentSucceeded, consumer="orders.use_payment", queue="money")
def use_payment(event: PaymentSucceeded, *, now: datetime) -> None:
    """Put a payment that was made for an order into its escrow."""
    if event.purpose_kind == PAYMENT_PURPOSE:
        receive_payment(public_id=event.purpose_ref, payment_id=event.payment_id, now=now)


@subscribe(OrderPaid, consumer="orders.count_for_gig")
def count_for_gig(event: OrderPaid, *, now: datetime) -> None:
    """Count a paid order for its gig, if that is still there."""
    if event.gig_id is not None and describe_gig(event.gig_id) is not None:
        count_order(gig_id=event.gig_id, now=now)
