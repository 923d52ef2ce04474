"""A gig's page."""

from __future__ import annotations

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
from marketplace.gigs import queries
from marketplace.gigs.forms import ChoiceForm
from marketplace.gigs.queries import GigPage
from marketplace.search.choices import Kind
from marketplace.search.queries import hearts_of
from marketplace.search.services import remember_view


@require_safe
def detail(request: HttpRequest, pk: str, slug: str) -> HttpResponse:
    """Show a gig with the price of what is chosen: who may see it, under its one address."""
    member = viewer(request)
    page = queries.get_gig_page(member, pk=int(pk))
    if unquote(slug) != page.slug:
        return _canonical(request, page)
    choice = ChoiceForm(request.GET)
    moment = clock.now()
    quote = queries.quote_package(
        page, package_id=choice.package_id, extra_ids=choice.extra_ids, now=moment
    )
    if member is None and "order" in request.GET and quote is not None:
        return redirect_to_login(chosen_url(page, quote.package.id, choice.extra_ids))
    context = {
        "gig": page,
        "quote": quote,
        "similar": queries.similar_gigs(page.id, category_id=page.category_id, now=moment),
        "seller_country": country_name(page.seller.country, lang=get_language() or "ar"),
        "is_mine": member is not None and member.pk == page.seller.id,
        "is_anonymous": member is None,
        "extra_query": urlencode({"extras": choice.extra_ids}, doseq=True),
        "clearing_days": rules().clearing_days,
        "auto_complete_days": rules().auto_complete_days,
        "hearts": hearts_of(member, Kind.GIG, [page.id]) if member else {},
    }
    answer = render(request, "marketplace/gigs/detail.html", context)
    if page.is_live:
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


def chosen_url(page: GigPage, package_id: int | None, extra_ids: list[int]) -> str:
    """Return the address of a gig with a package and extras chosen."""
    chosen = {"package": [package_id] if package_id else [], "extras": extra_ids}
    query = urlencode(chosen, doseq=True)
    return f"{page.url}?{query}#order" if query else page.url


def _canonical(request: HttpRequest, page: GigPage) -> HttpResponse:
    query = request.GET.urlencode()
    return HttpResponsePermanentRedirect(f"{page.url}?{query}" if query else page.url)
