"""The finance desk's other half: receipts, sums that differ, messages that fit nothing."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.core.money import Money
from marketplace.ledger import queries, services
from marketplace.ledger.choices import PaymentState
from marketplace.ledger.forms import ReasonForm, ReceivedForm
from marketplace.ledger.models import Payment
from marketplace.ledger.views.files import receipt_response


@desk(Role.FINANCE)
@require_safe
@never_cache
def payment(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a payment with its receipt and what arrived for it."""
    return _page(request, queries.get_payment(public_id))


@desk(Role.FINANCE)
@require_safe
def receipt(_request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Give finance a payer's receipt."""
    return receipt_response(queries.get_payment(public_id))


@desk(Role.FINANCE)
@require_POST
def approve(request: HttpRequest, public_id: str) -> HttpResponse:
    """Credit what arrived."""
    found = queries.get_payment(public_id)
    form = ReceivedForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.approve_payment(
                payment_id=public_id,
                received=Money(form.cleaned_data["received"], form.cleaned_data["currency"]),
                actor=signed_in(request),
                now=clock.now(),
            )
            return redirect("ledger:desk_payment", public_id)
    return _page(request, found, status=422, received_form=form)


@desk(Role.FINANCE)
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Refuse a payment with a reason."""
    found = queries.get_payment(public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.decline_payment(
                payment_id=public_id,
                reason=form.cleaned_data["reason"],
                actor=signed_in(request),
                now=clock.now(),
            )
            return redirect("ledger:desk_payment", public_id)
    return _page(request, found, status=422, reason_form=form)


@desk(Role.FINANCE)
@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a provider's message off the desk."""
    services.settle_gateway_event(event_id=pk, actor=signed_in(request), now=clock.now())
    return redirect("ledger:desk")


def _page(
    request: HttpRequest,
    found: Payment,
    *,
    status: int = 200,
    received_form: ReceivedForm | None = None,
    reason_form: ReasonForm | None = None,
) -> HttpResponse:
    arrived = found.received or found.money
    initial = {"currency": arrived.currency, "received": str(arrived.decimal)}
    context = {
        "payment": found,
        "is_own": found.member_id == signed_in(request).pk,
        "is_open": found.state in {PaymentState.SUBMITTED, PaymentState.REVIEW},
        "events": queries.events_of(found),
        "form": reason_form or ReasonForm(),
        "received_form": received_form or ReceivedForm(initial=initial),
    }
    return render(request, "marketplace/ledger/desk_payment.html", context, status=status)
