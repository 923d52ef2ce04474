"""Documents as PDF and lists of them as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from marketplace.accounts.models import Member
from marketplace.billing.models import Invoice
from marketplace.core.money import Money
from marketplace.core.pdf import render_pdf
from marketplace.core.spreadsheets import safe_cell

if TYPE_CHECKING:
    from segno import QRCode


def qr_picture(invoice: Invoice) -> str:
    """Return the invoice's code as a data address of a PNG, '' without one."""
    if not invoice.qr:
        return ""
    return str(_code(invoice).png_data_uri(scale=6, border=2))


def qr_drawing(invoice: Invoice) -> str:
    """Return the invoice's code as SVG for a page, '' without one."""
    if not invoice.qr:
        return ""
    return str(_code(invoice).svg_inline(scale=4, border=2, omitsize=True, light="#fff"))


def _code(invoice: Invoice) -> QRCode:
    from segno import make  # noqa: PLC0415  2 MB that only some countries' invoices need

    return make(invoice.qr, error="m", micro=False)


def invoice_pdf(invoice: Invoice, reader: Member) -> bytes:
    """Return a document as PDF in the present language. Raises PdfUnavailable."""
    context = {
        "invoice": invoice,
        "qr": qr_picture(invoice),
        "mail_digits": reader.digits,
        "mail_timezone": reader.timezone,
    }
    return render_pdf([render_to_string("documents/invoice.html", context)])


def invoices_csv(invoices: Iterable[Invoice]) -> Iterator[str]:
    """Yield documents as CSV for an accountant: one line each, credit notes negative.

    Sums are in major units. What people typed is never run as a formula.
    """
    yield "\ufeff"
    yield _csv(
        *(_("Number"), _("Kind"), _("About"), _("Date"), _("Order number"), _("Corrects")),
        *(_("Issuer"), _("Issuer’s country"), _("Issuer’s tax number")),
        *(_("Recipient"), _("Recipient’s country"), _("Recipient’s tax number")),
        *(_("Currency"), _("Without tax"), _("Tax"), _("Tax rate"), _("Total"), _("Treatment")),
    )
    for one in invoices:
        sign = -1 if one.is_credit else 1
        issuer, recipient = one.issuer_party, one.recipient_party
        yield _csv(
            *(one.number, one.kind, one.subject, one.issued_on.isoformat(), one.order.number),
            one.corrects.number if one.corrects else "",
            *(issuer["name"], issuer["country"], issuer["tax_number"]),
            *(recipient["name"], recipient["country"], recipient["tax_number"]),
            one.currency,
            Money(sign * one.net, one.currency).decimal,
            Money(sign * one.tax, one.currency).decimal,
            f"{one.tax_rate_bp / 100:g}%",
            Money(sign * one.total, one.currency).decimal,
            one.treatment,
        )


def _csv(*cells: object) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()
