"""Facts about invoices. Members are public ids, amounts minor units."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class InvoiceIssued(Event):
    """An invoice or a credit note was issued; it never changes. `issuer_id` "" is the platform."""

    invoice_id: str
    kind: str
    subject: str
    number: str
    order_id: str
    issuer_id: str
    recipient_id: str
    total: int
    tax: int
    currency: str
