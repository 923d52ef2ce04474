"""The operator's numbers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.core import clock
from marketplace.core.charts import Chart, Series, bar_chart
from marketplace.core.conf import rules
from marketplace.insights import queries, services
from marketplace.insights.choices import IncomeSource
from marketplace.insights.forms import PeriodForm
from marketplace.insights.queries import MarketFigures, MarketInsights, Period
from marketplace.insights.views.drawing import Pen, Stat, ranges, stat
from marketplace.orders.choices import OrderState

MISSED_SHOWN = 200


def _found(request: HttpRequest) -> tuple[PeriodForm, MarketInsights]:
    form = PeriodForm(request.GET)
    period = form.period(clock.now().date())
    return form, queries.market_insights(period, currency=form.wanted_currency)


@desk(Role.ADMIN, Role.FINANCE)
@require_safe
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show what the marketplace did in a period against the one before."""
    form, found = _found(request)
    pen = Pen.of(request)
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "period": found.period,
        "ranges": ranges(clock.now().date()),
        "stats": _money_stats(pen, found) + _people_stats(pen, found),
        "volume": _volume_chart(pen, found),
        "states": [(OrderState(state).label, count) for state, count in found.by_state],
        "sources": [(IncomeSource(key).label, *row) for key, *row in found.by_source],
        "query": request.GET.urlencode(),
    }
    status = 422 if form.errors else 200
    return render(request, "marketplace/insights/desk.html", context, status=status)


@desk(Role.ADMIN, Role.FINANCE)
@require_safe
@never_cache
def table(request: HttpRequest) -> HttpResponse:
    """Give the same period day by day as CSV."""
    _form, found = _found(request)
    response = HttpResponse(services.market_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wazzifni-marketplace.csv"'
    return response


def _missed(request: HttpRequest) -> tuple[PeriodForm, Period, list[tuple[str, int]]]:
    form = PeriodForm(request.GET)
    period = form.period(clock.now().date())
    return form, period, queries.missed_in(period, limit=MISSED_SHOWN)


@desk(Role.ADMIN, Role.FINANCE)
@require_safe
@never_cache
def missed(request: HttpRequest) -> HttpResponse:
    """Show what several people looked for in vain."""
    form, period, found = _missed(request)
    context = {
        "form": form,
        "found": {"currencies": (), "currency": ""},
        "missed": found,
        "period": period,
        "ranges": ranges(clock.now().date()),
        "query": request.GET.urlencode(),
        "least": rules().missed_search_visitors,
        "days": rules().missed_search_days,
    }
    status = 422 if form.errors else 200
    return render(request, "marketplace/insights/missed.html", context, status=status)


@desk(Role.ADMIN, Role.FINANCE)
@require_safe
@never_cache
def missed_table(request: HttpRequest) -> HttpResponse:
    """Give the same as CSV."""
    _form, period, found = _missed(request)
    body = services.missed_csv(period, found)
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wazzifni-searches.csv"'
    return response


def _money_stats(pen: Pen, found: MarketInsights) -> list[Stat]:
    now, before, money = found.now, found.before, pen.money(found.currency)
    return [
        stat(pen, _("Volume completed"), now.volume, before.volume, write=money),
        stat(pen, _("Fees"), now.fees, before.fees, write=money),
        stat(pen, _("Fees for volume"), now.take_rate_bp, before.take_rate_bp, write=pen.percent),
        stat(pen, _("Orders paid"), now.paid_orders, before.paid_orders, write=pen.number),
    ]


def _people_stats(pen: Pen, found: MarketInsights) -> list[Stat]:
    now, before, number = found.now, found.before, pen.number
    rows = [
        stat(pen, _("New members"), now.new_members, before.new_members, write=number),
        stat(pen, _("Active freelancers"), now.active_sellers, before.active_sellers, write=number),
        stat(pen, _("Clients who came back"), now.repeat_bp, before.repeat_bp, write=pen.percent),
        stat(
            pen,
            _("Refunds for orders"),
            now.refund_bp,
            before.refund_bp,
            write=pen.percent,
            is_good_up=False,
        ),
        stat(
            pen,
            _("Disputes opened"),
            now.disputes,
            before.disputes,
            write=number,
            is_good_up=False,
        ),
        stat(pen, _("Views of services"), now.views, before.views, write=number),
    ]
    return [*rows, _first_order(pen, now, before)]


def _first_order(pen: Pen, now: MarketFigures, before: MarketFigures) -> Stat:
    """Say how long half of the new clients took until their first order."""
    label = _("From joining to the first order")
    if now.hours_to_first_order is None:
        return Stat(label, "—", _("nobody yet"), "plain")
    days = round(now.hours_to_first_order / 24)
    words = ngettext("%(days)s day", "%(days)s days", days) % {"days": pen.number(days)}
    if before.hours_to_first_order is None:
        return Stat(label, words, _("half of them, at most"), "plain")
    change, direction = pen.change(now.hours_to_first_order, before.hours_to_first_order)
    return Stat(label, words, change, "warn" if direction > 0 else "good" if direction else "plain")


def _volume_chart(pen: Pen, found: MarketInsights) -> Chart:
    money = pen.money(found.currency)
    volume, fees = found.by_step(2), found.by_step(3)
    sentence = _("Volume from %(first)s to %(last)s: %(volume)s, of which fees: %(fees)s.") % {
        "first": pen.day(found.period.since),
        "last": pen.day(found.period.last),
        "volume": money(found.now.volume),
        "fees": money(found.now.fees),
    }
    earned = [total - fee for total, fee in zip(volume, fees, strict=True)]
    return bar_chart(
        sentence=sentence,
        ticks=pen.ticks(found.period),
        series=[Series(_("For freelancers"), earned), Series(_("Fees"), fees)],
        show=money,
    )
