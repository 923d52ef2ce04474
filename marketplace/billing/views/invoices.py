"""Members' invoices: what they were billed and what they billed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe
from markupsafe import Markup

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.billing import queries, services
from marketplace.billing.forms import InvoiceFilterForm
from marketplace.billing.models import Invoice
from marketplace.core.ratelimit import spend

PER_PAGE = 25
PDF_RATE = "60 per hour"
SIDES = {"received": queries.bills_received, "issued": queries.bills_issued}


def _rows(request: HttpRequest, member: Member) -> tuple[str, InvoiceFilterForm, QuerySet[Invoice]]:
    side = request.GET.get("side", "received")
    side = side if side in SIDES else "received"
    form = InvoiceFilterForm(request.GET)
    return side, form, SIDES[side](member, form.wanted)


@login_required
@require_safe
@never_cache
def invoice_list(request: HttpRequest) -> HttpResponse:
    """List one side of the member's documents, newest first, with what they come to."""
    side, form, rows = _rows(request, signed_in(request))
    context = {
        "side": side,
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "totals": queries.totals_of(rows),
        "query": request.GET.urlencode(),
    }
    return render(request, "marketplace/billing/invoices.html", context)


@login_required
@require_safe
@never_cache
def invoice_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give the same documents as CSV, for an accountant."""
    side, _form, rows = _rows(request, signed_in(request))
    return csv_response(rows, f"wazzifni-invoices-{side}.csv")


def csv_response(rows: QuerySet[Invoice], name: str) -> StreamingHttpResponse:
    """Return documents as a CSV download, row by row."""
    lines = services.invoices_csv(rows.iterator(chunk_size=500))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def show_invoice(request: HttpRequest, invoice: Invoice, *, desk: bool = False) -> HttpResponse:
    """Show a document as it was issued."""
    context = {
        "invoice": invoice,
        "qr": Markup(services.qr_drawing(invoice)),  # noqa: S704  drawn by the library
        "is_desk": desk,
        "related": queries.documents_of(invoice.order_id, invoice.subject),
    }
    return render(request, "marketplace/billing/invoice.html", context)


def pdf_response(invoice: Invoice, reader: Member) -> HttpResponse:
    """Return a document as a PDF download."""
    spend(rate=PDF_RATE, name="invoice-pdf", who=reader.public_id)
    content = services.invoice_pdf(invoice, reader)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{invoice.number}.pdf"'
    return response


@login_required
@require_safe
@never_cache
def invoice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one document to one of its sides."""
    return show_invoice(request, queries.get_invoice_for(signed_in(request), public_id))


@login_required
@require_GET
@never_cache
def invoice_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give one document as PDF to one of its sides."""
    member = signed_in(request)
    return pdf_response(queries.get_invoice_for(member, public_id), member)
