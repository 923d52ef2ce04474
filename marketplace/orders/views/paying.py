"""Paying for what comes later: an extra that was agreed, and a tip."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from marketplace.core.ids import new_public_id
from marketplace.ledger.queries import available_balance, list_gateways
from marketplace.orders import policies, queries, services
from marketplace.orders.choices import Move
from marketplace.orders.forms import PayLaterForm, TipForm, fit
from marketplace.orders.models import Order
from marketplace.orders.services.payment import WALLET


def ways_to_pay(order: Order, member: Member, amount: int) -> list[tuple[str, Any]]:
    """Return how this sum can be paid: from the wallet where it is there, or by a gateway."""
    gateways: list[tuple[str, Any]] = [(gateway.name, gateway.label) for gateway in list_gateways()]
    if available_balance(member, order.currency) < amount:
        return gateways
    return [(WALLET, _("From my wallet")), *gateways]


def first_choice(methods: list[tuple[str, Any]]) -> dict[str, str]:
    """Return what a form of payment begins with."""
    return {"method": methods[0][0] if methods else "", "request_key": new_public_id()}


def _credit_of(order: Order) -> int:
    """Return what the client's credit could pay now, in minor units."""
    now = clock.now()
    return queries.payable_later(order, 0, uses_credit=False, now=now).credit_there


def _open(request: HttpRequest, public_id: str) -> Order:
    return services.open_order(member=signed_in(request), public_id=public_id, now=clock.now())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pay_extra(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the extra that was agreed, and take its payment."""
    member, order = signed_in(request), _open(request, public_id)
    extra = queries.open_extra(order)
    if extra is None or not policies.can(member, order, Move.ADD_EXTRA):
        return redirect(order)
    credit = _credit_of(order)
    methods = ways_to_pay(order, member, max(0, extra.amount - credit))
    form = PayLaterForm(
        methods, request.POST or None, initial=first_choice(methods), has_credit=bool(credit)
    )
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            if form.cleaned_data["method"] == WALLET:
                services.pay_extra(
                    order=order, actor=member, now=clock.now(), uses_credit=form.wants_credit
                )
                messages.success(request, _("Paid. The extra is part of the order now."))
                return redirect(order)
            payment = services.start_extra_payment(
                order=order,
                actor=member,
                gateway=form.cleaned_data["method"],
                request_key=form.cleaned_data["request_key"],
                now=clock.now(),
                uses_credit=form.wants_credit,
            )
            return redirect(payment.checkout_url)
    return _show(request, order, form, extra=extra, credit=credit)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tip(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask how much, and hand it on."""
    member, order = signed_in(request), _open(request, public_id)
    if not policies.can(member, order, Move.TIP):
        return redirect(order)
    credit = _credit_of(order) if rules().tip_takes_credit else 0
    methods = ways_to_pay(order, member, 0 if credit else 1)
    form = TipForm(
        methods, request.POST or None, initial=first_choice(methods), has_credit=bool(credit)
    )
    fit(form, order)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            return _pay_tip(request, order, member, form)
    return _show(request, order, form, credit=credit)


def _pay_tip(request: HttpRequest, order: Order, member: Member, form: TipForm) -> HttpResponse:
    given = form.cleaned_data
    tip: dict[str, Any] = {
        "amount": given["amount"],
        "message": given["message"],
        "uses_credit": form.wants_credit,
    }
    if given["method"] == WALLET:
        services.give_tip(
            order=order, actor=member, request_key=given["request_key"], now=clock.now(), **tip
        )
        messages.success(request, _("Thank you. The tip is on its way."))
        return redirect(order)
    payment = services.start_tip_payment(
        order=order,
        actor=member,
        gateway=given["method"],
        request_key=given["request_key"],
        now=clock.now(),
        **tip,
    )
    return redirect(payment.checkout_url)


def _show(request: HttpRequest, order: Order, form: forms.Form, **more: Any) -> HttpResponse:
    context = {
        "order": order,
        "form": form,
        "balance": available_balance(signed_in(request), order.currency),
        **more,
    }
    status = 422 if form.is_bound else 200
    return render(request, "marketplace/orders/pay_later.html", context, status=status)


@login_required
@require_POST
def choose_extra(request: HttpRequest, public_id: str, extra_id: int) -> HttpResponse:
    """Choose one of the gig's own extras, and go on to its payment."""
    member, order = signed_in(request), _open(request, public_id)
    services.choose_extra(order=order, actor=member, extra_id=extra_id, now=clock.now())
    return redirect("orders:pay_extra", order.public_id)


@login_required
@require_safe
def came_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Receive the client who comes back from the gateway after paying for an extra or a tip."""
    order = _open(request, public_id)
    messages.info(request, _("Thank you. The order's page shows it when the payment is in."))
    return redirect(order)
