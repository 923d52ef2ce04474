"""Finance's desk for documents, taxes and rates."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.billing import queries, services
from marketplace.billing.forms import (
    CountryForm,
    IdentityForm,
    InvoiceFilterForm,
    RateForm,
    TaxRuleForm,
)
from marketplace.billing.views.identities import language
from marketplace.billing.views.invoices import csv_response, pdf_response, show_invoice
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.money import CURRENCIES
from marketplace.core.places import country_name, is_country, zone_named

PER_PAGE = 50
FORM = ["GET", "HEAD", "POST"]


@desk(Role.FINANCE)
@require_safe
@never_cache
def invoice_list(request: HttpRequest) -> HttpResponse:
    """List every document with what the filter's rows come to."""
    form = InvoiceFilterForm(request.GET)
    rows = queries.all_bills(form.wanted)
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "totals": queries.totals_of(rows),
        "query": request.GET.urlencode(),
    }
    return render(request, "marketplace/billing/desk.html", context)


@desk(Role.FINANCE)
@require_safe
@never_cache
def invoice_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give the filter's documents as CSV for the accountant."""
    return csv_response(
        queries.all_bills(InvoiceFilterForm(request.GET).wanted), "wazzifni-invoices.csv"
    )


@desk(Role.FINANCE)
@require_safe
@never_cache
def invoice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show any document."""
    return show_invoice(request, queries.get_invoice(public_id), desk=True)


@desk(Role.FINANCE)
@require_GET
@never_cache
def invoice_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give any document as PDF."""
    return pdf_response(queries.get_invoice(public_id), signed_in(request))


@desk(Role.FINANCE)
@require_http_methods(FORM)
def platform(request: HttpRequest) -> HttpResponse:
    """Show and keep who the platform is on its invoices."""
    if request.method != "POST":
        initial = IdentityForm.initial_of(
            queries.platform_identity(), name=settings.SITE_NAME, country="SA"
        )
        form = IdentityForm(lang=language(), initial=initial)
        return render(request, "marketplace/billing/desk_platform.html", {"form": form})
    form = IdentityForm(request.POST, lang=language())
    if form.is_valid():
        with refusals_on(form):
            services.save_platform_identity(
                actor=signed_in(request),
                text=form.text,
                country_name=country_name(form.text.country, lang=language()),
                now=clock.now(),
            )
            messages.success(request, _("Saved. Invoices from now on carry these details."))
            return redirect("billing:desk_platform")
    return render(request, "marketplace/billing/desk_platform.html", {"form": form}, status=422)


@desk(Role.FINANCE)
@require_safe
def taxes(request: HttpRequest) -> HttpResponse:
    """List the countries' taxes; choosing another country leads to its form."""
    chosen = CountryForm(request.GET, lang=language())
    if "country" in request.GET and chosen.is_valid():
        return redirect("billing:desk_tax_rule", chosen.cleaned_data["country"])
    rows = [(rule, country_name(rule.country, lang=language())) for rule in queries.list_rules()]
    context = {"rows": rows, "form": CountryForm(lang=language())}
    return render(request, "marketplace/billing/desk_taxes.html", context)


@desk(Role.FINANCE)
@require_http_methods(FORM)
def tax_rule(request: HttpRequest, country: str) -> HttpResponse:
    """Show and keep one country's tax."""
    if not is_country(country):
        raise NotFound
    name = country_name(country, lang=language())
    if request.method == "POST":
        form = TaxRuleForm(request.POST)
        if form.is_valid():
            services.save_tax_rule(
                actor=signed_in(request), text=form.text_for(country), now=clock.now()
            )
            messages.success(request, _("Saved. Invoices from now on follow it."))
            return redirect("billing:desk_taxes")
    else:
        form = TaxRuleForm(initial=TaxRuleForm.initial_of(queries.get_rule(country)))
    context = {"form": form, "country": country, "country_name": name}
    status = 422 if form.errors else 200
    return render(request, "marketplace/billing/desk_tax_rule.html", context, status=status)


@desk(Role.FINANCE)
@require_http_methods(FORM)
def rates(request: HttpRequest) -> HttpResponse:
    """Show the newest rates; enter another."""
    today = clock.now().date()
    here = clock.now().astimezone(zone_named(signed_in(request).timezone)).date()
    form = RateForm(request.POST if request.method == "POST" else None, initial={"on": here})
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        with refusals_on(form):
            services.enter_rate(
                actor=signed_in(request),
                currency=found["currency"],
                rate=found["rate"],
                on=found["on"],
                source=found["source"],
                now=clock.now(),
            )
            messages.success(request, _("Saved. Sums are shown by this rate from now on."))
            return redirect("billing:desk_rates")
    known = queries.current_rates().values()
    context = {
        "form": form,
        "rows": [(rate, rate.is_stale(today)) for rate in known],
        "base": rules().default_currency,
        "stale_days": rules().rate_stale_days,
    }
    status = 422 if form.errors else 200
    return render(request, "marketplace/billing/desk_rates.html", context, status=status)


@desk(Role.FINANCE)
@require_safe
def rate_history(request: HttpRequest, currency: str) -> HttpResponse:
    """Show a currency's rates, newest first."""
    if currency not in CURRENCIES:
        raise NotFound
    context = {"currency": currency, "rows": queries.rate_history(currency)}
    return render(request, "marketplace/billing/desk_rate_history.html", context)
