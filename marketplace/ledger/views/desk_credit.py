"""Finance gives members credit to spend on orders."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from marketplace.core.ids import new_public_id
from marketplace.core.money import Money
from marketplace.ledger import queries, services
from marketplace.ledger.forms import CreditForm

SHOWN = 30


@desk(Role.FINANCE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def credit(request: HttpRequest) -> HttpResponse:
    """Show what was given lately; give more."""
    currency = rules().default_currency
    first = {"key": new_public_id()}
    form = CreditForm(request.POST or None, initial=first, currency=currency)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            services.give_credit(
                actor=signed_in(request),
                username=given["username"],
                amount=Money(given["amount"], currency),
                note=given["note"],
                days=given["days"],
                key=given["key"],
                now=clock.now(),
            )
            messages.success(request, _("Given. The member has been told."))
            return redirect("ledger:desk_credit")
    context = {"form": form, "lots": queries.recent_credit(limit=SHOWN)}
    status = 422 if form.is_bound else 200
    return render(request, "marketplace/ledger/desk_credit.html", context, status=status)
