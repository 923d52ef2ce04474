"""Desks about the money of orders: finance makes coupons, support decides on complaints."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from marketplace.orders import policies, queries, services
from marketplace.orders.choices import ActorKind
from marketplace.orders.forms import ComplaintDecisionForm, CouponForm, fit
from marketplace.orders.models import Order
from marketplace.orders.services import CouponTerms
from marketplace.orders.views.detail import order_context

PER_PAGE = 30


@desk(Role.FINANCE)
@require_safe
def coupons(request: HttpRequest) -> HttpResponse:
    """Show all coupons with what they cost so far."""
    page = Paginator(queries.coupons_at_desk(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"coupons": list(page), "page": page, "now": clock.now()}
    return render(request, "marketplace/orders/desk_coupons.html", context)


@desk(Role.FINANCE)
@require_http_methods(["GET", "HEAD", "POST"])
def new_coupon(request: HttpRequest) -> HttpResponse:
    """Make a coupon."""
    member, now = signed_in(request), clock.now()
    today = now.date()
    first = {"valid_from": today, "valid_until": today + timedelta(days=30)}
    form = CouponForm(request.POST or None, initial=first)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.create_coupon(actor=member, terms=_terms(form.cleaned_data, now), now=now)
            messages.success(request, _("The coupon can be used."))
            return redirect("orders:desk_coupons")
    status = 422 if form.is_bound else 200
    return render(request, "marketplace/orders/desk_coupon_new.html", {"form": form}, status=status)


def _terms(given: dict[str, Any], now: datetime) -> CouponTerms:
    """Read the form: its days begin and end at midnight, UTC."""
    begins = datetime.combine(given["valid_from"], time.min, now.tzinfo)
    ends = datetime.combine(given["valid_until"] + timedelta(days=1), time.min, now.tzinfo)
    return CouponTerms(
        code=given["code"],
        note=given["note"],
        kind=given["kind"],
        percent_bp=(given["percent"] or 0) * 100 if given["kind"] == "percent" else 0,
        amount=(given["amount"] or 0) if given["kind"] == "fixed" else 0,
        cap_amount=given["cap_amount"] or 0,
        minimum_amount=given["minimum_amount"] or 0,
        currency=rules().default_currency,
        valid_from=begins,
        valid_until=ends,
        uses_in_all=given["uses_in_all"],
        uses_per_member=given["uses_per_member"],
        first_order_only=given["first_order_only"],
    )


@desk(Role.FINANCE)
@require_POST
def switch_on(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a coupon be used again."""
    return _switch(request, public_id, is_active=True)


@desk(Role.FINANCE)
@require_POST
def switch_off(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let nobody use a coupon any more."""
    return _switch(request, public_id, is_active=False)


def _switch(request: HttpRequest, public_id: str, *, is_active: bool) -> HttpResponse:
    coupon = queries.get_coupon(public_id)
    services.switch_coupon(
        coupon=coupon, actor=signed_in(request), is_active=is_active, now=clock.now()
    )
    return redirect("orders:desk_coupons")


@desk(Role.SUPPORT)
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """Show the complaints that wait, the oldest first."""
    page = Paginator(queries.complaint_queue(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"complaints": list(page), "page": page}
    return render(request, "marketplace/orders/desk_complaints.html", context)


@desk(Role.SUPPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a complaint with its order, and decide on it."""
    order = queries.get_order_for_support(public_id)
    form = ComplaintDecisionForm(request.POST or None)
    fit(form, order)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.decide_complaint(
                order=order, actor=signed_in(request), now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Decided. Both sides have been told."))
            return redirect("orders:desk_complaints")
    return _show_complaint(request, order, form)


def _show_complaint(
    request: HttpRequest, order: Order, form: ComplaintDecisionForm
) -> HttpResponse:
    member = signed_in(request)
    context = order_context(order, ActorKind.SUPPORT, member) | {
        "form": form,
        "can_decide": policies.can_decide_complaint(member, order),
    }
    status = 422 if form.is_bound else 200
    return render(request, "marketplace/orders/desk_complaint.html", context, status=status)
