"""Billing details of members, and the currency in which sums are shown too."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from marketplace.accounts.queries import signed_in
from marketplace.accounts.services import set_display_currency as keep_display_currency
from marketplace.billing import queries, services
from marketplace.billing.forms import DisplayCurrencyForm, IdentityForm
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from marketplace.core.places import country_name


def language() -> str:
    """Return the reader's language."""
    return (get_language() or "ar")[:2]


def _currencies() -> list[str]:
    return sorted({rules().default_currency, *queries.cached_rates()})


def _page(request: HttpRequest, form: IdentityForm, *, status: int = 200) -> HttpResponse:
    member = signed_in(request)
    shown = DisplayCurrencyForm(
        known=_currencies(), initial={"display_currency": member.display_currency}
    )
    context = {"form": form, "currency_form": shown}
    return render(request, "marketplace/billing/profile.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and keep who the member is on invoices."""
    member = signed_in(request)
    if request.method != "POST":
        initial = IdentityForm.initial_of(
            queries.profile_of(member), name=member.display_name, country=member.country
        )
        return _page(request, IdentityForm(lang=language(), initial=initial))
    form = IdentityForm(request.POST, lang=language())
    if form.is_valid():
        with refusals_on(form):
            services.save_billing_profile(
                member=member,
                text=form.text,
                country_name=country_name(form.text.country, lang=language()),
                now=clock.now(),
            )
            messages.success(request, _("Saved. Invoices from now on carry these details."))
            return redirect("billing:profile")
    return _page(request, form, status=422)


@login_required
@require_POST
def set_display_currency(request: HttpRequest) -> HttpResponse:
    """Remember in which currency sums are shown too."""
    form = DisplayCurrencyForm(request.POST, known=_currencies())
    if form.is_valid():
        keep_display_currency(
            member=signed_in(request), currency=form.cleaned_data["display_currency"]
        )
        messages.success(request, _("Saved."))
    return redirect("billing:profile")
