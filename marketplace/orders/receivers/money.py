"""Payments that arrived are used; paid orders are counted."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.events import subscribe
from marketplace.gigs.queries import describe_gig
from marketplace.gigs.services import count_order
from marketplace.ledger.events import PaymentReturned, PaymentSucceeded
from marketplace.orders.choices import EXTRA_PURPOSE, PAYMENT_PURPOSE, TIP_PURPOSE
from marketplace.orders.events import OrderPaid
from marketplace.orders.services import (
    charge_back,
    receive_extra_payment,
    receive_payment,
    receive_tip_payment,
)


@subscribe(PaymentSucceeded, consumer="orders.use_payment", queue="money")
def use_payment(event: PaymentSucceeded, *, now: datetime) -> None:
    """Put a payment that was made for an order, an extra or a tip where it belongs."""
    receive = {
        PAYMENT_PURPOSE: receive_payment,
        EXTRA_PURPOSE: receive_extra_payment,
        TIP_PURPOSE: receive_tip_payment,
    }.get(event.purpose_kind)
    if receive is not None:
        receive(public_id=event.purpose_ref, payment_id=event.payment_id, now=now)


@subscribe(PaymentReturned, consumer="orders.charge_back", queue="money")
def refund_charged_back(event: PaymentReturned, *, now: datetime) -> None:
    """Refund the order that a payment had paid for which the bank took back."""
    if event.is_chargeback:
        charge_back(
            purpose_kind=event.purpose_kind,
            purpose_ref=event.purpose_ref,
            payment_id=event.payment_id,
            from_reserve=event.from_reserve,
            now=now,
        )


@subscribe(OrderPaid, consumer="orders.count_for_gig")
def count_for_gig(event: OrderPaid, *, now: datetime) -> None:
    """Count a paid order for its gig, if that is still there."""
    if event.gig_id is not None and describe_gig(event.gig_id) is not None:
        count_order(gig_id=event.gig_id, now=now)
