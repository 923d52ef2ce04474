"""One press each: likes, solutions, votes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.forum.models import Post
from community.forum.queries.places import places_for
from community.forum.queries.posts import get_post_for, get_topic_for, post_view
from community.forum.services.liking import like_post, unlike_post
from community.forum.services.polling import close_poll, vote
from community.forum.services.solving import choose_solution, take_solution_back
from community.forum.views.lists import PAGES
from community.forum.views.topic import place_of
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import DomainError


def _pressed(request: HttpRequest, post_id: int, verb: Callable[..., Post]) -> HttpResponse:
    """Do a verb of likes and show the button anew, or the page where there are no scripts."""
    member = signed_in(request)
    places = places_for(member)
    get_post_for(places, post_id)
    found = verb(post_id=post_id, member=member, now=clock.now())
    if request.headers.get("HX-Request"):
        context = {"post": post_view(found, places.reader), "can_like": True}
        return render(request, f"{PAGES}_like.html", context)
    return redirect(place_of(found, found.topic))


@login_required
@require_POST
def like(request: HttpRequest, post_id: int) -> HttpResponse:
    """Like a post."""
    return _pressed(request, post_id, like_post)


@login_required
@require_POST
def unlike(request: HttpRequest, post_id: int) -> HttpResponse:
    """Take a like back."""
    return _pressed(request, post_id, unlike_post)


@login_required
@require_POST
def solve(request: HttpRequest, post_id: int) -> HttpResponse:
    """Say that a post solves the question."""
    member = signed_in(request)
    found = get_post_for(places_for(member), post_id)
    choose_solution(post_id=post_id, member=member, now=clock.now())
    messages.success(request, _("Marked as a solution. Thank you: it helps the next one who asks."))
    return redirect(place_of(found, found.topic))


@login_required
@require_POST
def unsolve(request: HttpRequest, post_id: int) -> HttpResponse:
    """Say that a post is no solution after all."""
    member = signed_in(request)
    found = get_post_for(places_for(member), post_id)
    take_solution_back(post_id=post_id, member=member, now=clock.now())
    messages.success(request, _("It is no solution any more."))
    return redirect(place_of(found, found.topic))


@login_required
@require_POST
def cast_vote(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Vote in a topic's poll."""
    member = signed_in(request)
    found = get_topic_for(places_for(member), topic_id)
    given = request.POST.getlist("options")[:30]
    options = [int(one) for one in given if one.isascii() and one.isdecimal() and len(one) < 6]  # noqa: PLR2004
    return _told(
        request,
        found,
        lambda: vote(topic_id=topic_id, member=member, options=options, now=clock.now()),
        _("Your vote counts. You can change it while the poll is open."),
    )


@login_required
@require_POST
def end_poll(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Close a poll."""
    member = signed_in(request)
    found = get_topic_for(places_for(member), topic_id)
    return _told(
        request,
        found,
        lambda: close_poll(topic_id=topic_id, actor=member, now=clock.now()),
        _("The poll is closed."),
    )


def _told(request: HttpRequest, topic: Any, verb: Callable[[], object], words: str) -> HttpResponse:
    """Do a verb and go back to the poll, with what it says or why it refused."""
    try:
        verb()
    except DomainError as refusal:
        if refusal.status in (403, 404):
            raise
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect(f"{topic.get_absolute_url()}#poll")
