"""Money for briefs: holding a budget, paying what is left of a chosen proposal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.core.ids import new_public_id
from marketplace.hiring import queries, services
from marketplace.hiring.choices import PostedState
from marketplace.hiring.forms import MethodForm
from marketplace.hiring.models import PostedBrief
from marketplace.ledger.choices import PaymentState
from marketplace.ledger.queries import available_balance, list_gateways, payments_of
from marketplace.orders.queries import get_order_for

METHODS = ["GET", "HEAD", "POST"]
WALLET = "wallet"


def _methods(member: Member, amount: int, currency: str) -> list[tuple[str, Any]]:
    gateways = [(gateway.name, gateway.label) for gateway in list_gateways()]
    if available_balance(member, currency) < amount:
        return gateways
    return [(WALLET, _("From my wallet")), *gateways]


def _form(request: HttpRequest, amount: int, currency: str) -> MethodForm:
    methods = _methods(signed_in(request), amount, currency)
    first = {"method": methods[0][0] if methods else "", "request_key": new_public_id()}
    return (
        MethodForm(methods, request.POST)
        if request.method == "POST"
        else MethodForm(methods, initial=first)
    )


@login_required
@require_http_methods(METHODS)
def hold(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hold a brief's budget, from the wallet or through a gateway."""
    member = signed_in(request)
    brief = queries.get_posted_for(member, public_id)
    if brief.state != PostedState.OPEN or brief.held_amount or not brief.budget_max:
        return redirect(brief)
    form = _form(request, brief.budget_max, brief.currency)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return _hold(request, brief, form)
    context = {"brief": brief, "form": form, "balance": available_balance(member, brief.currency)}
    status = 422 if form.errors else 200
    return render(request, "marketplace/hiring/hold.html", context, status=status)


def _hold(request: HttpRequest, brief: PostedBrief, form: MethodForm) -> HttpResponse:
    member, method = signed_in(request), form.cleaned_data["method"]
    if method == WALLET:
        services.hold_budget(brief=brief, actor=member, now=clock.now())
        messages.success(request, _("Your budget is held, and the brief says so."))
        return redirect(brief)
    payment = services.start_hold_payment(
        brief=brief,
        actor=member,
        gateway=method,
        request_key=form.cleaned_data["request_key"],
        now=clock.now(),
    )
    return redirect(payment.checkout_url)


@login_required
@require_http_methods(METHODS)
def pay(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pay what the held budget doesn't cover of the chosen proposal."""
    member, now = signed_in(request), clock.now()
    brief = services.settle_brief(brief=queries.get_posted_for(member, public_id), now=now)
    if brief.state != PostedState.AWARDED:
        return redirect("orders:detail", brief.order_id) if brief.order_id else redirect(brief)
    order = get_order_for(member, brief.order_id)
    if not brief.held_amount:
        return redirect("orders:checkout", order.public_id)
    rest = services.rest_of(brief, order)
    form = _form(request, rest, brief.currency)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return _pay(request, brief, form)
    balance = available_balance(member, brief.currency)
    context = {"brief": brief, "order": order, "rest": rest, "form": form, "balance": balance}
    status = 422 if form.errors else 200
    return render(request, "marketplace/hiring/pay.html", context, status=status)


def _pay(request: HttpRequest, brief: PostedBrief, form: MethodForm) -> HttpResponse:
    member, method = signed_in(request), form.cleaned_data["method"]
    if method == WALLET:
        order = services.pay_award(brief=brief, actor=member, now=clock.now())
        messages.success(request, _("Paid. The money is held until you accept the work."))
        return redirect(order)
    payment = services.start_award_payment(
        brief=brief,
        actor=member,
        gateway=method,
        request_key=form.cleaned_data["request_key"],
        now=clock.now(),
    )
    return redirect(payment.checkout_url)


@login_required
@require_safe
def payment_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Receive the client who comes back from a gateway: what has arrived is used at once."""
    member = signed_in(request)
    brief = queries.get_posted_for(member, public_id)
    # What came before the brief's last change was used then, or the client was told that it wasn't.
    is_news = Q(settled_at__gte=brief.updated_at) | Q(public_id=brief.paid_with)
    arrived = (
        payments_of(member)
        .filter(is_news, purpose_ref=brief.public_id, state=PaymentState.PAID)
        .values_list("public_id", "purpose_kind")
        .first()
    )
    is_used = arrived is not None and services.receive_brief_payment(
        kind=arrived[1],
        public_id=brief.public_id,
        payment_id=arrived[0],
        now=clock.now(),
        is_event=False,
    )
    brief.refresh_from_db()
    if not is_used:
        messages.info(request, _("The payment hasn't arrived yet. We tell you when it does."))
    if brief.order_id:
        return redirect("orders:detail", brief.order_id)
    return redirect(brief)
