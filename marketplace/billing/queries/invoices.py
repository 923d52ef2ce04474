"""Invoices: the guarded door, members' lists, finance's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from marketplace.accounts.models import Member
from marketplace.billing.choices import DocumentKind
from marketplace.billing.errors import InvoiceNotFound
from marketplace.billing.models import Invoice
from marketplace.orders.models import Order


@dataclass(frozen=True, kw_only=True)
class InvoiceFilter:
    """Which documents; "" and None mean any."""

    kind: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""

    def narrow(self, rows: QuerySet[Invoice]) -> QuerySet[Invoice]:
        """Return the rows that fit, newest first; both days are included."""
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.subject:
            rows = rows.filter(subject=self.subject)
        if self.since:
            rows = rows.filter(issued_on__gte=self.since)
        if self.until:
            rows = rows.filter(issued_on__lte=self.until)
        if self.words:
            rows = rows.filter(
                Q(number__icontains=self.words)
                | Q(issuer_party__name__icontains=self.words)
                | Q(recipient_party__name__icontains=self.words)
            )
        return rows.select_related("order", "corrects").order_by("-issued_at", "-id")


@dataclass(frozen=True)
class InvoiceTotal:
    """What documents of one currency come to, credit notes taken off; minor units."""

    currency: str
    count: int
    total: int
    tax: int


def get_invoice_for(member: Member, public_id: str) -> Invoice:
    """Return a document to one of its two sides. Raises InvoiceNotFound, for strangers too."""
    invoice = _get(public_id)
    if member.pk not in {invoice.issuer_id, invoice.recipient_id}:
        raise InvoiceNotFound
    return invoice


def get_invoice(public_id: str) -> Invoice:
    """Return a document, for finance. Raises InvoiceNotFound."""
    return _get(public_id)


def _get(public_id: str) -> Invoice:
    found = (
        Invoice.objects.select_related("order", "corrects", "issuer", "recipient")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise InvoiceNotFound
    return found


def bills_received(member: Member, wanted: InvoiceFilter) -> QuerySet[Invoice]:
    """Return what the member was billed: work they bought, fees of what they sold."""
    return wanted.narrow(Invoice.objects.filter(recipient=member))


def bills_issued(member: Member, wanted: InvoiceFilter) -> QuerySet[Invoice]:
    """Return what the member billed their clients."""
    return wanted.narrow(Invoice.objects.filter(issuer=member))


def all_bills(wanted: InvoiceFilter) -> QuerySet[Invoice]:
    """Return every document, for finance."""
    return wanted.narrow(Invoice.objects.all())


def totals_of(rows: QuerySet[Invoice]) -> list[InvoiceTotal]:
    """Return what the documents come to, by currency. One query."""
    credit = Q(kind=DocumentKind.CREDIT_NOTE)
    found = (
        rows.order_by()
        .values("currency")
        .annotate(
            count=Count("id"),
            asked=Sum("total", filter=~credit, default=0),
            back=Sum("total", filter=credit, default=0),
            tax_asked=Sum("tax", filter=~credit, default=0),
            tax_back=Sum("tax", filter=credit, default=0),
        )
        .order_by("currency")
    )
    return [
        InvoiceTotal(
            row["currency"],
            row["count"],
            row["asked"] - row["back"],
            row["tax_asked"] - row["tax_back"],
        )
        for row in found
    ]


def invoices_of_order(order: Order, member: Member) -> Sequence[Invoice]:
    """Return the documents of an order that one of its sides may see, oldest first. One query."""
    mine = Q(issuer=member) | Q(recipient=member)
    return list(Invoice.objects.filter(mine, order=order).order_by("id"))


def documents_of(order_id: int, subject: str) -> list[Invoice]:
    """Return an order's documents of one subject, oldest first."""
    return list(Invoice.objects.filter(order_id=order_id, subject=subject).order_by("id"))
