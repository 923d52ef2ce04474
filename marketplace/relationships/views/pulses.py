"""How a job left the client: asked by a signed link, answered by a press of a button."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.queries import signed_in, viewer
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.orders.models import Order
from marketplace.orders.queries import get_order_for
from marketplace.relationships import queries, services
from marketplace.relationships.choices import Feeling
from marketplace.relationships.forms import PulseForm

PAGES = "marketplace/relationships/"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pulse(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, by a link that needs no signing in. Opening it records nothing; the button does."""
    found = queries.get_pulse_by_link(token)
    form = PulseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            found = services.answer_pulse(
                pulse=found, feeling=Feeling(form.cleaned_data["feeling"]), now=clock.now()
            )
            return redirect("relationships:pulse", token)
    chosen = request.GET.get("answer", "")
    context = {
        "pulse": found,
        "form": form,
        "chosen": chosen if chosen in Feeling.values else "",
        "feelings": Feeling.choices,
        "names": dict(Feeling.choices),
        "token": token,
        # The link alone opens the question; what was ordered is for its client to read.
        "is_mine": viewer(request) == found.client,
    }
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}pulse.html", context, status=status)


@login_required
@require_safe
@never_cache
def order_panel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the part of an order's page that asks its client, or tells its freelancer."""
    member = signed_in(request)
    order = get_order_for(member, public_id)
    context = _for_client(order, request) if member.pk == order.client_id else _for_seller(order)
    return render(request, f"{PAGES}_order_panel.html", context)


def _for_client(order: Order, request: HttpRequest) -> dict[str, object]:
    found = queries.open_pulse_about(order.public_id, signed_in(request))
    path = queries.pulse_path(found) if found else ""
    return {"order": order, "pulse": found, "path": path, "feelings": Feeling.choices}


def _for_seller(order: Order) -> dict[str, object]:
    return {
        "order": order,
        "is_seller": True,
        "answers": queries.answers_about(order.public_id, order.seller),
        "names": dict(Feeling.choices),
        "contact": queries.contact_of_member(order.seller, order.client),
    }
