"""Invoices and credit notes follow the books: what came in is invoiced, what went back is credited.

The client's invoice is issued when the money is paid (a payment on account is a supply for tax in
the countries we know), the platform's when its fee is taken. Whatever returns later, by a refund in
full, in part, a split or a chargeback, becomes a credit note for exactly that sum; so at every
moment invoices - credit notes = what the books say was paid and not returned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import structlog
from django.conf import settings
from django.db import connection, transaction

from marketplace.accounts.models import Member
from marketplace.billing.choices import NUMBER_MARKS, PLATFORM, DocumentKind, Subject, Treatment
from marketplace.billing.events import InvoiceIssued
from marketplace.billing.models import Invoice, Mark
from marketplace.billing.queries import (
    Party,
    TaxDecision,
    approximate,
    current_rates,
    decide_tax,
    documents_of,
    parties_of,
    platform_party,
    rule_of,
    share_of_tax,
    tax_inside,
)
from marketplace.billing.services.zatca import zatca_code
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.core.places import zone_named
from marketplace.ledger.queries import money_of_reference, references_moved_since
from marketplace.orders.models import Order

log = structlog.get_logger(__name__)

PLATFORM_COUNTRY: Final = "SA"
ISSUER_BASE: Final = 10_000
CATCH_UP: Final = "order_documents"
OVERLAP: Final = 500
_NEXT_NUMBER: Final = """
INSERT INTO billing_counter (issuer, year, kind, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (issuer, year, kind) DO UPDATE SET last = billing_counter.last + 1
RETURNING last
"""


@dataclass(frozen=True, kw_only=True)
class _Supply:
    """Who invoices whom for which order, as it is today."""

    order: Order
    subject: Subject
    issuer: Member | None
    recipient: Member
    issuer_party: Party
    recipient_party: Party
    now: datetime

    @property
    def issuer_key(self) -> str:
        return self.issuer.public_id if self.issuer else PLATFORM

    @property
    def issuer_mark(self) -> str:
        """What the issuer's numbers begin with."""
        return f"S{ISSUER_BASE + self.issuer.pk}" if self.issuer else "WZ"

    @property
    def zone(self) -> str:
        return self.issuer.timezone if self.issuer else "Asia/Riyadh"


@transaction.atomic
def settle_order_documents(*, order_id: str, now: datetime) -> list[Invoice]:
    """Issue what the books ask for and no document says yet; returns what was issued.

    Locks the order, then the counters of the freelancer and of the platform, in this order. Run it
    as often as you like: it compares sums, so twice issues nothing twice.
    """
    order = (
        Order.objects.select_for_update(no_key=True, of=("self",))
        .select_related("client", "seller")
        .filter(public_id=order_id)
        .first()
    )
    if order is None or order.paid_at is None:
        return []

    money = money_of_reference(
        order.reference,
        order.currency,
        payer=order.client.public_id,
        payee=order.seller.public_id,
    )
    parties = parties_of([order.client, order.seller])
    client, seller = parties[order.client_id], parties[order.seller_id]
    work = _Supply(
        order=order,
        subject=Subject.WORK,
        issuer=order.seller,
        recipient=order.client,
        issuer_party=seller,
        recipient_party=client,
        now=now,
    )
    issued = _settle(work, asked=money.paid, returned=money.returned)
    if money.fee > 0 or documents_of(order.pk, Subject.FEE):
        fee = _Supply(
            order=order,
            subject=Subject.FEE,
            issuer=None,
            recipient=order.seller,
            issuer_party=platform_party(name=settings.SITE_NAME, country=PLATFORM_COUNTRY),
            recipient_party=seller,
            now=now,
        )
        issued += _settle_net(fee, kept=money.fee)
    return issued


def _settle(supply: _Supply, *, asked: int, returned: int) -> list[Invoice]:
    """Bring one supply's invoices to `asked` and its credit notes to `returned`."""
    known = documents_of(supply.order.pk, supply.subject)
    invoices = [one for one in known if not one.is_credit]
    notes = [one for one in known if one.is_credit]
    issued: list[Invoice] = []
    missing = asked - sum(one.total for one in invoices)
    if missing > 0:
        issued.append(_invoice(supply, missing, is_first=not invoices))
        invoices.append(issued[-1])
    open_credit = returned - sum(one.total for one in notes)
    for invoice in reversed(invoices):
        if open_credit <= 0:
            break
        before = [one for one in notes if one.corrects_id == invoice.pk]
        part = min(open_credit, invoice.total - sum(one.total for one in before))
        if part > 0:
            issued.append(_credit_note(supply, invoice, part, before))
            open_credit -= part
    return issued


def _settle_net(supply: _Supply, *, kept: int) -> list[Invoice]:
    """Bring invoices less credit notes to `kept`, which may have fallen since."""
    known = documents_of(supply.order.pk, supply.subject)
    asked = sum(one.total for one in known if not one.is_credit)
    returned = sum(one.total for one in known if one.is_credit)
    rise = kept - (asked - returned)
    if rise >= 0:
        return _settle(supply, asked=asked + rise, returned=returned)
    return _settle(supply, asked=asked, returned=returned - rise)


def _invoice(supply: _Supply, total: int, *, is_first: bool) -> Invoice:
    """Issue an invoice for a sum; the tax is decided as things are today."""
    decision = decide_tax(
        supply.issuer_party, supply.recipient_party, rule_of(supply.issuer_party.country)
    )
    tax = tax_inside(total, decision.rate_bp)
    return _issue(
        supply,
        kind=DocumentKind.INVOICE,
        total=total,
        tax=tax,
        decision=decision,
        lines=_lines_of(supply, total) if is_first else _one_line(supply, total),
        local=_in_local_currency(decision, total, tax, supply),
    )


def _credit_note(
    supply: _Supply, invoice: Invoice, part: int, before: Sequence[Invoice]
) -> Invoice:
    """Take back a part of an invoice, by the invoice's own tax and parties.

    The tax is that of all that was taken back so far, less what earlier notes took: so a wholly
    credited invoice has given back its tax to the cent.
    """
    so_far = sum(one.total for one in before)
    tax = share_of_tax(invoice.tax, invoice.total, so_far + part)
    tax -= share_of_tax(invoice.tax, invoice.total, so_far) if so_far else 0
    decision = TaxDecision(
        treatment=Treatment(invoice.treatment),
        name=invoice.tax_name,
        rate_bp=invoice.tax_rate_bp,
        currency=invoice.local.get("currency", ""),
        note=invoice.note,
    )
    frozen = _Supply(
        order=supply.order,
        subject=supply.subject,
        issuer=supply.issuer,
        recipient=supply.recipient,
        issuer_party=Party(**invoice.issuer_party),
        recipient_party=Party(**invoice.recipient_party),
        now=supply.now,
    )
    return _issue(
        frozen,
        kind=DocumentKind.CREDIT_NOTE,
        total=part,
        tax=tax,
        decision=decision,
        lines=_one_line(supply, part),
        local=_at_rate_of(invoice, part, tax),
        corrects=invoice,
    )


def _issue(
    supply: _Supply,
    *,
    kind: DocumentKind,
    total: int,
    tax: int,
    decision: TaxDecision,
    lines: list[dict[str, Any]],
    local: dict[str, Any],
    corrects: Invoice | None = None,
) -> Invoice:
    """Take the next number and write the document down; the counter stays locked until the end."""
    on = supply.now.astimezone(zone_named(supply.zone)).date()
    sequence = next_number(issuer=supply.issuer_key, year=on.year, kind=kind)
    invoice = Invoice.objects.create(
        kind=kind,
        subject=supply.subject,
        issuer_key=supply.issuer_key,
        year=on.year,
        sequence=sequence,
        number=f"{supply.issuer_mark}-{on.year}-{NUMBER_MARKS[kind]}{sequence:05d}",
        order=supply.order,
        corrects=corrects,
        issuer=supply.issuer,
        recipient=supply.recipient,
        issued_at=supply.now,
        issued_on=on,
        currency=supply.order.currency,
        total=total,
        tax=tax,
        tax_rate_bp=decision.rate_bp,
        tax_name=decision.name,
        treatment=decision.treatment,
        issuer_party=supply.issuer_party.frozen(),
        recipient_party=supply.recipient_party.frozen(),
        lines=lines,
        local=local,
        note=dict(decision.note),
        qr=_qr(supply, decision, total, tax, local),
    )
    _announce(invoice, supply)
    return invoice


def _announce(invoice: Invoice, supply: _Supply) -> None:
    publish(
        InvoiceIssued(
            invoice_id=invoice.public_id,
            kind=invoice.kind,
            subject=invoice.subject,
            number=invoice.number,
            order_id=supply.order.public_id,
            issuer_id=supply.issuer.public_id if supply.issuer else "",
            recipient_id=supply.recipient.public_id,
            total=invoice.total,
            tax=invoice.tax,
            currency=invoice.currency,
        ),
        now=supply.now,
    )


def next_number(*, issuer: str, year: int, kind: str) -> int:
    """Return the next number of an issuer's year, from 1 on, without gaps.

    Its counter stays locked until the transaction ends: who comes next waits, and a transaction
    that fails gives its number back.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_NUMBER, [issuer, year, kind])
        return int(cursor.fetchone()[0])


def _lines_of(supply: _Supply, total: int) -> list[dict[str, Any]]:
    """Return the order's own lines where they come to the sum, else one line for all of it."""
    order = supply.order
    if supply.subject == Subject.FEE or total != order.total_amount:
        return _one_line(supply, total)
    extras = order.extras.order_by("position").values_list("title", "amount")
    return [
        {"text": order.title, "amount": order.price_amount},
        *({"text": title, "amount": amount} for title, amount in extras if amount),
    ]


def _one_line(supply: _Supply, total: int) -> list[dict[str, Any]]:
    text = "" if supply.subject == Subject.FEE else supply.order.title
    return [{"text": text, "amount": total, "fee_bp": supply.order.fee_bp}]


def _in_local_currency(
    decision: TaxDecision, total: int, tax: int, supply: _Supply
) -> dict[str, Any]:
    """Return total and tax in the tax's own currency by the rate known now; {} without one."""
    if not tax or decision.currency in {"", supply.order.currency}:
        return {}
    today = supply.now.date()
    rates = current_rates(on=today)
    currency = supply.order.currency
    sums = [
        approximate(amount, currency, decision.currency, rates=rates, today=today)
        for amount in (total, tax)
    ]
    if sums[0] is None or sums[1] is None:
        return {}
    source = rates.get(decision.currency) or rates.get(currency)
    return {
        "currency": decision.currency,
        "total": sums[0].money.amount,
        "tax": sums[1].money.amount,
        "on": sums[0].on.isoformat(),
        "source": source.source if source else "",
    }


def _at_rate_of(invoice: Invoice, part: int, tax: int) -> dict[str, Any]:
    """Return a part of an invoice in the currency and at the rate of that invoice."""
    if not invoice.local:
        return {}
    return {
        **invoice.local,
        "total": share_of_tax(invoice.local["total"], invoice.total, part),
        "tax": share_of_tax(invoice.local["tax"], invoice.tax, tax) if invoice.tax else 0,
    }


def _qr(supply: _Supply, decision: TaxDecision, total: int, tax: int, local: dict[str, Any]) -> str:
    """Return the code of a Saudi tax invoice, '' elsewhere; in riyals where a rate is known."""
    issuer = supply.issuer_party
    if issuer.country != "SA" or not issuer.charges_tax or not issuer.tax_number:
        return ""
    if decision.treatment == Treatment.NONE:
        return ""
    sums = (total, tax, supply.order.currency)
    if local:
        sums = (local["total"], local["tax"], local["currency"])
    return zatca_code(
        seller=issuer.name,
        number=issuer.tax_number,
        at=supply.now,
        total=Money(sums[0], sums[2]),
        tax=Money(sums[1], sums[2]),
    )


def catch_up_documents(*, now: datetime, limit: int) -> int:
    """Look at orders whose money moved since the last time, whatever moved it. Returns how many.

    A transfer may be committed after one with a higher number, so the last few hundred are looked
    at again each time; looking again changes nothing. An order whose documents can't be made is
    logged and holds up no other.
    """
    mark, _made = Mark.objects.get_or_create(name=CATCH_UP)
    seen = max(0, mark.value - OVERLAP)
    references, last = references_moved_since(seen, "order", limit=OVERLAP + limit)
    if last == mark.value:
        return 0
    for reference in references:
        order_id = reference.partition(":")[2]
        try:
            settle_order_documents(order_id=order_id, now=now)
        except Exception:
            log.exception("documents_not_settled", order=order_id)
    Mark.objects.filter(pk=mark.pk).update(value=last)
    return len(references)
