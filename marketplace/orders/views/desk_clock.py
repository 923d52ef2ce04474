"""Desks about time: outages that are given back, weekends by country."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.core.places import country_name
from marketplace.core.worktime import WEEKENDS, changed_weekends
from marketplace.orders import queries, services
from marketplace.orders.forms import WEEKDAYS, OutageForm, WeekendForm

SHOWN = 50
AT_ONCE = 200


@desk(Role.SUPPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def outages(request: HttpRequest) -> HttpResponse:
    """Show outages with what they gave back; record one."""
    form = OutageForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.record_outage(actor=signed_in(request), now=clock.now(), **form.cleaned_data)
            services.credit_outages(now=clock.now(), limit=AT_ONCE)
            messages.success(request, _("Recorded. Running clocks get the time back."))
            return redirect("orders:desk_outages")
    context = {"outages": queries.outages_at_desk()[:SHOWN], "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "marketplace/orders/desk_outages.html", context, status=status)


@desk(Role.SUPPORT)
@require_POST
def credit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the time of an outage back that was found by itself."""
    return _decide(request, public_id, wanted=True)


@desk(Role.SUPPORT)
@require_POST
def dismiss(request: HttpRequest, public_id: str) -> HttpResponse:
    """Leave an outage that was found by itself alone."""
    return _decide(request, public_id, wanted=False)


def _decide(request: HttpRequest, public_id: str, *, wanted: bool) -> HttpResponse:
    outage = queries.get_outage(public_id)
    services.decide_outage(outage=outage, actor=signed_in(request), credit=wanted, now=clock.now())
    services.credit_outages(now=clock.now(), limit=AT_ONCE)
    return redirect("orders:desk_outages")


@desk(Role.SUPPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def weekends(request: HttpRequest) -> HttpResponse:
    """Show which countries rest when; change one."""
    lang = (get_language() or "en")[:2]
    form = WeekendForm(request.POST or None, lang=lang)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.change_weekend(actor=signed_in(request), now=clock.now(), **form.cleaned_data)
            messages.success(request, _("Changed. Deadlines set from now on follow it."))
            return redirect("orders:desk_weekends")
    changed = changed_weekends()
    table = WEEKENDS | changed
    context = {
        "form": form,
        "rows": [
            {
                "country": country,
                "name": country_name(country, lang=lang),
                "days": [WEEKDAYS[day - 1] for day in sorted(days)],
                "is_changed": country in changed,
            }
            for country, days in sorted(
                table.items(), key=lambda pair: country_name(pair[0], lang=lang)
            )
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "marketplace/orders/desk_weekends.html", context, status=status)


@desk(Role.SUPPORT)
@require_POST
def reset(request: HttpRequest, country: str) -> HttpResponse:
    """Let a country rest as the built-in table says."""
    services.change_weekend(
        actor=signed_in(request), country=country, days=None, reason="", now=clock.now()
    )
    return redirect("orders:desk_weekends")
