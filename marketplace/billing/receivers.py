"""Documents follow orders; price boxes and order pages hear of taxes and invoices."""

from __future__ import annotations

from datetime import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.queries import get_member_by_public_id
from marketplace.billing import services
from marketplace.billing.choices import DocumentKind
from marketplace.billing.events import InvoiceIssued
from marketplace.billing.queries import invoices_of_order, quote_tax
from marketplace.billing.services import settle_order_documents
from marketplace.core.events import subscribe
from marketplace.ledger.queries import register_tax_quote
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from marketplace.orders.events import (
    ExtraAdded,
    OrderCompleted,
    OrderPaid,
    OrderRefunded,
    OrderRefundedPartly,
)
from marketplace.orders.queries import register_documents

register_tax_quote(quote_tax)
register_documents(invoices_of_order)
register_kind(
    "billing.credit_note",
    group=NotificationGroup.MONEY,
    title=_("A credit note: %(number)s"),
    body=_("It takes back a part of an invoice, or all of it. Keep it with your papers."),
)


def plant_tax_rules(sender: AppConfig, using: str, **_options: object) -> None:  # noqa: ARG001
    """Put the first tax rules in place after each migration (tests empty the table)."""
    services.plant_tax_rules(using=using)


@subscribe(OrderPaid, consumer="billing.order_paid", queue="money")
def bill_paid_order(event: OrderPaid, *, now: datetime) -> None:
    """Issue the client's invoice."""
    settle_order_documents(order_id=event.order_id, now=now)


@subscribe(OrderCompleted, consumer="billing.order_completed", queue="money")
def bill_completed_order(event: OrderCompleted, *, now: datetime) -> None:
    """Issue the invoice for the platform's fee."""
    settle_order_documents(order_id=event.order_id, now=now)


@subscribe(OrderRefunded, consumer="billing.order_refunded", queue="money")
def credit_refunded_order(event: OrderRefunded, *, now: datetime) -> None:
    """Issue the credit note of what went back."""
    settle_order_documents(order_id=event.order_id, now=now)


@subscribe(OrderRefundedPartly, consumer="billing.order_refunded_partly", queue="money")
def credit_part_of_order(event: OrderRefundedPartly, *, now: datetime) -> None:
    """Issue the credit notes of the part that went back."""
    settle_order_documents(order_id=event.order_id, now=now)


@subscribe(ExtraAdded, consumer="billing.extra_added", queue="money")
def bill_added_extra(event: ExtraAdded, *, now: datetime) -> None:
    """Issue the invoice for what was added to an order."""
    settle_order_documents(order_id=event.order_id, now=now)


@subscribe(InvoiceIssued, consumer="billing.tell_of_credit_note")
def tell_of_credit_note(event: InvoiceIssued, *, now: datetime) -> None:
    """Tell the recipient that an invoice was corrected."""
    if event.kind != DocumentKind.CREDIT_NOTE:
        return
    notify(
        member=get_member_by_public_id(event.recipient_id),
        kind="billing.credit_note",
        params={"number": event.number},
        url=f"/invoices/{event.invoice_id}/",
        now=now,
    )
