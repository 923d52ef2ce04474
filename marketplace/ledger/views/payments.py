"""Paying in: choose a way, come back, see where it stands."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from marketplace.core.money import Money
from marketplace.core.ratelimit import spend
from marketplace.ledger import queries, services
from marketplace.ledger.choices import GatewayName, PaymentState, SandboxCard
from marketplace.ledger.forms import ReceiptForm, SandboxForm, TopUpForm
from marketplace.ledger.models import Payment
from marketplace.ledger.views.files import receipt_response

RECEIPT_RATE = "20 per hour"
WAITING = (PaymentState.CREATED, PaymentState.PENDING)


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def top_up(request: HttpRequest) -> HttpResponse:
    """Pay money into one's own wallet."""
    member, currency = signed_in(request), rules().default_currency
    form = TopUpForm(request.POST or None, currency=currency)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            payment = services.start_payment(
                member=member,
                amount=Money(form.cleaned_data["amount"], currency),
                gateway=form.cleaned_data["gateway"],
                purpose_kind=services.TOP_UP,
                purpose_ref="",
                return_path=reverse("ledger:wallet"),
                now=clock.now(),
            )
            return redirect(payment.checkout_url)
    context = {"form": form, "currency": currency}
    status = 422 if form.errors else 200
    return render(request, "marketplace/ledger/top_up.html", context, status=status)


@login_required
@require_safe
@never_cache
def payment(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a payment; who comes back from paying goes on to what it was for."""
    found = queries.get_payment_for(signed_in(request), public_id)
    if found.state == PaymentState.PAID and "returned" in request.GET and found.return_path:
        return redirect(found.return_path)
    return render(request, "marketplace/ledger/payment.html", _context(found, ReceiptForm()))


@login_required
@require_safe
@never_cache
def payment_state(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the part of the page that changes, for who waits on it."""
    found = queries.get_payment_for(signed_in(request), public_id)
    context = _context(found, ReceiptForm())
    response = render(request, "marketplace/ledger/_payment_state.html", context)
    if found.state == PaymentState.PAID and found.return_path:
        response["HX-Redirect"] = found.return_path
    return response


@login_required
@require_POST
def upload_receipt(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand in the receipt of a bank transfer."""
    member = signed_in(request)
    found = queries.get_payment_for(member, public_id)
    form = ReceiptForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            spend(rate=RECEIPT_RATE, name="receipt", who=member.public_id)
            services.submit_receipt(
                payment_id=public_id,
                file=form.cleaned_data["receipt"],
                actor=member,
                now=clock.now(),
            )
            return redirect(found)
    context = _context(found, form)
    return render(request, "marketplace/ledger/payment.html", context, status=422)


@login_required
@require_safe
def receipt(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Give the payer their own receipt."""
    return receipt_response(queries.get_payment_for(signed_in(request), public_id))


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def sandbox_checkout(request: HttpRequest, ref: str) -> HttpResponse:
    """Play the provider's page: choose what the card does."""
    checkout = queries.get_sandbox_checkout_for(signed_in(request), ref)
    form = SandboxForm(request.POST or None, initial={"card": SandboxCard.PAY})
    if request.method == "POST" and form.is_valid():
        services.use_sandbox_card(
            ref=ref, card=SandboxCard(form.cleaned_data["card"]), now=clock.now()
        )
        return redirect(checkout.return_url)
    context = {"checkout": checkout, "form": form}
    status = 422 if form.errors else 200
    return render(request, "marketplace/ledger/sandbox_checkout.html", context, status=status)


def _context(found: Payment, form: ReceiptForm) -> dict[str, object]:
    is_transfer = found.gateway == GatewayName.BANK_TRANSFER
    takes_receipt = is_transfer and found.state in {
        *WAITING,
        PaymentState.SUBMITTED,
        PaymentState.EXPIRED,
        PaymentState.FAILED,
    }
    return {
        "payment": found,
        "form": form,
        "is_transfer": is_transfer,
        "is_waiting": found.state in WAITING and not is_transfer,
        "takes_receipt": takes_receipt,
        "bank_details": settings.BANK_TRANSFER_DETAILS,
    }
