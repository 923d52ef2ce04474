"""Support's desk: orders that the two sides couldn't settle."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.core.private_files import private_response
from marketplace.orders import policies, queries, services
from marketplace.orders.choices import ActorKind
from marketplace.orders.forms import DecisionForm
from marketplace.orders.models import Order
from marketplace.orders.views.detail import order_context

PER_PAGE = 30


@desk(Role.SUPPORT)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for a decision, the longest waiting first."""
    page = Paginator(queries.support_queue(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"orders": list(page), "page": page}
    return render(request, "marketplace/orders/desk.html", context)


def _show(
    request: HttpRequest, order: Order, *, form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    member = signed_in(request)
    context = order_context(order, ActorKind.SUPPORT, member) | {
        "form": form or DecisionForm(),
        "can_decide": policies.can_decide_cancellation(member, order),
    }
    return render(request, "marketplace/orders/desk_order.html", context, status=status)


def _open(public_id: str) -> Order:
    order = queries.get_order_for_support(public_id)
    return services.settle_order(order=order, now=clock.now())


@desk(Role.SUPPORT)
@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show an order with what both sides said, and the decision."""
    return _show(request, _open(public_id))


def _decide(request: HttpRequest, public_id: str, *, accept: bool, said: str) -> HttpResponse:
    order = _open(public_id)
    form = DecisionForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.decide_cancellation(
                order=order,
                actor=signed_in(request),
                accept=accept,
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
            messages.success(request, said)
            return redirect("orders:desk")
    return _show(request, order, form=form, status=422)


@desk(Role.SUPPORT)
@require_POST
def call_off(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decide that the order ends and the client is paid back."""
    said = _("The order is called off, and both sides have been told.")
    return _decide(request, public_id, accept=True, said=said)


@desk(Role.SUPPORT)
@require_POST
def keep(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decide that the order goes on."""
    said = _("The order goes on, and both sides have been told.")
    return _decide(request, public_id, accept=False, said=said)


@desk(Role.SUPPORT)
@require_safe
def file(request: HttpRequest, public_id: str, file_id: str) -> FileResponse:  # noqa: ARG001
    """Hand a file of the order to support."""
    found = queries.get_file(queries.get_order_for_support(public_id), file_id)
    return private_response(found.stored_as, name=found.name, content_type=found.content_type)
