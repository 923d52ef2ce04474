"""An account's statement: on the page, as CSV, as PDF at once or made by a worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.places import zone_named
from marketplace.core.private_files import private_response
from marketplace.core.ratelimit import spend
from marketplace.ledger import queries, services
from marketplace.ledger.choices import AccountKind, StatementFileState
from marketplace.ledger.errors import StatementFileMissing
from marketplace.ledger.forms import StatementForm
from marketplace.ledger.queries import AccountRef, Asked

LINES_ON_PAGE = 30
LONGEST_KIND = 32
PDF_RATE = "30 per hour"


@dataclass(frozen=True)
class _Request:
    """What the address asks for, read for this member."""

    form: StatementForm
    asked: Asked
    since_day: date | None
    until_day: date | None


@login_required
@require_safe
@never_cache
def statement(request: HttpRequest) -> HttpResponse:
    """Show an account line by line, with the balance after each."""
    member = signed_in(request)
    found = _read(request, member)
    sums = queries.statement_sums(found.asked)
    pages = Paginator(range(sums.count), LINES_ON_PAGE)
    page = pages.get_page(request.GET.get("page"))
    offset = (page.number - 1) * LINES_ON_PAGE
    found.form.offer_kinds(sums.kinds)
    context = {
        "form": found.form,
        "ref": found.asked.account,
        "kind": found.asked.account.kind,
        "chosen": found.asked.kinds,
        "since_day": found.since_day,
        "until_day": found.until_day,
        "months": _months(clock.now().astimezone(zone_named(member.timezone)).date()),
        "currencies": [one.currency for one in queries.wallet_of(member)],
        "page": page,
        "sums": sums,
        "lines": queries.statement_page(
            found.asked, sums, member, limit=LINES_ON_PAGE, offset=offset
        ),
        "query": request.GET.urlencode(),
        "is_long": sums.count > rules().statement_pdf_lines,
        "files": queries.statement_files_of(member),
    }
    return render(request, "marketplace/ledger/statement.html", context)


@login_required
@require_safe
@never_cache
def statement_file(request: HttpRequest) -> StreamingHttpResponse:
    """Give the statement as CSV, oldest line first; `mark=0` leaves the byte order mark out."""
    member = signed_in(request)
    asked = _read(request, member).asked
    lines = services.statement_csv(
        asked, queries.statement_sums(asked), member, with_mark=request.GET.get("mark") != "0"
    )
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wazzifni-statement.csv"'
    return response


@login_required
@require_GET
@never_cache
def statement_pdf(request: HttpRequest) -> HttpResponse:
    """Give a statement of ordinary length as PDF; a long one is asked for on its page."""
    member = signed_in(request)
    asked = _read(request, member).asked
    sums = queries.statement_sums(asked)
    if sums.count > rules().statement_pdf_lines:
        return redirect(f"{request.path.removesuffix('pdf/')}?{request.GET.urlencode()}#files")
    spend(rate=PDF_RATE, name="statement-pdf", who=member.public_id)
    content = services.statement_pdf(asked, sums, member, now=clock.now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="wazzifni-statement.pdf"'
    return response


@login_required
@require_POST
def request_file(request: HttpRequest) -> HttpResponse:
    """Ask for a long statement as PDF; a worker makes it."""
    member = signed_in(request)
    job = services.request_statement_file(
        member=member,
        asked=_read(request, member).asked,
        language=(get_language() or "ar")[:2],
        now=clock.now(),
    )
    messages.success(request, _("Your statement is being made. You can close this page."))
    return redirect(job)


@login_required
@require_safe
@never_cache
def statement_job(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how far a long statement is."""
    job = queries.get_statement_file_for(signed_in(request), public_id)
    name = "_statement_job" if request.headers.get("HX-Request") else "statement_job"
    return render(request, f"marketplace/ledger/{name}.html", {"job": job})


@login_required
@require_GET
@never_cache
def statement_job_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Hand out the finished file."""
    job = queries.get_statement_file_for(signed_in(request), public_id)
    if job.state != StatementFileState.READY:
        raise StatementFileMissing
    return private_response(
        job.file_key, name="wazzifni-statement.pdf", content_type="application/pdf"
    )


def _read(request: HttpRequest, member: Member) -> _Request:
    """Read which account, days and kinds; nonsense falls back to everything."""
    form = StatementForm(request.GET)
    form.is_valid()
    found: dict[str, Any] = form.cleaned_data
    kind = AccountKind(found.get("account") or AccountKind.AVAILABLE)
    currency = found.get("currency") or rules().default_currency
    since, until = found.get("since"), found.get("until")
    zone = zone_named(member.timezone)
    asked = Asked(
        account=AccountRef(kind, member.public_id, currency),
        since=datetime.combine(since, time.min, zone) if since else None,
        until=datetime.combine(until + timedelta(days=1), time.min, zone) if until else None,
        kinds=tuple(filter(_can_be_kind, request.GET.getlist("kind")))[:20],
    )
    return _Request(form, asked, since, until)


def _can_be_kind(text: str) -> bool:
    """Whether a transfer could be of this kind, as far as the database could keep it."""
    return len(text) <= LONGEST_KIND and text.isprintable()


def _months(today: date) -> list[tuple[date, date]]:
    """Return the first and the last day of this month and the two before, newest first."""
    months = []
    first = today.replace(day=1)
    for _step in range(3):
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        months.append((first, last))
        first = (first - timedelta(days=1)).replace(day=1)
    return months
