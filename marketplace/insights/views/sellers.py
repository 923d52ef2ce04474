"""A freelancer's own numbers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.charts import Chart, FunnelStep, Series, bar_chart, funnel, line_chart
from marketplace.gigs.choices import VisitSource
from marketplace.insights import queries, services
from marketplace.insights.choices import IncomeSource
from marketplace.insights.forms import PeriodForm
from marketplace.insights.queries import SellerInsights
from marketplace.insights.views.drawing import Pen, Stat, ranges, shares, stat


def _found(request: HttpRequest) -> tuple[PeriodForm, SellerInsights]:
    form = PeriodForm(request.GET)
    period = form.period(clock.now().date())
    member = signed_in(request)
    return form, queries.seller_insights(member, period, currency=form.wanted_currency)


@login_required
@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Show visits, orders and income of a period against the one before."""
    form, found = _found(request)
    pen = Pen.of(request)
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "period": found.period,
        "ranges": ranges(clock.now().date()),
        "stats": _stats(pen, found),
        "views": _views_chart(pen, found),
        "income": _income_chart(pen, found),
        "steps": _funnel(pen, found),
        "visits": shares([(_label(row[0]), row[1]) for row in found.by_visit]),
        "sources": [(IncomeSource(key).label, *row) for key, *row in found.by_income],
        "query": request.GET.urlencode(),
    }
    status = 422 if form.errors else 200
    return render(request, "marketplace/insights/mine.html", context, status=status)


@login_required
@require_safe
@never_cache
def table(request: HttpRequest) -> HttpResponse:
    """Give the same period by service as CSV."""
    _form, found = _found(request)
    response = HttpResponse(services.insight_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wazzifni-analytics.csv"'
    return response


def _label(source: str) -> str:
    return str(VisitSource(source).label)


def _stats(pen: Pen, found: SellerInsights) -> list[Stat]:
    now, before, number = found.now, found.before, pen.number
    money = pen.money(found.currency)
    return [
        stat(pen, _("Views"), now.views, before.views, write=number),
        stat(pen, _("Pressed “Order”"), now.clicks, before.clicks, write=number),
        stat(pen, _("Orders"), now.orders, before.orders, write=number),
        stat(
            pen,
            _("Orders for views"),
            now.conversion_bp,
            before.conversion_bp,
            write=pen.percent,
        ),
        stat(pen, _("Income"), now.income, before.income, write=money),
    ]


def _views_chart(pen: Pen, found: SellerInsights) -> Chart:
    sentence = _("Views from %(first)s to %(last)s: %(now)s; in the period before: %(before)s.") % {
        "first": pen.day(found.period.since),
        "last": pen.day(found.period.last),
        "now": pen.number(found.now.views),
        "before": pen.number(found.before.views),
    }
    return line_chart(
        sentence=sentence,
        ticks=pen.ticks(found.period),
        series=[
            Series(_("Views"), found.views_by_step),
            Series(_("Period before"), found.views_before_by_step, is_comparison=True),
        ],
        show=pen.number,
    )


def _income_chart(pen: Pen, found: SellerInsights) -> Chart:
    money = pen.money(found.currency)
    sentence = _("Income from %(first)s to %(last)s: %(now)s; in the period before: %(before)s.")
    return bar_chart(
        sentence=sentence
        % {
            "first": pen.day(found.period.since),
            "last": pen.day(found.period.last),
            "now": money(found.now.income),
            "before": money(found.before.income),
        },
        ticks=pen.ticks(found.period),
        series=[
            Series(str(IncomeSource(source).label), values)
            for source, values in found.income_by_step.items()
        ]
        or [Series(_("Income"), [0] * len(found.period.steps))],
        show=money,
    )


def _funnel(pen: Pen, found: SellerInsights) -> list[FunnelStep]:
    steps = [
        (_("Views"), found.now.views),
        (_("Pressed “Order”"), found.now.clicks),
        (_("Orders"), found.now.orders),
        (_("Completed"), found.now.completed),
    ]
    return funnel(steps, show=pen.number, percent=pen.percent)
