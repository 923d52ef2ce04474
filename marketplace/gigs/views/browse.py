"""The market: a list whose address says all that it shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.visitor_pages import kept_for_visitors
from marketplace.gigs import queries
from marketplace.gigs.forms import BrowseForm
from marketplace.gigs.queries import PAGE_SIZE, BrowseFilters, CategoryFacet

FILTER_NAMES = ("q", "price_min", "price_max", "days", "language")


@dataclass(frozen=True)
class Chip:
    """An active filter, and the address without it."""

    kind: str
    value: object
    href: str


@dataclass(frozen=True)
class FacetLink:
    """A category beside the list, and its address."""

    facet: CategoryFacet
    href: str


@require_safe
@kept_for_visitors
def browse(request: HttpRequest) -> HttpResponse:
    """Show live gigs by text, category, price, delivery days and language.

    A form sends its empty fields too; the address that is kept goes without them.
    """
    if "" in request.GET.values():
        return redirect(f"{request.path}{_address(request.GET)}")
    form = BrowseForm(request.GET)
    filters = form.filters()
    result = queries.browse_gigs(filters, now=clock.now())
    page = Paginator(range(result.total), PAGE_SIZE).get_page(filters.page)
    if filters.page > page.paginator.num_pages:
        return redirect(f"{request.path}{_address(request.GET, page='')}")
    context = {
        "form": form,
        "filters": filters,
        "result": result,
        "page": page,
        "chips": _chips(request.GET, filters),
        "facets": [
            FacetLink(facet, _address(request.GET, category=facet.node.slug, page=""))
            for facet in result.facets
        ],
        "all_href": _address(request.GET, category="", page=""),
        "currency": rules().default_currency,
    }
    return render(request, "marketplace/gigs/browse.html", context)


def _address(given: QueryDict, **changes: str) -> str:
    """Return the query with these changes, without what is empty."""
    address = given.copy()
    for name, value in changes.items():
        address[name] = value
    for name in [name for name, value in address.items() if not value]:
        del address[name]
    return f"?{address.urlencode()}" if address else "?"


def _chips(given: QueryDict, filters: BrowseFilters) -> list[Chip]:
    chips = []
    for name in FILTER_NAMES:
        value = getattr(filters, name)
        if value not in ("", None):
            changes = {name: "", "page": ""}
            chips.append(Chip(name, value, _address(given, **changes)))
    return chips
