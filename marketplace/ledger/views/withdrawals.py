"""Withdrawing in three steps: amount and account, confirmation by password, done."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.ids import new_public_id
from marketplace.core.money import CURRENCIES, Money
from marketplace.ledger import queries, services
from marketplace.ledger.choices import PayoutMethod
from marketplace.ledger.forms import DestinationForm, WithdrawForm
from marketplace.ledger.policies import can_cancel_payout, can_prove_identity, payouts_held_until

SALT = "ledger.withdrawal"
STEP_SECONDS = 3600


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def withdraw(request: HttpRequest) -> HttpResponse:
    """First step: how much, and where to."""
    member, now = signed_in(request), clock.now()
    services.clear_due_lots(now=now, limit=1000, owner=member.public_id)
    asked = request.GET.get("currency", "")
    currency = asked if asked in CURRENCIES else rules().withdrawal_currency
    available = queries.available_balance(member, currency)
    destinations = list(queries.destinations_of(member))
    form = WithdrawForm(
        request.POST or None, currency=currency, available=available, destinations=destinations
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        step = {
            "member": member.public_id,
            "amount": chosen["amount"],
            "currency": currency,
            "destination": chosen["destination"],
            "key": new_public_id(),
        }
        return redirect("ledger:withdraw_confirm", signing.dumps(step, salt=SALT))
    context = {
        "form": form,
        "currency": currency,
        "available": available,
        "destinations": destinations,
        "minimum": rules().withdrawal_minimum_minor,
        "can_prove": can_prove_identity(member),
        "held_until": payouts_held_until(member, now=now),
    }
    status = 422 if form.errors else 200
    return render(request, "marketplace/ledger/withdraw.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def withdraw_confirm(request: HttpRequest, step: str) -> HttpResponse:
    """Second step: what will happen; sent off only after the password or the second factor."""
    member = signed_in(request)
    chosen = _read_step(step, member)
    amount = Money(chosen["amount"], chosen["currency"])
    destination = queries.get_destination_for(member, chosen["destination"])
    if request.method == "POST" and can_prove_identity(member):
        now = clock.now()
        payout = services.request_payout(
            member=member,
            destination_id=destination.public_id,
            amount=amount,
            key=chosen["key"],
            confirmed_at=now,
            now=now,
        )
        return redirect("ledger:payout", payout.public_id)
    context = {"amount": amount, "destination": destination, "step": step}
    return render(request, "marketplace/ledger/withdraw_confirm.html", context)


@login_required
@require_safe
@never_cache
def payout(request: HttpRequest, public_id: str) -> HttpResponse:
    """Third step, and later: where the withdrawal stands."""
    member = signed_in(request)
    found = queries.get_payout_for(member, public_id)
    context = {"payout": found, "can_cancel": can_cancel_payout(member, found)}
    return render(request, "marketplace/ledger/payout.html", context)


@login_required
@require_POST
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a withdrawal back."""
    found = services.cancel_payout(payout_id=public_id, actor=signed_in(request), now=clock.now())
    return redirect(found)


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
@reauthentication_required  # type: ignore[untyped-decorator]
def add_destination(request: HttpRequest) -> HttpResponse:
    """Save a bank account, after the password or the second factor."""
    member, now = signed_in(request), clock.now()
    form = DestinationForm(request.POST or None, initial={"holder": member.display_name})
    if request.method == "POST" and form.is_valid() and can_prove_identity(member):
        with refusals_on(form):
            services.add_destination(
                member=member,
                method=PayoutMethod.BANK,
                holder=form.cleaned_data["holder"],
                account=form.cleaned_data["account"],
                bank_name=form.cleaned_data["bank_name"],
                confirmed_at=now,
                now=now,
            )
            return redirect("ledger:withdraw")
    has_sandbox = any(found.name == PayoutMethod.SANDBOX for found in queries.list_gateways())
    context = {"form": form, "has_sandbox": has_sandbox}
    status = 422 if form.errors else 200
    return render(request, "marketplace/ledger/add_destination.html", context, status=status)


@login_required
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]
def add_sandbox_destination(request: HttpRequest) -> HttpResponse:
    """Save the sandbox's account, to try a withdrawal without a bank."""
    member, now = signed_in(request), clock.now()
    services.add_destination(
        member=member,
        method=PayoutMethod.SANDBOX,
        holder=member.display_name,
        account="",
        bank_name="Sandbox",
        confirmed_at=now if can_prove_identity(member) else None,
        now=now,
    )
    return redirect("ledger:withdraw")


@login_required
@require_POST
def remove_destination(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an account off the list."""
    member = signed_in(request)
    saved = queries.get_destination_for(member, public_id)
    services.remove_destination(member=member, public_id=saved.public_id, now=clock.now())
    return redirect("ledger:withdraw")


def _read_step(step: str, member: Member) -> dict[str, Any]:
    try:
        chosen: dict[str, Any] = signing.loads(step, salt=SALT, max_age=STEP_SECONDS)
    except signing.BadSignature:
        raise NotFound from None
    if chosen["member"] != member.public_id:
        raise NotFound
    return chosen
