"""Saved replies: list, add, change, delete."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.messaging import queries, services
from marketplace.messaging.forms import ReplyForm
from marketplace.messaging.models import SavedReply

PAGES = "marketplace/messaging/"
METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def replies(request: HttpRequest) -> HttpResponse:
    """Show the member's saved replies."""
    context = {"replies": queries.saved_replies_of(signed_in(request))}
    return render(request, f"{PAGES}replies.html", context)


@login_required
@require_http_methods(METHODS)
def add_reply(request: HttpRequest) -> HttpResponse:
    """Keep a text."""
    return _edit(request, None)


@login_required
@require_http_methods(METHODS)
def edit_reply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change a text that is kept."""
    return _edit(request, queries.get_reply_for(signed_in(request), public_id))


def _edit(request: HttpRequest, reply: SavedReply | None) -> HttpResponse:
    initial = {"title": reply.title, "body": reply.body} if reply else {}
    form = ReplyForm(request.POST) if request.method == "POST" else ReplyForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.save_reply(
                member=signed_in(request),
                title=form.cleaned_data["title"],
                body=form.cleaned_data["body"],
                reply=reply,
                now=clock.now(),
            )
            messages.success(request, _("Saved."))
            return redirect("messaging:replies")
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}reply.html", {"form": form, "reply": reply}, status=status)


@login_required
@require_POST
def delete_reply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Forget a text."""
    services.delete_reply(reply=queries.get_reply_for(signed_in(request), public_id))
    messages.success(request, _("Deleted."))
    return redirect("messaging:replies")
