"""The list of one's orders."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.orders import queries, services
from marketplace.orders.queries import Side, Tab

PER_PAGE = 20


@login_required
@require_safe
def order_list(request: HttpRequest) -> HttpResponse:
    """Show one's orders, as client and as freelancer, by where they stand."""
    member = signed_in(request)
    services.settle_orders_of(member=member, now=clock.now())
    given_side, given_tab = request.GET.get("side", ""), request.GET.get("tab", "")
    side = Side(given_side) if given_side in Side.values else Side.ALL
    tab = Tab(given_tab) if given_tab in Tab.values else Tab.OPEN
    counts = queries.count_tabs(member, side)
    found = queries.orders_of_member(member, side=side, tab=tab)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [queries.as_row(order, member) for order in page],
        "side": side,
        "tab": tab,
        "sides": [(one.value, one.label) for one in Side],
        "tabs": [(one.value, one.label, counts[one.value]) for one in Tab],
    }
    return render(request, "marketplace/orders/list.html", context)
