"""A topic's page, and what leads to it."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from community.forum.choices import TopicState
from community.forum.forms.writing import ReplyForm, new_token
from community.forum.models import Topic
from community.forum.policies import writing as may
from community.forum.queries.history import versions_of
from community.forum.queries.places import Places, places_for
from community.forum.queries.polls import poll_view
from community.forum.queries.posts import (
    PostView,
    TopicPosts,
    get_post_for,
    get_topic_for,
    likers_of,
    page_of,
    posts_on,
)
from community.forum.queries.reading import reading_state
from community.forum.services.counting import count_view
from community.forum.views.lists import PAGES, reader_language
from marketplace.accounts.queries import client_address, viewer
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.visitor_pages import kept_for_visitors

SAME_READER_SECONDS = 30 * 60
LONGEST_NUMBER = 6


@require_safe
def topic(request: HttpRequest, topic_id: int, slug: str) -> HttpResponse:
    """Show a topic, and count its reader once in half an hour."""
    shown = _topic_page(request, topic_id, slug)
    if shown.status_code == HTTPStatus.OK and _is_reader(request, topic_id):
        count_view(topic_id=topic_id)
    return shown


@kept_for_visitors
def _topic_page(request: HttpRequest, topic_id: int, slug: str) -> HttpResponse:
    places = places_for(viewer(request))
    found = get_topic_for(places, topic_id)
    if found.state == TopicState.MERGED and found.merged_into_id is not None:
        # The address tells the title: only who may see the other topic is led to it.
        target = get_topic_for(places, found.merged_into_id)
        return HttpResponsePermanentRedirect(target.get_absolute_url())
    if unquote(slug) != found.slug:
        given = request.GET.urlencode()
        address = found.get_absolute_url() + (f"?{given}" if given else "")
        return HttpResponsePermanentRedirect(address)
    return show_topic(request, found, places)


def show_topic(
    request: HttpRequest,
    found: Topic,
    places: Places,
    *,
    form: ReplyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a topic's page; a reply that was refused is shown again with what was typed."""
    now, reader = clock.now(), places.reader
    given = request.GET.get("page", "")
    is_number = given.isascii() and given.isdecimal() and len(given) < LONGEST_NUMBER
    shown = posts_on(found, reader, number=int(given) if is_number else 1)
    if form is not None:
        shown = posts_on(found, reader, number=shown.pages)
    place = places.by_id[found.category_id]
    can_reply = may.can_reply(places, found)
    context = {
        "topic": found,
        "place": place,
        "places": places,
        "shown": shown,
        "rights": rights_on(places, found, shown, can_reply=can_reply),
        "can_reply": can_reply,
        "form": form or (ReplyForm(initial={"token": new_token()}) if can_reply else None),
        "poll": poll_view(found.poll, reader, now=now) if found.has_poll else None,
        "reading": reading_state(reader.member, found.pk),
        "is_staff": reader.is_staff,
        "me": reader.pk,
        "reader_lang": reader_language(),
    }
    return render(request, f"{PAGES}topic.html", context, status=status)


def rights_on(
    places: Places, found: Topic, shown: TopicPosts, *, can_reply: bool
) -> dict[int, frozenset[str]]:
    """Return what the reader may do to each post, by its number in the table; {} for visitors."""
    if places.reader.member is None:
        return {}
    return {one.id: post_rights(places, found, one, can_reply=can_reply) for one in shown.posts}


def post_rights(places: Places, found: Topic, post: PostView, *, can_reply: bool) -> frozenset[str]:
    """Return the names of what the reader may do to one post."""
    reader, now = places.reader, clock.now()
    asked = {
        "like": may.can_like_post(reader, post),
        "reply": can_reply and post.is_visible,
        "edit": may.can_edit_post(reader, found, post, now=now),
        "remove": may.can_remove_post(reader, found, post),
        "restore": may.can_restore_post(reader, post, now=now),
        "solve": may.can_choose(reader, found, post, now=now),
        "unsolve": may.can_take_solution_back(reader, found, post),
        "report": post.author_id != reader.pk and post.is_visible,
    }
    return frozenset(name for name, is_allowed in asked.items() if is_allowed)


def place_of(post: Any, topic: Topic) -> str:
    """Return the address of a post's place in its topic."""
    page = page_of(post.number)
    query = f"?page={page}" if page > 1 else ""
    return f"{topic.get_absolute_url()}{query}#post-{post.pk}"


@require_safe
def post(request: HttpRequest, post_id: int) -> HttpResponse:
    """Lead to a post's place in its topic, wherever it has been moved."""
    found = get_post_for(places_for(viewer(request)), post_id)
    return redirect(place_of(found, found.topic))


@require_safe
def old_topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Lead from a topic's number alone to its page."""
    found = get_topic_for(places_for(viewer(request)), topic_id)
    return HttpResponsePermanentRedirect(reverse("forum:topic", args=[found.pk, found.slug]))


@require_safe
def history(request: HttpRequest, post_id: int) -> HttpResponse:
    """Show a post's versions with what each changed."""
    places = places_for(viewer(request))
    found = get_post_for(places, post_id)
    if not may.can_see_history(places.reader, found):
        raise NotFound
    can_restore = may.can_edit_post(places.reader, found.topic, found, now=clock.now())
    context = {
        "post": found,
        "topic": found.topic,
        "versions": versions_of(found),
        "can_restore": can_restore,
    }
    return render(request, f"{PAGES}history.html", context)


@require_safe
def likers(request: HttpRequest, post_id: int) -> HttpResponse:
    """Show who likes a post."""
    found = get_post_for(places_for(viewer(request)), post_id)
    context = {"post": found, "topic": found.topic, "people": likers_of(found)}
    return render(request, f"{PAGES}likers.html", context)


def _is_reader(request: HttpRequest, topic_id: int) -> bool:
    """Whether this is somebody's first look in half an hour; link previews only ask for heads."""
    if request.method != "GET":
        return False
    who = f"{client_address(request)}|{request.headers.get('User-Agent', '')}"
    digest = hashlib.sha256(who.encode()).hexdigest()[:24]
    try:
        return bool(cache.add(f"forum-read:{topic_id}:{digest}", 1, SAME_READER_SECONDS))
    except OSError:
        return False
