"""From a chosen package to a paid order."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in, viewer
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.gigs.queries import package_for_order
from marketplace.gigs.services import Visit, count_gig_click
from marketplace.ledger.queries import available_balance
from marketplace.orders import policies, queries, services
from marketplace.orders.choices import Move
from marketplace.orders.forms import CouponCodeForm, PayForm
from marketplace.orders.models import Order
from marketplace.orders.queries import Payable
from marketplace.orders.services.payment import WALLET
from marketplace.orders.views.paying import first_choice, ways_to_pay

LONGEST = 18


def _chosen(request: HttpRequest) -> list[int]:
    """Return the numbers of the chosen extras; one of more digits than any has belongs to none."""
    chosen = [value for value in request.POST.getlist("extras") if value.isdecimal()]
    return [int(value) if len(value) <= LONGEST else 0 for value in chosen]


@require_POST
def order_package(request: HttpRequest, package_id: int) -> HttpResponse:
    """Order a package with extras and go on to its payment; visitors sign in first."""
    member, extras = viewer(request), _chosen(request)
    if member is None:
        package = package_for_order(package_id)
        query = urlencode({"package": package.pk, "extras": extras}, doseq=True)
        return redirect_to_login(f"{package.gig.get_absolute_url()}?{query}#order")
    order = services.order_package(
        package_id=package_id, extra_ids=extras, actor=member, now=clock.now()
    )
    if order.gig_id is not None:
        count_gig_click(gig_id=order.gig_id, visit=Visit.of(request), now=clock.now())
    return redirect("orders:checkout", order.public_id)


def _methods(order: Order, member: Member, payable: Payable) -> list[tuple[str, Any]]:
    if not payable.cash:
        return [(WALLET, _("Nothing left to pay: confirm"))]
    return ways_to_pay(order, member, payable.cash)


def _show_checkout(
    request: HttpRequest,
    order: Order,
    form: PayForm | None = None,
    coupon_form: CouponCodeForm | None = None,
) -> HttpResponse:
    member, now = signed_in(request), clock.now()
    payable = queries.payable_of(order, now=now)
    methods = _methods(order, member, payable)
    teller = queries.teller_for(order, policies.actor_kind(member, order), member, now=now)
    context = {
        "order": order,
        "parts": queries.parts_of(order),
        "form": form or PayForm(methods, initial=first_choice(methods)),
        "coupon_form": coupon_form or CouponCodeForm(),
        "coupon": queries.coupon_of(order),
        "payable": payable,
        "balance": available_balance(member, order.currency),
        "card": queries.clock_card(teller),
        "coming": queries.coming_lines(teller),
        "price": queries.price_of_order(order, now=now),
    }
    status = 422 if form or coupon_form else 200
    return render(request, "marketplace/orders/checkout.html", context, status=status)


@login_required
@require_safe
def checkout(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what is paid, for what, and how; an order that can't be paid shows its page instead."""
    member = signed_in(request)
    order = services.open_order(member=member, public_id=public_id, now=clock.now())
    if not policies.can(member, order, Move.PAY):
        return redirect(order)
    return _show_checkout(request, order)


@login_required
@require_POST
def pay(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pay from the wallet, or go on to a gateway's checkout."""
    member = signed_in(request)
    order = services.open_order(member=member, public_id=public_id, now=clock.now())
    payable = queries.payable_of(order, now=clock.now())
    form = PayForm(_methods(order, member, payable), request.POST)
    if form.is_valid():
        with refusals_on(form):
            return _pay(request, order, member, form)
    return _show_checkout(request, order, form)


def _pay(request: HttpRequest, order: Order, member: Member, form: PayForm) -> HttpResponse:
    method = form.cleaned_data["method"]
    if method == WALLET:
        services.pay_from_wallet(order=order, actor=member, now=clock.now())
        messages.success(request, _("Paid. The money is held until you accept the work."))
        return redirect(order)
    payment = services.start_order_payment(
        order=order,
        actor=member,
        gateway=method,
        return_path=reverse("orders:paid", args=[order.public_id]),
        request_key=form.cleaned_data["request_key"],
        now=clock.now(),
    )
    return redirect(payment.checkout_url)


@login_required
@require_POST
def apply_coupon(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put a coupon on the order, and show what is left to pay."""
    member = signed_in(request)
    order = services.open_order(member=member, public_id=public_id, now=clock.now())
    form = CouponCodeForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.apply_coupon(
                order=order, actor=member, code=form.cleaned_data["code"], now=clock.now()
            )
            return redirect("orders:checkout", order.public_id)
    return _show_checkout(request, order, coupon_form=form)


@login_required
@require_POST
def remove_coupon(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the coupon off the order."""
    member = signed_in(request)
    order = services.open_order(member=member, public_id=public_id, now=clock.now())
    services.remove_coupon(order=order, actor=member, now=clock.now())
    return redirect("orders:checkout", order.public_id)


@login_required
@require_POST
def use_credit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let credit pay for the order first, or leave it alone."""
    member = signed_in(request)
    order = services.open_order(member=member, public_id=public_id, now=clock.now())
    wanted = request.POST.get("wanted") == "yes"
    services.use_credit(order=order, actor=member, wanted=wanted, now=clock.now())
    return redirect("orders:checkout", order.public_id)


@login_required
@require_safe
def paid(request: HttpRequest, public_id: str) -> HttpResponse:
    """Receive the client who comes back from the gateway: what has arrived is used at once."""
    member = signed_in(request)
    order = services.open_order(member=member, public_id=public_id, now=clock.now())
    if not policies.can(member, order, Move.PAY):
        return redirect(order)
    payment_id = queries.arrived_payment(order)
    if payment_id:
        order = services.receive_returning_payment(
            order=order, actor=member, payment_id=payment_id, now=clock.now()
        )
    if order.paid_at is not None:
        messages.success(request, _("Paid. The money is held until you accept the work."))
    else:
        messages.info(request, _("The payment hasn't arrived yet. We tell you when it does."))
    return redirect(order)
