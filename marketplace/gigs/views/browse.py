"""The market: a list whose address says all that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from marketplace.accounts.queries import viewer
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.visitor_pages import kept_for_visitors
from marketplace.gigs import queries
from marketplace.gigs.forms import BrowseForm
from marketplace.gigs.queries import CategoryFacet
from marketplace.search import queries as search
from marketplace.search.choices import PAGE_SIZE, Kind, Rhythm
from marketplace.search.queries import Filters, address_of
from marketplace.search.services import SEEN_COOKIE, note_missed, seen_by

RECENT = 4


@dataclass(frozen=True)
class FacetLink:
    """A category beside the list, and its address."""

    facet: CategoryFacet
    href: str


@require_safe
@partial(kept_for_visitors, personal=(SEEN_COOKIE,))
def browse(request: HttpRequest) -> HttpResponse:
    """Show live gigs by text, category, price, delivery days, level, rating and language.

    A form sends its empty fields too; the address that is kept goes without them.
    """
    if "" in request.GET.values():
        return redirect(
            f"{request.path}{address_of(request.GET, page=request.GET.get('page', ''))}"
        )
    member = viewer(request)
    filters = search.for_reader(search.read_filters(request.GET.dict(), kind=Kind.GIG), member)
    result = queries.browse_gigs(filters, now=clock.now())
    page = Paginator(range(result.total), PAGE_SIZE).get_page(filters.page)
    if filters.page > page.paginator.num_pages:
        return redirect(f"{request.path}{address_of(request.GET)}")
    note_missed(request=request, filters=filters, found=result.found, now=clock.now())
    context = {
        "form": BrowseForm(request.GET),
        "filters": filters,
        "result": result,
        "page": page,
        "chips": search.chips_of(request.GET, filters),
        "groups": search.facet_groups(request.GET, result.found),
        "facets": [
            FacetLink(facet, address_of(request.GET, category=facet.node.slug))
            for facet in result.facets
        ],
        "all_href": address_of(request.GET, category=""),
        "literal_href": address_of(request.GET, exact="1"),
        "hearts": search.hearts_of(member, Kind.GIG, [card.id for card in result.cards]),
        "saved": search.find_saved(member, filters),
        "rhythms": Rhythm.choices,
        "recent": _recent(request, filters),
        "currency": rules().default_currency,
    }
    return render(request, "marketplace/gigs/browse.html", context)


def _recent(request: HttpRequest, filters: Filters) -> list[search.EntryCard]:
    """Return what the reader looked at, where nothing else is asked for."""
    if not filters.finds_everything or filters.page > 1:
        return []
    things = [thing for thing in seen_by(request) if thing[0] == Kind.GIG]
    return search.cards_of_things(things[:RECENT], hidden=filters.hidden)
