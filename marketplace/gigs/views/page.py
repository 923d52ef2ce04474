"""A gig's page."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import unquote, urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.queries import viewer
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.places import country_name
from marketplace.core.visitor_pages import kept_for_visitors
from marketplace.gigs import queries, services
from marketplace.gigs.forms import ChoiceForm
from marketplace.gigs.queries import GigPage
from marketplace.gigs.services import Visit
from marketplace.search.choices import Kind
from marketplace.search.queries import hearts_of
from marketplace.search.services import remember_view


@require_safe
def detail(request: HttpRequest, pk: str, slug: str) -> HttpResponse:
    """Show a gig, and count the visitor: their page may be a kept one."""
    shown, moment = _gig_page(request, pk, slug), clock.now()
    if shown.status_code == HTTPStatus.OK and viewer(request) is None and _is_visit(request):
        services.count_gig_view(gig_id=int(pk), visit=Visit.of(request), now=moment)
        remember_view(request=request, response=shown, kind=Kind.GIG, ref=int(pk), now=moment)
    return shown


@kept_for_visitors
def _gig_page(request: HttpRequest, pk: str, slug: str) -> HttpResponse:
    """Show a gig with the price of what is chosen: who may see it, under its one address."""
    member = viewer(request)
    page = queries.get_gig_page(member, pk=int(pk))
    if unquote(slug) != page.slug:
        return _canonical(request, page)
    choice = ChoiceForm(request.GET)
    moment = clock.now()
    quote = queries.quote_package(
        page, package_id=choice.package_id, extra_ids=choice.extra_ids, now=moment, buyer=member
    )
    is_mine = member is not None and member.pk == page.seller.id
    visit = Visit.of(request)
    if member is None and "order" in request.GET and quote is not None:
        services.count_gig_click(gig_id=page.id, visit=visit, now=moment)
        return redirect_to_login(chosen_url(page, quote.package.id, choice.extra_ids))
    if member is not None and page.is_live and not is_mine and _is_visit(request):
        services.count_gig_view(gig_id=page.id, visit=visit, now=moment)
    context = {
        "gig": page,
        "quote": quote,
        "similar": queries.similar_gigs(page.id, category_id=page.category_id, now=moment),
        "seller_country": country_name(page.seller.country, lang=get_language() or "ar"),
        "away_until": page.seller.away_until(moment),
        "panels": queries.gig_panels(gig=page, viewer=member, now=moment),
        "is_mine": is_mine,
        "is_anonymous": member is None,
        "extra_query": urlencode({"extras": choice.extra_ids}, doseq=True),
        "clearing_days": rules().clearing_days,
        "auto_complete_days": rules().auto_complete_days,
        "hearts": hearts_of(member, Kind.GIG, [page.id]) if member else {},
    }
    answer = render(request, "marketplace/gigs/detail.html", context)
    if member is not None and page.is_live:
        remember_view(request=request, response=answer, kind=Kind.GIG, ref=page.id, now=moment)
    return answer


@require_safe
def to_canonical(request: HttpRequest, pk: str) -> HttpResponse:
    """Send an address without a slug to the one with it."""
    return _canonical(request, queries.get_gig_page(viewer(request), pk=int(pk)))


@require_POST
def price(request: HttpRequest, pk: str) -> HttpResponse:
    """Turn a choice that was posted into the address that shows its price."""
    page = queries.get_gig_page(viewer(request), pk=int(pk))
    choice = ChoiceForm(request.POST)
    return redirect(chosen_url(page, choice.package_id, choice.extra_ids))


def _is_visit(request: HttpRequest) -> bool:
    return request.method == "GET" and not is_part(request)


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page that is already open."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-Boosted")


def chosen_url(page: GigPage, package_id: int | None, extra_ids: list[int]) -> str:
    """Return the address of a gig with a package and extras chosen."""
    chosen = {"package": [package_id] if package_id else [], "extras": extra_ids}
    query = urlencode(chosen, doseq=True)
    return f"{page.url}?{query}#order" if query else page.url


def _canonical(request: HttpRequest, page: GigPage) -> HttpResponse:
    query = request.GET.urlencode()
    return HttpResponsePermanentRedirect(f"{page.url}?{query}" if query else page.url)
