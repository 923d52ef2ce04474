"""Drafts and bookmarks of one member."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.forum.errors.reading import DraftChangedElsewhere
from community.forum.forms.reading import BookmarkForm, DraftSaveForm
from community.forum.queries import drafts as queries
from community.forum.queries.places import places_for
from community.forum.queries.posts import get_post_for
from community.forum.services import bookmarks
from community.forum.services import drafts as services
from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import DomainError, Invalid, NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.mail import Reader
from marketplace.core.views import safe_next

PAGES: Final = "community/forum/"


@login_required
@require_safe
def draft_list(request: HttpRequest) -> HttpResponse:
    """Show what the member has begun to write."""
    member = signed_in(request)
    page, lines = queries.draft_page(member, number=request.GET.get("page", "1"))
    return render(request, f"{PAGES}drafts.html", {"page": page, "drafts": lines})


@login_required
@require_safe
def draft_box(request: HttpRequest) -> HttpResponse:
    """Show the draft of a composer: a part of its page."""
    place = request.GET.get("place", "")
    services.check_place(place)
    context = {
        "draft": queries.composer_draft(signed_in(request), place),
        "fresh": request.GET.get("fresh") == "1",
    }
    return render(request, f"{PAGES}_reading_draft_box.html", context)


def _refused(error: DomainError) -> JsonResponse:
    return JsonResponse({"code": error.code, "message": str(error)}, status=error.status)


def _clash(member: Member, place: str, error: DomainError) -> JsonResponse:
    """Say that another device wrote meanwhile, with what it wrote."""
    try:
        other = queries.get_draft_for(member, place)
    except NotFound:
        return _refused(error)
    told = {
        "code": error.code,
        "message": str(error),
        "draft": {"fields": other.fields, "revision": other.revision},
    }
    return JsonResponse(told, status=error.status)


@login_required
@require_POST
def save_draft(request: HttpRequest) -> HttpResponse:
    """Keep what stands in a composer; asked by a script, which reads the JSON."""
    member = signed_in(request)
    form = DraftSaveForm(request.POST)
    if not form.is_valid():
        return _refused(Invalid())
    given = form.cleaned_data
    try:
        draft = services.save_draft(
            member=member,
            place=given["place"],
            fields=given["fields"],
            revision=given["revision"],
            device=given["device"],
            now=clock.now(),
        )
    except DraftChangedElsewhere as clash:
        return _clash(member, given["place"], clash)
    except DomainError as refusal:
        return _refused(refusal)
    return JsonResponse({"revision": draft.revision})


@login_required
@require_POST
def delete_draft(request: HttpRequest, public_id: str) -> HttpResponse:
    """Throw a draft away."""
    services.delete_draft(member=signed_in(request), public_id=public_id)
    messages.success(request, _("The draft is deleted."))
    return redirect("forum:drafts")


@login_required
@require_safe
def bookmark_list(request: HttpRequest) -> HttpResponse:
    """Show the posts that the member wants to come back to."""
    member = signed_in(request)
    page = queries.bookmark_page(
        member, categories=places_for(member).seen, number=request.GET.get("page", "1")
    )
    return render(request, f"{PAGES}bookmarks.html", {"page": page})


def _zone(member: Member) -> ZoneInfo:
    return Reader(language=member.language, timezone=member.timezone).zone


@login_required
@require_http_methods(["GET", "POST"])
def bookmark(request: HttpRequest, post_id: int) -> HttpResponse:
    """Mark a post, with a note and a reminder."""
    member = signed_in(request)
    post = get_post_for(places_for(member), post_id)
    found = queries.bookmark_at(member, post.pk)
    given = request.POST if request.method == "POST" else None
    initial = {"note": found.note, "due_at": found.due_at} if found else {}
    form = BookmarkForm(_zone(member), given, initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            bookmarks.bookmark_post(member=member, post=post, now=clock.now(), **form.cleaned_data)
            messages.success(request, _("Marked. You find it under your bookmarks."))
            return redirect(safe_next(request, default=post.get_absolute_url()))
    context = {"form": form, "post": post, "bookmark": found}
    return render(request, f"{PAGES}bookmark.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove_bookmark(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a mark away."""
    bookmarks.remove_bookmark(member=signed_in(request), public_id=public_id)
    messages.success(request, _("The bookmark is removed."))
    return redirect(safe_next(request, default="/forum/bookmarks/"))
