"""Starting topics, replying, changing what was written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.forum.choices import PostState
from community.forum.forms.writing import (
    EditForm,
    ForumReasonForm,
    PictureForm,
    ReplyForm,
    TopicForm,
    new_token,
)
from community.forum.models import Post
from community.forum.policies import writing as may
from community.forum.queries.places import places_for
from community.forum.queries.posts import get_post_for, get_topic_for
from community.forum.queries.similar import similar_topics
from community.forum.services.editing import edit_post, restore_version
from community.forum.services.pictures import add_picture
from community.forum.services.removing import remove_post, restore_post
from community.forum.services.states import where_it_went
from community.forum.services.texts import quote_of, write_text
from community.forum.services.writing import start_topic, write_reply
from community.forum.views.lists import PAGES, zone_of
from community.forum.views.topic import place_of, show_topic
from marketplace.accounts.queries import signed_in, viewer
from marketplace.core import clock
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.forms import refusals_on


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a topic's title, place and text, and start it."""
    member = signed_in(request)
    places = places_for(member)
    choices = places.startable()
    chosen = places.by_slug.get(request.GET.get("category", ""))
    initial: dict[str, Any] = {"token": new_token(), "category": chosen.id if chosen else ""}
    initial |= {name: request.GET.get(name, "")[:200] for name in ("title", "tags")}
    form = TopicForm(request.POST or None, places=choices, zone=zone_of(member), initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            topic = start_topic(
                author=member,
                category_id=int(given["category"]),
                title=given["title"],
                body=given["body"],
                tags=given["tags"],
                poll=form.poll(),
                token=given["token"],
                now=clock.now(),
            )
            if topic.state == PostState.HELD:
                messages.info(request, _("A moderator looks at it first, then everybody sees it."))
            return redirect(topic)
    status = 422 if form.errors else 200
    context = {"form": form, "has_places": bool(choices)}
    return render(request, f"{PAGES}new.html", context, status=status)


@login_required
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Show topics like the one whose title is being typed."""
    places = places_for(viewer(request))
    rows = similar_topics(places, request.GET.get("title", ""))
    return render(request, f"{PAGES}_similar.html", {"rows": rows})


@login_required
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show a text as it will be published."""
    try:
        html = write_text(request.POST.get("body", "")).rendered.html
    except DomainError as refusal:
        return render(request, f"{PAGES}_preview.html", {"refusal": str(refusal)})
    return render(request, f"{PAGES}_preview.html", {"html": html})


@login_required
@require_POST
def reply(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Write a reply, in the other topic where this one was merged meanwhile, and go there."""
    member = signed_in(request)
    places = places_for(member)
    found = get_topic_for(places, where_it_went(topic_id))
    form = ReplyForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            post = write_reply(
                topic_id=found.pk,
                author=member,
                body=given["body"],
                reply_to_id=given["reply_to"],
                token=given["token"],
                now=clock.now(),
            )
            if post.state == PostState.HELD:
                messages.info(request, _("A moderator looks at it first, then everybody sees it."))
            return redirect(place_of(post, post.topic))
    return show_topic(request, found, places, form=form, status=422)


@login_required
@require_safe
def quote(request: HttpRequest, post_id: int) -> HttpResponse:
    """Return a post as a quotation that links back to it; `?text=` quotes a part of it."""
    found = get_post_for(places_for(viewer(request)), post_id)
    words = quote_of(found, part=request.GET.get("text", ""))
    return JsonResponse({"quote": words, "reply_to": found.pk})


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """Change a post."""
    member = signed_in(request)
    places = places_for(member)
    found = get_post_for(places, post_id)
    if found.author_id != member.pk and not places.reader.is_staff:
        raise NotFound
    is_first = found.topic.first_post_id == found.pk
    can_edit = may.can_edit_post(places.reader, found.topic, found, now=clock.now())
    if request.method == "GET" and not can_edit:
        messages.info(request, _("The time to change this post is over."))
        return redirect(place_of(found, found.topic))
    initial = {
        "title": found.topic.title,
        "body": found.source,
        "tags": ", ".join(found.topic.tags),
        "version": found.version_count,
    }
    form = EditForm(request.POST or None, is_first=is_first, initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            changed = edit_post(
                post_id=found.pk,
                actor=member,
                body=given["body"],
                title=given.get("title"),
                tags=given.get("tags"),
                reason=given["reason"],
                seen_version=given["version"],
                now=clock.now(),
            )
            return redirect(place_of(changed, changed.topic))
    status = 422 if form.errors else 200
    context = {"form": form, "post": found, "topic": found.topic, "is_first": is_first}
    return render(request, f"{PAGES}edit.html", context, status=status)


@login_required
@require_POST
def restore(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """Bring an earlier version back."""
    member = signed_in(request)
    get_post_for(places_for(member), post_id)
    changed = restore_version(post_id=post_id, actor=member, number=number, now=clock.now())
    messages.success(request, _("The earlier version stands again."))
    return redirect("forum:history", changed.pk)


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, post_id: int) -> HttpResponse:
    """Ask, then remove a post: one's own, or for the forum's staff with a reason."""
    member = signed_in(request)
    places = places_for(member)
    found = get_post_for(places, post_id)
    is_own = found.author_id == member.pk
    if not is_own and not places.reader.is_staff:
        raise NotFound
    form = ForumReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            reason = form.cleaned_data["reason"]
            gone = remove_post(post_id=found.pk, actor=member, reason=reason, now=clock.now())
            messages.success(request, _("The post is removed. It can be brought back."))
            return _after_removal(gone)
    context = {"form": form, "post": found, "topic": found.topic, "is_own": is_own}
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}remove.html", context, status=status)


def _after_removal(gone: Post) -> HttpResponse:
    return redirect(place_of(gone, gone.topic))


@login_required
@require_POST
def undo_removal(request: HttpRequest, post_id: int) -> HttpResponse:
    """Bring a removed post back."""
    member = signed_in(request)
    get_post_for(places_for(member), post_id)
    found = restore_post(post_id=post_id, actor=member, now=clock.now())
    messages.success(request, _("The post is back."))
    return redirect(place_of(found, found.topic))


@login_required
@require_POST
def picture(request: HttpRequest) -> HttpResponse:
    """Keep a picture and return the Markdown that shows it."""
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"message": str(_("Choose a picture first."))}, status=422)
    try:
        row = add_picture(
            member=signed_in(request), upload=form.cleaned_data["image"], now=clock.now()
        )
    except DomainError as refusal:
        answer = {"code": refusal.code, "message": str(refusal)}
        return JsonResponse(answer, status=refusal.status)
    return JsonResponse({"markdown": f"![]({row.address})", "address": row.address})
