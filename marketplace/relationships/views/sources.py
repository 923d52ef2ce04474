"""Where one's clients come from, as one screen; and what the platform keeps, for everybody."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import charts, clock, formats
from marketplace.core.conf import rules
from marketplace.core.money import Money
from marketplace.core.spreadsheets import write_csv
from marketplace.relationships import queries
from marketplace.relationships.choices import BIDDING_SOURCES, Source
from marketplace.relationships.forms import SourcesForm
from marketplace.relationships.queries import SourceReport
from marketplace.relationships.queries.months import add_months, local_day, span_of_days

PAGES = "marketplace/relationships/"
MOST_BARS = 12


def _asked(request: HttpRequest, owner: Member) -> dict[str, Any]:
    """Read the address; without dates it is the last twelve months. Nonsense is left out."""
    today = local_day(clock.now(), timezone=owner.timezone)
    first = add_months(today.replace(day=1), -11)
    given = request.GET or {"since": first.isoformat(), "until": today.isoformat()}
    form = SourcesForm(given)
    form.is_valid()
    found = form.cleaned_data
    since, until = found.get("since"), found.get("until")
    begin, end = span_of_days(since, until, timezone=owner.timezone)
    currency = found.get("currency") or ""
    report = queries.report_sources(owner, since=begin, until=end, currency=currency)
    return {"form": form, "report": report, "since": since, "until": until}


@login_required
@require_safe
@never_cache
def sources(request: HttpRequest) -> HttpResponse:
    """Show which source brought which clients, orders and income, and what came unasked."""
    owner = signed_in(request)
    asked = _asked(request, owner)
    report: SourceReport = asked["report"]
    context = asked | {
        "chart": _chart(report, owner) if report.months else None,
        "names": dict(Source.choices),
        "bidding": BIDDING_SOURCES,
        "share": queries.share,
        "query": request.GET.urlencode(),
    }
    return render(request, f"{PAGES}sources.html", context)


def _chart(report: SourceReport, owner: Member) -> charts.Chart:
    """Draw the income month by month, by group of sources; years where months are many."""
    lang = (get_language() or "ar")[:2]
    by_year = len(report.months) > MOST_BARS
    ticks: list[str] = []
    sums: list[dict[str, int]] = []
    for month, income in report.months:
        label = formats.format_date(
            month.date(), lang=lang, digits=owner.digits, style="year" if by_year else "month_alone"
        )
        if not ticks or ticks[-1] != label:
            ticks.append(label)
            sums.append({})
        for source, amount in income.items():
            sums[-1][source] = sums[-1].get(source, 0) + amount
    series = [
        charts.Series(str(label), [sum(one.get(source, 0) for source in group) for one in sums])
        for label, group in queries.GROUPS
    ]

    def show(value: float) -> str:
        return formats.format_money(
            int(value), report.currency, lang=lang, digits=owner.digits, trim=True
        )

    total = show(report.total.income)
    return charts.bar_chart(
        sentence=_("Income by source, %(total)s in all") % {"total": total},
        ticks=ticks,
        series=series,
        show=show,
    )


@login_required
@require_safe
@never_cache
def sources_file(request: HttpRequest) -> HttpResponse:
    """Give the same figures as CSV."""
    report: SourceReport = _asked(request, signed_in(request))["report"]
    names = dict(Source.choices)
    header = [
        _("Source"),
        _("Clients"),
        _("Completed orders"),
        _("Income here"),
        _("Deals elsewhere"),
        _("Currency"),
    ]
    lines = [
        (
            names[line.source],
            line.clients,
            line.orders,
            Money(line.income, report.currency).decimal,
            Money(line.deals, report.currency).decimal,
            report.currency,
        )
        for line in report.lines
    ]
    response = HttpResponse(write_csv(header, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wazzifni-sources.csv"'
    return response


@require_safe
def fees(request: HttpRequest) -> HttpResponse:
    """Say what the platform keeps, of whom and why, order by order."""
    context = {
        "steps": queries.fee_schedule(),
        "rules": rules(),
        "example": 10_000,
        "currency": rules().default_currency,
    }
    return render(request, f"{PAGES}fees.html", context)
