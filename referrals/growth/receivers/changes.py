"""Which days change when somebody signs up, or something happens to an order."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.queries import members_by_public_id
from marketplace.billing.events import InvoiceIssued
from marketplace.core.events import subscribe
from marketplace.orders.events import OrderCompleted, OrderRefunded, OrderRefundedPartly
from marketplace.orders.queries import moments_of
from referrals.growth.choices import Stale
from referrals.growth.queries import signup_of_client
from referrals.growth.services import day_of, mark_stale
from referrals.links.events import OutcomeAttributed, SignupAttributed
from referrals.links.queries import attribution_of


@subscribe(SignupAttributed, consumer="growth.signed_up", queue="bulk")
def count_signup(event: SignupAttributed, *, now: datetime) -> None:
    """Count a sign-up on its day, and in its month's cohort."""
    people = members_by_public_id([event.member_id])
    found = attribution_of(people[event.member_id]) if people else None
    day = day_of(found.at if found else now)
    mark_stale(days=[day], now=now)
    mark_stale(days=[day], now=now, what=Stale.COHORT)


@subscribe(OutcomeAttributed, consumer="growth.outcome", queue="bulk")
def count_outcome(event: OutcomeAttributed, *, now: datetime) -> None:
    """Count a brief, an order or an entry on its day."""
    moments = moments_of(event.outcome_ref) if event.outcome == "order" else None
    days = [moment for moment in moments or () if moment is not None]
    mark_stale(days=[day_of(moment) for moment in (*days, now)], now=now)


def _mark_order(order_id: str, now: datetime) -> None:
    moments = [moment for moment in moments_of(order_id) or () if moment is not None]
    mark_stale(days=[day_of(moment) for moment in (*moments, now)], now=now)
    signed_up = signup_of_client(order_id)
    if signed_up is not None:
        mark_stale(days=[day_of(signed_up)], now=now, what=Stale.COHORT)


@subscribe(OrderCompleted, consumer="growth.order_completed", queue="bulk")
def count_completion(event: OrderCompleted, *, now: datetime) -> None:
    """Count what a completed order came to."""
    _mark_order(event.order_id, now)


@subscribe(OrderRefunded, consumer="growth.order_refunded", queue="bulk")
def count_refund(event: OrderRefunded, *, now: datetime) -> None:
    """Count what went back."""
    _mark_order(event.order_id, now)


@subscribe(OrderRefundedPartly, consumer="growth.order_refunded_partly", queue="bulk")
def count_partial_refund(event: OrderRefundedPartly, *, now: datetime) -> None:
    """Count the part that went back."""
    _mark_order(event.order_id, now)


@subscribe(InvoiceIssued, consumer="growth.invoice_issued", queue="bulk")
def count_document(event: InvoiceIssued, *, now: datetime) -> None:
    """Count the sums again that a document changes, on the day of its issue too."""
    _mark_order(event.order_id, now)
