"""What those who look after the forum do to topics."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.forum.choices import PAGE_SIZE
from community.forum.forms.writing import MergeForm, MoveForm, SplitForm
from community.forum.models import Topic
from community.forum.queries.places import Places, places_for
from community.forum.queries.posts import get_topic_for, replies_to_move
from community.forum.services.merging import merge_topics, split_topic
from community.forum.services.moderating import mark_topic, rearrange_topic
from community.forum.services.removing import release_post
from community.forum.services.undoing import undo_act
from community.forum.views.lists import PAGES
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.views import safe_next


def _at_work(request: HttpRequest, topic_id: int) -> tuple[Topic, Places]:
    """Return the topic for who looks after the forum. Raises NotFound for others."""
    places = places_for(signed_in(request))
    if not places.reader.is_staff:
        raise NotFound
    return get_topic_for(places, topic_id), places


@login_required
@require_POST
def mark(request: HttpRequest, topic_id: int, mark: str, *, is_on: bool) -> HttpResponse:
    """Close, pin or archive a topic, or take that back."""
    found, _places = _at_work(request, topic_id)
    mark_topic(
        topic_id=found.pk,
        actor=signed_in(request),
        mark=mark,
        is_on=is_on,
        reason=request.POST.get("reason", ""),
        now=clock.now(),
    )
    messages.success(request, _("Done, and written into the log."))
    return redirect(found)


@login_required
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Give a topic another category, title or tags."""
    found, places = _at_work(request, topic_id)
    initial = {
        "category": found.category_id,
        "title": found.title,
        "tags": ", ".join(found.tags),
    }
    form = MoveForm(request.POST or None, places=places.in_order(), initial=initial)
    if form.is_bound and form.is_valid():
        given, actor, now = form.cleaned_data, signed_in(request), clock.now()
        with refusals_on(form):
            is_moved = int(given["category"]) != found.category_id
            words = (given["title"], given["tags"])
            is_renamed = words != (initial["title"], initial["tags"])
            rearrange_topic(
                topic_id=found.pk,
                actor=actor,
                category_id=int(given["category"]) if is_moved else None,
                words=words if is_renamed else None,
                reason=given["reason"],
                now=now,
            )
            messages.success(request, _("Done, and written into the log."))
            return redirect("forum:old_topic", found.pk)
    return _form_page(request, found, form, _("Move or rename the topic"), _("Move"))


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Move all posts of a topic to the end of another."""
    found, places = _at_work(request, topic_id)
    form = MergeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            other = get_topic_for(places, form.cleaned_data["target"])
            merge_topics(
                source_id=found.pk,
                target_id=other.pk,
                actor=signed_in(request),
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
            messages.success(request, _("The topics are one now. The log can take it back."))
            return redirect(other)
    return _form_page(request, found, form, _("Merge into another topic"), _("Merge"))


@login_required
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Move some replies into a topic of their own."""
    found, places = _at_work(request, topic_id)
    form = SplitForm(
        request.POST or None,
        places=places.in_order(),
        posts=replies_to_move(found, limit=PAGE_SIZE * 4),
        initial={"category": found.category_id},
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            made = split_topic(
                topic_id=found.pk,
                post_ids=[int(one) for one in given["posts"]],
                title=given["title"],
                category_id=int(given["category"]),
                actor=signed_in(request),
                reason=given["reason"],
                now=clock.now(),
            )
            messages.success(request, _("The replies have a topic of their own."))
            return redirect(made.target)
    return _form_page(request, found, form, _("Split the topic"), _("Split"))


def _form_page(
    request: HttpRequest, topic: Topic, form: forms.Form, title: str, label: str
) -> HttpResponse:
    context: dict[str, Any] = {"topic": topic, "form": form, "page_title": title, "label": label}
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}act.html", context, status=status)


@login_required
@require_POST
def release(request: HttpRequest, post_id: int) -> HttpResponse:
    """Let a held post through."""
    if not places_for(signed_in(request)).reader.is_staff:
        raise NotFound
    post = release_post(post_id=post_id, actor=signed_in(request), now=clock.now())
    messages.success(request, _("The post is in view."))
    return redirect(safe_next(request, default=post.get_absolute_url()))


@login_required
@require_POST
def undo(request: HttpRequest, act_id: int) -> HttpResponse:
    """Take an act of the log back."""
    if not places_for(signed_in(request)).reader.is_staff:
        raise NotFound
    act = undo_act(act_id=act_id, actor=signed_in(request), now=clock.now())
    messages.success(request, _("Taken back, and written into the log."))
    default = act.topic.get_absolute_url() if act.topic else "/forum/"
    return redirect(safe_next(request, default=default))
