"""One search over everything, and what is suggested while typing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from marketplace.accounts.queries import viewer
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.search import queries, services
from marketplace.search.choices import PAGE_SIZE, Kind, Rhythm
from marketplace.search.queries import Filters, address_of

PAGES: Final = "marketplace/search/"
FIRST: Final = 6
NEAREST: Final = 6
RECENT: Final = 8


@dataclass(frozen=True)
class Section:
    """The first of one kind, and the way to all of them."""

    kind: Kind
    found: queries.Found
    cards: list[queries.EntryCard]
    href: str


def known_kinds() -> list[Kind]:
    """Return the kinds that something feeds, in their usual order."""
    return [kind for kind in Kind if kind in services.SOURCES]


def kind_href(kind: Kind, q: str) -> str:
    """Return the address of a kind's own list: services have a page of their own."""
    query = queries.result_address(Filters(kind=kind, q=q))
    if kind == Kind.GIG:
        return reverse("gigs:browse") + query if q else reverse("gigs:browse")
    return f"{reverse('search:find')}{query}{'&' if q else ''}kind={kind}"


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Show what a text finds of every kind, or one kind as a list."""
    if "" in request.GET.values():
        kept = address_of(request.GET, page=request.GET.get("page", ""))
        return redirect(f"{request.path}{kept}")
    kind = request.GET.get("kind", "")
    if kind == Kind.GIG:
        return redirect(reverse("gigs:browse") + address_of(request.GET, kind=""))
    if kind in Kind.values:
        return _list(request, Kind(kind))
    return _overview(request)


def _overview(request: HttpRequest) -> HttpResponse:
    member = viewer(request)
    filters = queries.for_reader(queries.read_filters(request.GET.dict()), member)
    sections, wording, nearest = [], queries.Wording(), queries.Nearest()
    if filters.q:
        wording = queries.word_query(filters.q, is_literal=filters.is_literal)
        sections = [_section(kind, filters, wording) for kind in known_kinds()]
        if not any(section.found.total for section in sections):
            nearest = queries.find_nearest(filters, wording=wording, limit=NEAREST)
            empty = queries.Found(filters, [], 0, is_capped=False)
            services.note_missed(request=request, filters=filters, found=empty, now=clock.now())
    seen = [] if filters.q else services.seen_by(request)[:RECENT]
    recent = queries.cards_of_things(seen, hidden=filters.hidden)
    found = queries.cards_of_kind(Kind.GIG, nearest.refs)
    shown = [card for section in sections for card in section.cards] + found
    context = {
        "filters": filters,
        "wording": wording,
        "sections": [section for section in sections if section.found.total],
        "nearest": found,
        "hearts": queries.hearts_of_cards(member, shown),
        "nearest_kind": nearest.why,
        "recent": recent,
        "literal_href": address_of(request.GET, exact="1"),
        "kinds": [(kind, kind_href(kind, filters.q)) for kind in known_kinds()],
    }
    return render(request, f"{PAGES}overview.html", context)


def _section(kind: Kind, filters: Filters, wording: queries.Wording) -> Section:
    asked = replace(filters.without(*filters.active, "page", "sort"), kind=kind)
    found = queries.find(asked, size=FIRST, with_counts=False, wording=wording)
    cards = queries.cards_of_kind(kind, found.refs)
    return Section(kind, found, cards, kind_href(kind, filters.q))


def _list(request: HttpRequest, kind: Kind) -> HttpResponse:
    member = viewer(request)
    filters = queries.for_reader(queries.read_filters(request.GET.dict(), kind=kind), member)
    found = queries.find(filters)
    page = Paginator(range(found.total), PAGE_SIZE).get_page(filters.page)
    if filters.page > page.paginator.num_pages:
        return redirect(f"{request.path}{address_of(request.GET)}")
    nearest = queries.Nearest()
    if not found.total:
        nearest = queries.find_nearest(filters, wording=found.wording, limit=NEAREST)
        services.note_missed(request=request, filters=filters, found=found, now=clock.now())
    cards = queries.cards_of_kind(kind, found.refs or nearest.refs)
    context = {
        "filters": filters,
        "kind": kind,
        "found": found,
        "wording": found.wording,
        "cards": cards,
        "nearest_kind": nearest.why,
        "page": page,
        "chips": queries.chips_of(request.GET, filters, names=("category", *queries.FILTER_NAMES)),
        "kept": [(name, request.GET[name]) for name in filters.active],
        "currency": rules().default_currency,
        "groups": queries.facet_groups(request.GET, found),
        "categories": queries.category_options(request.GET, found)
        if "category" in found.counts
        else [],
        "hearts": queries.hearts_of_cards(member, cards),
        "saved": queries.find_saved(member, filters),
        "rhythms": Rhythm.choices,
        "literal_href": address_of(request.GET, exact="1"),
        "kinds": [(one, kind_href(one, filters.q)) for one in known_kinds()],
    }
    return render(request, f"{PAGES}list.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Answer a box that is being typed in with completions and the first that fit."""
    text = request.GET.get("q", "").replace("\x00", "")
    suggestions = queries.suggest(text, hidden=queries.hidden_from(viewer(request)))
    lines = [(one, kind_href(Kind.GIG, one)) for one in suggestions.texts]
    context = {
        "lines": lines,
        "cards": suggestions.cards,
        "all_href": f"{reverse('search:find')}{queries.result_address(Filters(q=text.strip()))}",
        "text": text.strip(),
    }
    answer = render(request, f"{PAGES}_suggestions.html", context)
    answer["Cache-Control"] = "private, max-age=60"
    return answer
