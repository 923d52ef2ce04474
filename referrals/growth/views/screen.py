"""The operator's screen of growth: every channel side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.pen import Pen
from marketplace.insights.queries import Period
from referrals.growth import queries, services
from referrals.growth.choices import KINDS, ChannelSort
from referrals.growth.forms import Chosen, GrowthForm, read_channel
from referrals.growth.queries import ChannelRow
from referrals.growth.views import drawing
from referrals.links.choices import LinkKind

PER_PAGE = 50
WHO = (Role.ADMIN, Role.FINANCE)


def _asked(request: HttpRequest) -> tuple[GrowthForm, Period, date]:
    today = clock.now().date()
    form = GrowthForm(request.GET)
    return form, form.period(today), today


def _common(request: HttpRequest, form: GrowthForm, period: Period, today: date) -> dict[str, Any]:
    return {
        "form": form,
        "period": period,
        "ranges": drawing.ranges(today),
        "query": request.GET.urlencode(),
        "kinds": KINDS,
    }


def _lines(pen: Pen, rows: list[ChannelRow]) -> list[tuple[ChannelRow, str, str]]:
    return [(row, *drawing.payback_words(pen, row.totals)) for row in rows]


@desk(*WHO)
@require_safe
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show every channel by kind, what it cost and brought."""
    form, period, today = _asked(request)
    pen = drawing.pen_of(request)
    found = queries.growth_view(period, currency=form.wanted_currency)
    proof = queries.latest_proof()
    context = {
        **_common(request, form, period, today),
        "found": found,
        "stats": drawing.stats(pen, found),
        "lines": _lines(pen, list(found.rows)),
        "revenue": drawing.revenue_chart(pen, found),
        "balance": drawing.balance_chart(pen, found),
        "advice": drawing.advice(pen, found),
        "proof": proof,
        "waiting": queries.waiting_days(),
    }
    status = 422 if form.errors else 200
    return render(request, "referrals/growth/screen.html", context, status=status)


def _kind(name: str) -> LinkKind:
    if name not in LinkKind.values:
        raise NotFound
    return LinkKind(name)


@desk(*WHO)
@require_safe
@never_cache
def things(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the single things of one kind: each contest, each article, each sponsorship."""
    chosen = _kind(kind)
    form, period, today = _asked(request)
    pen = drawing.pen_of(request)
    known = queries.currencies_known(period)
    currency = queries.choose_currency(form.wanted_currency, known)
    rows = queries.things_of(chosen, period, currency=currency, by=form.order)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **_common(request, form, period, today),
        "found": {"currency": currency, "currencies": known},
        "kind": chosen,
        "page": page,
        "lines": _lines(pen, queries.named(list(page))),
        "sorts": ChannelSort.choices,
        "sort": form.order,
    }
    status = 422 if form.errors else 200
    return render(request, "referrals/growth/things.html", context, status=status)


def _sides(request: HttpRequest) -> list[Chosen]:
    asked = [read_channel(request.GET.get(name, "")) for name in ("a", "b")]
    usual: list[Chosen] = [(LinkKind.CONTEST, None), (LinkKind.SPONSORSHIP, None)]
    return [one or other for one, other in zip(asked, usual, strict=True)]


@desk(*WHO)
@require_safe
@never_cache
def compare(request: HttpRequest) -> HttpResponse:
    """Show two channels beside each other."""
    form, period, today = _asked(request)
    pen = drawing.pen_of(request)
    known = queries.currencies_known(period)
    currency = queries.choose_currency(form.wanted_currency, known)
    sides = []
    for kind, ref in _sides(request):
        row = queries.channel_row(kind, ref, period, currency=currency)
        spent, earned = queries.balance_by_step(kind, ref, period, currency=currency)
        sides.append((row, spent, earned))
    context = {
        **_common(request, form, period, today),
        "found": {"currency": currency, "currencies": known},
        "sides": [(row, *drawing.payback_words(pen, row.totals)) for row, _s, _e in sides],
        "chart": drawing.sides_chart(pen, period, currency, sides),
        "chosen": [
            f"{row.kind}:{row.ref}" if row.ref is not None else row.kind.value
            for row, _s, _e in sides
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "referrals/growth/compare.html", context, status=status)


@desk(*WHO)
@require_safe
@never_cache
def cohorts(request: HttpRequest) -> HttpResponse:
    """Show what those who signed up in one month have brought in the months since."""
    form, period, today = _asked(request)
    pen = drawing.pen_of(request)
    known = queries.cohort_currencies()
    currency = queries.choose_currency(form.wanted_currency, known)
    asked = read_channel(request.GET.get("kind", ""))
    kind = asked[0] if asked else None
    rows = queries.cohorts(currency=currency, today=today, kind=kind)
    context = {
        **_common(request, form, period, today),
        "found": {"currency": currency, "currencies": known},
        "rows": rows,
        "longest": max((len(row.fees) for row in rows), default=0),
        "chart": drawing.cohort_chart(pen, currency, rows),
        "kind": kind,
    }
    return render(request, "referrals/growth/cohorts.html", context)


def _csv(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="wazzifni-{name}.csv"'
    return answer


@desk(*WHO)
@require_safe
@never_cache
def overview_csv(request: HttpRequest) -> HttpResponse:
    """Give the screen's table as CSV."""
    form, period, _today = _asked(request)
    found = queries.growth_view(period, currency=form.wanted_currency)
    return _csv(services.channels_csv(found.rows, period, currency=found.currency), "growth")


@desk(*WHO)
@require_safe
@never_cache
def things_csv(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the things of one kind as CSV."""
    chosen = _kind(kind)
    form, period, _today = _asked(request)
    currency = queries.choose_currency(form.wanted_currency, queries.currencies_known(period))
    rows = queries.things_of(chosen, period, currency=currency, by=form.order)
    text = services.channels_csv(queries.named(rows), period, currency=currency)
    return _csv(text, f"growth-{chosen}")


@desk(*WHO)
@require_safe
@never_cache
def days_csv(request: HttpRequest) -> HttpResponse:
    """Give every day of every kind and currency as CSV."""
    _form, period, _today = _asked(request)
    return _csv(services.days_csv(period), "growth-days")


@desk(*WHO)
@require_safe
@never_cache
def cohorts_csv(request: HttpRequest) -> HttpResponse:
    """Give the cohorts as CSV."""
    form, _period, today = _asked(request)
    currency = queries.choose_currency(form.wanted_currency, queries.cohort_currencies())
    asked = read_channel(request.GET.get("kind", ""))
    rows = queries.cohorts(currency=currency, today=today, kind=asked[0] if asked else None)
    return _csv(services.cohorts_csv(rows, currency=currency, today=today), "cohorts")
