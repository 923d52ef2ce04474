"""The desk's book of costs, and the price of a ticket."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.gurus.queries.privileges import get_privilege
from community.worth.choices import Scope
from community.worth.errors import CostFormUsed, PriceMoved
from community.worth.forms import CorrectForm, CostForm, HoursForm, LicenceForm, PriceForm
from community.worth.models import ProgrammeCost
from community.worth.policies import MANAGERS
from community.worth.queries import costs as read
from community.worth.queries.figures import repriced
from community.worth.queries.periods import months_between
from community.worth.queries.prices import currency, price_versions, prices
from community.worth.services import costing, pricing
from community.worth.views.drawing import reader_of
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on

PER_PAGE = 40


def _prices(
    request: HttpRequest, form: PriceForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    held = prices()
    if form.is_bound and form.has_error(NON_FIELD_ERRORS, PriceMoved.code):
        form.renew(held.seen)
    today = reader_of(request).today
    context = {
        "form": form,
        "page": Paginator(price_versions(), PER_PAGE).get_page(request.GET.get("page")),
        "now_price": held.of(today),
        "usual": held.usual,
        "currency": currency(),
        "today": today,
        **more,
    }
    return render(request, "community/worth/price.html", context, status=status)


@desk(*MANAGERS)
@require_safe
def price(request: HttpRequest) -> HttpResponse:
    """Show the history of prices, and the form for another one."""
    form = PriceForm(reader=reader_of(request), initial={"seen": prices().seen})
    return _prices(request, form)


@desk(*MANAGERS)
@require_POST
def preview_price(request: HttpRequest) -> HttpResponse:
    """Show what a price would have meant for the last twelve months; nothing is written."""
    reader = reader_of(request)
    form = PriceForm(request.POST, reader=reader)
    if not form.is_valid():
        return _prices(request, form, status=422)
    months = months_between(None, None, today=reader.today)
    scopes = [
        (scope.label, repriced(months, scope=scope, price=form.cleaned_data["amount"]))
        for scope in Scope
    ]
    return _prices(request, form, preview=scopes, months=months)


@desk(*MANAGERS)
@require_POST
def change_price(request: HttpRequest) -> HttpResponse:
    """Let another price hold from a month on."""
    form = PriceForm(request.POST, reader=reader_of(request))
    if form.is_valid():
        with refusals_on(form):
            pricing.change_price(actor=signed_in(request), draft=form.draft, now=clock.now())
            messages.success(request, _("The price is written down; it holds from its month on."))
            return redirect("worth:desk_price")
    return _prices(request, form, status=422)


def _costs(request: HttpRequest, *, status: int = 200, **given: Any) -> HttpResponse:
    reader = reader_of(request)
    months = months_between(None, None, today=reader.today)
    found = read.costs_of(months)
    context = {
        "page": Paginator(read.costs_at_desk(), PER_PAGE).get_page(request.GET.get("page")),
        "cost_form": CostForm(reader=reader, prefix="cost"),
        "hours_form": HoursForm(reader=reader, prefix="hours"),
        "licence_form": LicenceForm(),
        "priced": read.priced_privileges(),
        "currency": currency(),
        "found": found,
        "months": months,
        **given,
    }
    return render(request, "community/worth/costs.html", context, status=status)


@desk(*MANAGERS)
@require_safe
def costs(request: HttpRequest) -> HttpResponse:
    """Show the lines of cost, and the forms for more."""
    return _costs(request)


def _record(request: HttpRequest, form: CostForm | HoursForm, name: str) -> HttpResponse:
    if form.is_valid():
        with refusals_on(form):
            costing.record_cost(actor=signed_in(request), draft=form.draft, now=clock.now())
            messages.success(request, _("Written down."))
            return redirect("worth:desk_costs")
    if form.has_error(NON_FIELD_ERRORS, CostFormUsed.code):
        form.renew()
    return _costs(request, status=422, **{name: form})


@desk(*MANAGERS)
@require_POST
def record(request: HttpRequest) -> HttpResponse:
    """Write down a sum."""
    form = CostForm(request.POST, reader=reader_of(request), prefix="cost")
    return _record(request, form, "cost_form")


@desk(*MANAGERS)
@require_POST
def record_hours(request: HttpRequest) -> HttpResponse:
    """Write down hours of staff."""
    form = HoursForm(request.POST, reader=reader_of(request), prefix="hours")
    return _record(request, form, "hours_form")


def _cost(
    request: HttpRequest, found: ProgrammeCost, form: CorrectForm, *, status: int = 200
) -> HttpResponse:
    context = {"cost": found, "corrections": read.corrections_of(found), "form": form}
    return render(request, "community/worth/cost.html", context, status=status)


@desk(*MANAGERS)
@require_safe
def cost(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a line with what corrected it."""
    found = read.get_cost(public_id)
    return _cost(request, found, CorrectForm(cost=found))


@desk(*MANAGERS)
@require_POST
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """Correct a line by another one."""
    found = read.get_cost(public_id)
    form = CorrectForm(request.POST, cost=found)
    if form.is_valid():
        with refusals_on(form):
            costing.correct_cost(
                cost=found,
                actor=signed_in(request),
                right=form.right,
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
            messages.success(request, _("Corrected: the difference stands in a line of its own."))
            return redirect(found)
    return _cost(request, found, form, status=422)


@desk(*MANAGERS)
@require_POST
def set_licence(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what one piece of a privilege costs."""
    found = get_privilege(public_id)
    form = LicenceForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            pricing.set_licence_cost(
                privilege=found,
                actor=signed_in(request),
                amount=form.cleaned_data["amount"],
                now=clock.now(),
            )
            messages.success(request, _("Holds for what is given from now on."))
            return redirect("worth:desk_costs")
    return _costs(request, status=422, licence_form=form, licence_of=found.public_id)
