"""Retainers as pages: the list, the offer, one retainer with its meter and story."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_username, signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from marketplace.core.money import Money
from marketplace.ledger.queries import available_balance, fee_terms, list_gateways
from marketplace.relationships import policies, queries, services
from marketplace.relationships.choices import Hand, RetainerMove
from marketplace.relationships.forms import ChangeForm, MonthPayForm, RetainerForm, UsageForm
from marketplace.relationships.models import Retainer
from marketplace.relationships.queries.months import local_day
from marketplace.relationships.queries.quantities import typed_quantity
from marketplace.relationships.services.retainers.paying import missing_amount, next_price

PAGES = "marketplace/relationships/"
ON_A_PAGE = 20
WALLET = "wallet"


@login_required
@require_safe
@never_cache
def retainers(request: HttpRequest) -> HttpResponse:
    """Show the member's retainers on both sides, with what is left this month."""
    member, now = signed_in(request), clock.now()
    services.settle_retainers_of(member=member, now=now)
    page = Paginator(queries.retainers_of(member), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = queries.retainer_rows(list(page.object_list), member, now=now)
    return render(request, f"{PAGES}retainers.html", {"page": page, "rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, username: str) -> HttpResponse:
    """Offer a client a retainer."""
    seller, client = signed_in(request), get_member_by_username(username)
    initial = {"start_on": local_day(clock.now(), timezone=seller.timezone)}
    form = RetainerForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = services.offer_retainer(
                seller=seller, client=client, terms=form.terms(), now=clock.now()
            )
            messages.success(request, _("Your offer is sent."))
            return redirect(made)
    context = {
        "form": form,
        "client": client,
        "fee": fee_terms(client_id=client.pk, seller_id=seller.pk),
        "days": rules().offer_expiry_days,
    }
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}retainer_form.html", context, status=status)


def show_retainer(
    request: HttpRequest, retainer: Retainer, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Show a retainer to one of its sides."""
    member, now = signed_in(request), clock.now()
    hand = policies.hand_in_retainer(member, retainer)
    parts = queries.parts_of(retainer, now=now)
    today = local_day(now, timezone=member.timezone)
    context: dict[str, Any] = {
        "retainer": retainer,
        "parts": parts,
        "is_client": hand == Hand.CLIENT,
        "moves": {move.value for move in policies.retainer_moves(retainer, hand)},
        "other": retainer.seller if hand == Hand.CLIENT else retainer.client,
        "names": {
            Hand.CLIENT.value: retainer.client.display_name,
            Hand.SELLER.value: retainer.seller.display_name,
        },
        "move_names": dict(RetainerMove.choices),
        "next_price": next_price(retainer),
        "standstill": policies.month_refusal(retainer) if retainer.paused_by else None,
        "fee": fee_terms(client_id=retainer.client_id, seller_id=retainer.seller_id),
        "can_change": policies.can_propose_change(retainer) and parts.open_change is None,
        "can_answer": bool(
            parts.open_change and policies.can_answer_change(parts.open_change, hand)
        ),
        "usage_form": UsageForm(retainer.unit, initial={"used_on": today}),
        "notice_days": rules().retainer_notice_days,
        "grace_days": rules().retainer_grace_days,
    }
    return render(request, f"{PAGES}retainer.html", context | forms, status=status)


@login_required
@require_safe
@never_cache
def retainer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what was agreed, what is left this month, what happened and what comes."""
    member = signed_in(request)
    found = services.open_retainer(member=member, public_id=public_id, now=clock.now())
    return show_retainer(request, found)


@login_required
@require_POST
def log_usage(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note what was used."""
    member = signed_in(request)
    found = services.open_retainer(member=member, public_id=public_id, now=clock.now())
    form = UsageForm(found.unit, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            services.log_usage(
                retainer=found,
                actor=member,
                amount=given["counted"],
                note=given["note"],
                used_on=given["used_on"],
                now=clock.now(),
            )
            return redirect(found)
    return show_retainer(request, found, usage_form=form, status=422)


@login_required
@require_POST
def void_usage(request: HttpRequest, public_id: str) -> HttpResponse:
    """Strike a line of usage out."""
    member = signed_in(request)
    usage = queries.get_usage_for(member, public_id)
    services.void_usage(usage=usage, actor=member, now=clock.now())
    return redirect(usage.period.retainer)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose other terms from the next month on."""
    member = signed_in(request)
    found = services.open_retainer(member=member, public_id=public_id, now=clock.now())
    initial = {
        "quantity": typed_quantity(found.quantity, found.unit),
        "price": found.price_amount,
    }
    data = request.POST if request.method == "POST" else None
    form = ChangeForm(found.unit, found.currency, data, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            services.propose_change(
                retainer=found,
                actor=member,
                quantity=given["counted"],
                price=Money(given["price"], found.currency),
                reason=given["reason"],
                now=clock.now(),
            )
            messages.success(request, _("The other side has been asked."))
            return redirect(found)
    context = {"form": form, "retainer": found}
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}change.html", context, status=status)


def _methods(found: Retainer, member: Member) -> list[tuple[str, Any]]:
    if available_balance(member, found.currency) >= next_price(found):
        return [(WALLET, _("From my wallet"))]
    return [(gateway.name, gateway.label) for gateway in list_gateways()]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pay(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pay the month that waits: from the wallet, or what it lacks through a gateway."""
    member = signed_in(request)
    found = services.open_retainer(member=member, public_id=public_id, now=clock.now())
    hand = policies.hand_in_retainer(member, found)
    refusal = policies.retainer_refusal(found, RetainerMove.RENEW, hand)
    if refusal is not None and request.method != "POST":
        return redirect(found)
    form = MonthPayForm(_methods(found, member), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return _pay(request, found, member, form)
    context = {
        "form": form,
        "retainer": found,
        "price": next_price(found),
        "missing": missing_amount(found),
        "balance": available_balance(member, found.currency),
    }
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}retainer_pay.html", context, status=status)


def _pay(request: HttpRequest, found: Retainer, member: Member, form: MonthPayForm) -> HttpResponse:
    method = form.cleaned_data["method"]
    if method == WALLET:
        services.pay_month(retainer=found, actor=member, now=clock.now())
        messages.success(request, _("Paid. The month has begun."))
        return redirect(found)
    payment = services.start_month_payment(
        retainer=found,
        actor=member,
        gateway=method,
        request_key=form.cleaned_data["request_key"],
        now=clock.now(),
    )
    return redirect(payment.checkout_url)


@login_required
@require_safe
def paid(request: HttpRequest, public_id: str) -> HttpResponse:
    """Receive the client who comes back from paying: what has arrived is used at once."""
    member = signed_in(request)
    found = services.open_retainer(member=member, public_id=public_id, now=clock.now())
    if policies.hand_in_retainer(member, found) == Hand.CLIENT:
        found = services.receive_month_payment(retainer=found, now=clock.now())
    if found.state == "awaiting_payment":
        messages.info(request, _("The payment hasn't arrived yet. We tell you when it does."))
    return redirect(found)
