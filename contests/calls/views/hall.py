"""The hall of contests, and its calendar."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contests.calls import queries
from contests.calls.adapters.icalendar import events_of, write_calendar
from contests.calls.choices import ContestKind
from contests.calls.models import Contest
from marketplace.accounts.queries import viewer
from marketplace.core import clock
from marketplace.core.visitor_pages import kept_for_visitors

PER_PAGE = 12
CALENDAR_LENGTH = 100
CALENDAR_AGE = 3600


@require_safe
@kept_for_visitors
def hall(request: HttpRequest) -> HttpResponse:
    """Show what is open, what opens soon, what is judged, what is over."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in ContestKind.values else ""
    counts = queries.hall_counts(kind=kind)
    tab = request.GET.get("tab", "")
    if tab not in queries.TABS:
        tab = next((name for name in queries.TABS if counts[name]), "open")
    page = Paginator(range(counts[tab]), PER_PAGE).get_page(request.GET.get("page"))
    cards = queries.hall_cards(
        tab=tab, kind=kind, offset=(page.number - 1) * PER_PAGE, limit=PER_PAGE
    )
    context = {
        "cards": cards,
        "tab": tab,
        "counts": counts,
        "kind": kind,
        "kinds": ContestKind,
        "page": page,
    }
    return render(request, "contests/calls/hall.html", context)


def _calendar(
    name: str, cards: list[queries.ContestCard], title: str, *, is_public: bool = True
) -> HttpResponse:
    events = [event for card in cards for event in events_of(card)]
    text = write_calendar(title, events, now=clock.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    if is_public:
        patch_cache_control(response, public=True, max_age=CALENDAR_AGE)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def hall_calendar(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Give the dates of all public contests to a calendar program."""
    cards = queries.calendar_contests(limit=CALENDAR_LENGTH)
    return _calendar("contests", cards, f"{_('Contests')} · {_('Wazzifni')}")


@require_safe
def contest_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one contest's dates to a calendar program."""
    contest: Contest = queries.get_public_contest(slug, viewer=viewer(request))
    card = queries.card_of(contest)
    return _calendar(card.slug, [card], card.title, is_public=contest.is_public)
