"""What is unread and new, marks of what was read, and how closely something is followed."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.forum.choices.reading import LEVEL_HINTS, Level
from community.forum.forms.reading import LevelForm, MarksForm
from community.forum.queries import lists, reading
from community.forum.queries.areas import level_of_category, level_of_tag, settings_of
from community.forum.queries.drafts import count_drafts
from community.forum.queries.lists import WaitingPage
from community.forum.queries.places import places_for
from community.forum.queries.posts import get_topic_for
from community.forum.queries.topics import get_category, get_tag
from community.forum.services import levels
from community.forum.services.reading import mark_forum_read, record_reading
from marketplace.accounts.queries import signed_in, viewer
from marketplace.core import clock
from marketplace.core.errors import Invalid, NotFound
from marketplace.core.views import safe_next

PAGES: Final = "community/forum/"
# What columns hold: addresses may name greater numbers.
HIGHEST_TOPIC: Final = 2**63 - 1
HIGHEST_NUMBER: Final = 2**31 - 1
# A picture of one pixel that shows nothing.
PIXEL: Final = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def _list(request: HttpRequest, here: str, find: Callable[..., WaitingPage]) -> HttpResponse:
    member, now = signed_in(request), clock.now()
    places = places_for(member)
    place = places.by_slug.get(request.GET.get("category", ""))
    number = request.GET.get("page", "1")
    page = find(
        member,
        places,
        within=places.below(place) if place else (),
        number=int(number[:9]) if number.isascii() and number.isdecimal() else 1,
        now=now,
    )
    context = {
        "here": here,
        "page": page,
        "places": places,
        "place": place,
        "reader_lang": (get_language() or "ar")[:2],
        "waiting": reading.waiting_for(member, categories=places.seen, now=now),
    }
    return render(request, f"{PAGES}waiting.html", context)


@login_required
@require_safe
def unread(request: HttpRequest) -> HttpResponse:
    """Show followed topics with posts that the member hasn't read."""
    return _list(request, "unread", lists.unread_page)


@login_required
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Show topics that the member hasn't opened yet."""
    return _list(request, "new", lists.new_page)


@require_safe
def first_unread(request: HttpRequest, topic_id: int, slug: str) -> HttpResponse:  # noqa: ARG001
    """Go to the first post that the reader hasn't read; a visitor's first is the topic's first."""
    member = viewer(request)
    topic = get_topic_for(places_for(member), topic_id)
    post = reading.first_unread(member, topic.pk) if member else None
    return redirect(post.get_absolute_url() if post else topic.get_absolute_url())


@login_required
@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Take note of what was on screen; asked by a script, which reads the status alone."""
    form = MarksForm(request.POST)
    if not form.is_valid():
        raise Invalid
    record_reading(member=signed_in(request), marks=form.cleaned_data["marks"], now=clock.now())
    return HttpResponse(status=204)


@require_safe
def seen_without_scripts(request: HttpRequest, topic_id: int, number: int) -> HttpResponse:
    """Take note of a page that was read where no script runs: it asks for this picture.

    Another site that shows the picture changes nothing: browsers say from where they ask.
    """
    member = viewer(request)
    is_ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if member is not None and is_ours and request.method == "GET":
        marks = {min(topic_id, HIGHEST_TOPIC): min(number, HIGHEST_NUMBER)}
        record_reading(member=member, marks=marks, now=clock.now())
    response = HttpResponse(PIXEL, content_type="image/gif")
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Take everything for read, or what lies in one category."""
    member, now = signed_in(request), clock.now()
    places = places_for(member)
    slug = request.POST.get("category", "")
    place = places.by_slug.get(slug)
    if slug and place is None:
        raise NotFound
    mark_forum_read(
        member=member,
        category_ids=frozenset(places.below(place)) if place else frozenset(),
        since=settings_of(member).new_since,
        now=now,
    )
    messages.success(request, _("All of it counts as read now."))
    return redirect(safe_next(request, default="/forum/"))


def _level(request: HttpRequest) -> Level:
    form = LevelForm(request.POST)
    if not form.is_valid():
        raise Invalid
    return levels.level_of(form.cleaned_data["level"])


def _said(request: HttpRequest, level: Level) -> None:
    messages.success(request, _("It is set to “%(level)s” now.") % {"level": level.label})


@login_required
@require_POST
def topic_level(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Follow a topic more or less closely."""
    member, level = signed_in(request), _level(request)
    topic = get_topic_for(places_for(member), topic_id)
    levels.choose_topic_level(member=member, topic=topic, level=level, now=clock.now())
    _said(request, level)
    return redirect(safe_next(request, default=topic.get_absolute_url()))


def _area(
    request: HttpRequest, *, name: str, level: Level, action: str, default: str
) -> HttpResponse:
    """Show how closely an area is followed: the menu alone where a page asks for it."""
    context = {
        "name": name,
        "level": level.word,
        "levels": [(one.word, one.label, LEVEL_HINTS[one]) for one in reversed(Level)],
        "action": action,
        "here": safe_here(request, default=default),
    }
    is_part = bool(request.headers.get("HX-Request"))
    return render(request, f"{PAGES}{'_reading_level' if is_part else 'level'}.html", context)


def safe_here(request: HttpRequest, *, default: str) -> str:
    """Return the page that asks, when it is one of the forum's, else `default`."""
    here = request.GET.get("here", "")
    return here if re.fullmatch(r"(/[a-z]{2})?/forum/[^\s\\]{0,200}", here) else default


@login_required
@require_http_methods(["GET", "POST"])
def category_level(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow a category more or less closely."""
    member = signed_in(request)
    if slug not in places_for(member).by_slug:
        raise NotFound
    category = get_category(slug)
    if request.method == "GET":
        return _area(
            request,
            name=category.name_in((get_language() or "ar")[:2]),
            level=level_of_category(member, category),
            action=reverse("forum:category_level", args=[slug]),
            default=category.get_absolute_url(),
        )
    level = _level(request)
    levels.choose_category_level(member=member, category=category, level=level, now=clock.now())
    _said(request, level)
    return redirect(safe_next(request, default=category.get_absolute_url()))


@login_required
@require_http_methods(["GET", "POST"])
def tag_level(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow a tag more or less closely."""
    member = signed_in(request)
    tag = get_tag(slug)
    if request.method == "GET":
        return _area(
            request,
            name=f"#{tag.slug}",
            level=level_of_tag(member, tag),
            action=reverse("forum:tag_level", args=[slug]),
            default=tag.get_absolute_url(),
        )
    level = _level(request)
    levels.choose_tag_level(member=member, tag=tag, level=level, now=clock.now())
    _said(request, level)
    return redirect(safe_next(request, default=tag.get_absolute_url()))


@login_required
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show how much waits: a part of the lists' pages."""
    member = signed_in(request)
    found = reading.waiting_for(member, categories=places_for(member).seen, now=clock.now())
    counts = {"unread": found.unread, "new": found.new, "drafts": count_drafts(member)}
    return render(request, f"{PAGES}_reading_counts.html", {"waiting": counts})
