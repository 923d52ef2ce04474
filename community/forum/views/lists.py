"""Lists of topics: the front, a category, a tag. The address is the state."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from community.forum.policies.writing import is_newcomer
from community.forum.queries.places import Place, Places, places_for
from community.forum.queries.reading import reading_of_rows
from community.forum.queries.topics import (
    Narrowed,
    Tab,
    TopicPage,
    busiest_tags,
    get_tag,
    topic_page,
    waiting_for_help,
)
from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member
from marketplace.accounts.queries import viewer
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.visitor_pages import kept_for_visitors

PAGES = "community/forum/"
_TAGS_KEY = "forum:busiest-tags"
_TAGS_SECONDS = 60


def reader_language() -> str:
    """Return the language of the page, for names of categories."""
    return (get_language() or "ar")[:2]


def zone_of(member: Member) -> ZoneInfo:
    """Return a member's clock."""
    return ZoneInfo(member.timezone)


@require_safe
@kept_for_visitors
def front(request: HttpRequest) -> HttpResponse:
    """Show what is new, and to those who help first what waits for an answer."""
    places = places_for(viewer(request))
    narrowed = _narrowed(request)
    page = topic_page(places, narrowed, number=_page_number(request))
    is_plain = narrowed == Narrowed() and page.number == 1
    helps = is_plain and places.reader.member is not None and not is_newcomer(places.reader)
    context = {
        **_list_context(request, places, narrowed, page),
        "waiting": waiting_for_help(places) if helps else [],
        "tags": _tags_of_late(),
    }
    return render(request, f"{PAGES}front.html", context)


def _tags_of_late() -> list[tuple[str, int]]:
    """Return the busiest tags as they were within the last minute: they change slowly."""
    found: list[tuple[str, int]] | None
    try:
        found = cache.get(_TAGS_KEY)
        if found is None:
            found = busiest_tags()
            cache.set(_TAGS_KEY, found, _TAGS_SECONDS)
    except OSError:
        found = busiest_tags()
    return found


@require_safe
@kept_for_visitors
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the topics of a category and of those below it."""
    places = places_for(viewer(request))
    place = places.by_slug.get(slug)
    if place is None:
        raise NotFound
    narrowed = _narrowed(request, categories=places.below(place))
    page = topic_page(places, narrowed, number=_page_number(request))
    context = {
        **_list_context(request, places, narrowed, page),
        "place": place,
        "above": _above(places, place),
        "can_start": places.may_start(place.id),
    }
    return render(request, f"{PAGES}category.html", context)


@require_safe
@kept_for_visitors
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the topics that carry a tag."""
    places = places_for(viewer(request))
    found = get_tag(slug)
    narrowed = _narrowed(request, tag=found.slug)
    page = topic_page(places, narrowed, number=_page_number(request))
    context = {**_list_context(request, places, narrowed, page), "tag": found.slug}
    return render(request, f"{PAGES}tag.html", context)


@require_safe
@kept_for_visitors
def tags(request: HttpRequest) -> HttpResponse:
    """Show the tags that are used most."""
    return render(request, f"{PAGES}tags.html", {"tags": busiest_tags(limit=200)})


def _narrowed(request: HttpRequest, *, categories: tuple[int, ...] = (), tag: str = "") -> Narrowed:
    given, language = request.GET.get("tab", ""), request.GET.get("language", "")
    tab = Tab(given) if given in Tab.values else Tab.LATEST
    if tab == Tab.MINE and not request.user.is_authenticated:
        tab = Tab.LATEST
    language = language if language in Language.values else ""
    return Narrowed(tab=tab, categories=categories, tag=tag, language=language)


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("page", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 5 else 1  # noqa: PLR2004  four digits


def _list_context(
    request: HttpRequest, places: Places, narrowed: Narrowed, page: TopicPage
) -> dict[str, Any]:
    tabs = [one for one in Tab if one != Tab.MINE or places.reader.member is not None]
    kept = {"tab": narrowed.tab if narrowed.tab != Tab.LATEST else "", "language": ""}
    kept["language"] = narrowed.language
    ids = [row.id for row in (*page.pinned, *page.rows)]
    return {
        "places": places,
        "page": page,
        "marks": reading_of_rows(places.reader.member, ids, now=clock.now()),
        "narrowed": narrowed,
        "tabs": [(one.value, one.label, one == narrowed.tab) for one in tabs],
        "kept": "&".join(f"{name}={value}" for name, value in kept.items() if value),
        "languages": Language.choices,
        "reader_lang": reader_language(),
        "can_start": bool(places.startable()) if request.user.is_authenticated else True,
    }


def _above(places: Places, place: Place) -> list[Place]:
    found: list[Place] = []
    parent = places.by_id.get(place.parent_id or 0)
    while parent is not None:
        found.insert(0, parent)
        parent = places.by_id.get(parent.parent_id or 0)
    return found
