"""Saved searches: the list, what is done with one, and its private feed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.addresses import absolute
from marketplace.core.forms import refusals_on
from marketplace.core.text import for_xml
from marketplace.search import queries, services
from marketplace.search.choices import Kind, Rhythm, Sort
from marketplace.search.forms import RhythmForm, SaveForm
from marketplace.search.models import SavedSearch

PAGES = "marketplace/search/"
IN_FEED = 30


def search_url(saved: SavedSearch, **more: str) -> str:
    """Return the address that shows what a saved search finds now."""
    query = queries.result_address(queries.filters_of(saved), **more)
    if saved.kind == Kind.GIG:
        return f"{reverse('gigs:browse')}{query}"
    return f"{reverse('search:find')}{query}&kind={saved.kind}"


@login_required
@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    """Show the member's saved searches with what is new in each."""
    rows = queries.saved_searches(signed_in(request))
    lines = [
        {
            "saved": row,
            "filters": queries.filters_of(row),
            "form": RhythmForm(initial={"rhythm": row.rhythm}, auto_id=f"id_{row.public_id}_%s"),
            "feed": f"{settings.SITE_URL}{reverse('feeds:saved', args=[row.feed_key])}",
        }
        for row in rows
    ]
    return render(request, f"{PAGES}saved.html", {"lines": lines})


@login_required
@require_http_methods(["GET", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """Keep the search that `address` says; the page asks for a name and a rhythm."""
    form = SaveForm(request.POST) if request.method == "POST" else SaveForm(initial=_given(request))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        filters = queries.read_filters(
            QueryDict(given["address"].lstrip("?")).dict(), kind=Kind(given["kind"])
        )
        with refusals_on(form):
            saved = services.save_search(
                member=signed_in(request),
                filters=filters,
                name=given["name"],
                rhythm=Rhythm(given["rhythm"] or Rhythm.AT_ONCE),
                now=clock.now(),
            )
            messages.success(request, _("Saved. You will hear of it when something new fits."))
            return redirect(search_url(saved))
    status = 422 if form.is_bound else 200
    return render(request, f"{PAGES}save.html", {"form": form}, status=status)


def _given(request: HttpRequest) -> dict[str, str]:
    filters = queries.read_filters(request.GET.dict())
    return {
        "kind": filters.kind,
        "address": filters.to_address(),
        "name": filters.q,
        "rhythm": Rhythm.AT_ONCE,
    }


@login_required
@require_safe
def open_saved(request: HttpRequest, public_id: str) -> HttpResponse:
    """Go to what a saved search finds now, the newest first; it is seen by that."""
    saved = queries.get_saved_for(signed_in(request), public_id)
    services.mark_seen(saved=saved, now=clock.now())
    return redirect(search_url(saved, sort=Sort.NEWEST))


@login_required
@require_POST
def set_rhythm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say how often a saved search speaks up."""
    saved = queries.get_saved_for(signed_in(request), public_id)
    form = RhythmForm(request.POST)
    if form.is_valid():
        services.change_rhythm(
            saved=saved, rhythm=Rhythm(form.cleaned_data["rhythm"]), now=clock.now()
        )
        messages.success(request, _("Your choice is saved."))
    return redirect("search:saved")


@login_required
@require_POST
def remove_saved(request: HttpRequest, public_id: str) -> HttpResponse:
    """Forget a saved search."""
    services.remove_saved_search(saved=queries.get_saved_for(signed_in(request), public_id))
    messages.success(request, _("The saved search is gone, and its feed with it."))
    return redirect("search:saved")


@login_required
@require_POST
def renew_feed(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the private feed a new address."""
    services.renew_feed(saved=queries.get_saved_for(signed_in(request), public_id))
    messages.success(request, _("The feed has a new address; the old one leads nowhere now."))
    return redirect("search:saved")


@never_cache
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001
    """Answer a feed reader that knows the private address; in the member's language."""
    saved = queries.get_saved_by_feed_key(key)
    language = saved.member.language
    with translation.override(language):
        asked = queries.with_newest_first(queries.filters_of(saved))
        filters = queries.for_reader(asked, saved.member)
        found = queries.find(filters, size=IN_FEED, with_counts=False)
        made = Rss201rev2Feed(
            title=for_xml(f"{saved.name} · {_('Wazzifni')}"),
            link=absolute(search_url(saved), language),
            description=_("What a saved search finds, the newest first."),
            language=language,
        )
        for card in queries.cards_of_kind(filters.kind, found.refs):
            made.add_item(
                title=for_xml(card.title),
                link=absolute(card.url, language),
                description=for_xml(card.excerpt),
                author_name=for_xml(card.owner_name),
                pubdate=card.published_at,
                unique_id=f"{card.kind}-{card.ref}",
                unique_id_is_permalink=False,
            )
    answer = HttpResponse(made.writeString("utf-8"), content_type="application/rss+xml")
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
