"""The forum's desk, by keyboard, and the public log of those who look after the forum."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.forum.choices import Act
from community.forum.forms.queue import EditWaitingForm, RemoveForm
from community.forum.models import QueueDecision
from community.forum.queries import queue as queries
from community.forum.queries.places import LOOKING_AFTER, places_for
from community.forum.services import queue as services
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import Conflict
from marketplace.core.forms import refusals_on
from marketplace.moderation.choices import RULES_BY_NUMBER
from marketplace.moderation.policies import is_moderator

PAGES: Final = "community/forum/"


def _show(
    request: HttpRequest, *, filled: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    member, now = signed_in(request), clock.now()
    since = now - timedelta(hours=rules().forum_desk_undo_hours)
    found = queries.desk_queue(member, with_flags=is_moderator(member), now=now, undo_since=since)
    given = filled or {}
    context = {
        "queue": found,
        "forms": {
            item.post.pk: {
                name: given.get(f"{name}-{item.post.pk}") or _blank(name, item)
                for name in ("edit", "remove", "warn")
            }
            for item in found.items
        },
        "rules": RULES_BY_NUMBER,
        "can_warn": is_moderator(member),
        "at": request.GET.get("at", ""),
    }
    return render(request, f"{PAGES}queue.html", context, status=status)


def _blank(name: str, item: queries.QueueItem) -> forms.Form:
    auto_id = f"{name}-{item.post.pk}-%s"
    if name == "edit":
        return EditWaitingForm(auto_id=auto_id, initial={"body": item.post.source})
    return RemoveForm(auto_id=auto_id)


@desk(*LOOKING_AFTER)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits: reported posts, the heaviest first, then those that are held."""
    return _show(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Return to the queue, at the place where the decided post stood."""
    at = request.POST.get("at", "")
    place = f"?at={at}" if at.isascii() and at.isdecimal() else ""
    return redirect(f"{reverse('forum:desk')}{place}")


def _decided(request: HttpRequest, do: Callable[[], QueueDecision]) -> HttpResponse:
    try:
        made = do()
    except Conflict as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("%(act)s. U takes it back.") % {"act": made.get_act_display()})
    return _back(request)


@desk(*LOOKING_AFTER)
@require_POST
def accept(request: HttpRequest, post_id: int) -> HttpResponse:
    """Let a post stand."""
    return _decided(
        request,
        lambda: services.accept_post(post_id=post_id, actor=signed_in(request), now=clock.now()),
    )


def _by_form(
    request: HttpRequest,
    name: str,
    post_id: int,
    form: forms.Form,
    verb: Callable[..., QueueDecision],
) -> HttpResponse:
    """Decide with what was typed; a refusal shows the queue again, with all of it still there."""
    if form.is_valid():
        with refusals_on(form):
            given: dict[str, Any] = form.cleaned_data
            return _decided(
                request,
                lambda: verb(post_id=post_id, actor=signed_in(request), now=clock.now(), **given),
            )
    return _show(request, filled={f"{name}-{post_id}": form}, status=422)


@desk(*LOOKING_AFTER)
@require_POST
def edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """Change a post's words and let it stand."""
    form = EditWaitingForm(request.POST, auto_id=f"edit-{post_id}-%s")
    return _by_form(request, "edit", post_id, form, services.edit_waiting_post)


@desk(*LOOKING_AFTER)
@require_POST
def remove(request: HttpRequest, post_id: int) -> HttpResponse:
    """Take a post away, with a reason."""
    form = RemoveForm(request.POST, auto_id=f"remove-{post_id}-%s")
    return _by_form(request, "remove", post_id, form, services.remove_waiting_post)


@desk(Role.MODERATOR)
@require_POST
def warn(request: HttpRequest, post_id: int) -> HttpResponse:
    """Take a post away and warn its author."""
    form = RemoveForm(request.POST, auto_id=f"warn-{post_id}-%s")
    return _by_form(request, "warn", post_id, form, services.warn_about_post)


@desk(*LOOKING_AFTER)
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a decision back."""
    try:
        services.undo_at_desk(public_id=public_id, actor=signed_in(request), now=clock.now())
        messages.success(request, _("Taken back. The post waits again."))
    except Conflict as refusal:
        messages.warning(request, str(refusal))
    return _back(request)


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show to everybody what those who look after the forum did."""
    act = request.GET.get("act", "")
    page, lines = queries.log_page(places_for(None), number=request.GET.get("page", "1"), act=act)
    context = {"page": page, "lines": lines, "act": act, "acts": Act.choices}
    return render(request, f"{PAGES}log.html", context)
