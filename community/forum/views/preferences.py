"""How the forum behaves for a member, and the links in mails that change it without signing in."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from community.forum.choices.reading import LEVEL_HINTS, Level, Rhythm
from community.forum.forms.reading import ForumSettingsForm
from community.forum.queries.areas import area_lines, settings_of
from community.forum.services import links
from community.forum.services.settings import choose_settings, renew_feed_address
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on

PAGES: Final = "community/forum/"


@login_required
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and keep the digest's rhythm, levels after writing, what is followed, feeds."""
    member = signed_in(request)
    kept = settings_of(member)
    form = ForumSettingsForm.of(kept, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            choose_settings(
                member=member,
                digest=Rhythm(given["digest"]),
                after_topic=Level(given["after_topic"]),
                after_reply=Level(given["after_reply"]),
                now=clock.now(),
            )
            messages.success(request, _("Your choice is saved."))
            return redirect("forum:preferences")
    context = {
        "form": form,
        "kept": kept,
        "lines": area_lines(member, language=(get_language() or "ar")[:2]),
        "levels": [(level, LEVEL_HINTS[level]) for level in reversed(Level)],
        "feed_token": links.feed_token(member),
        "takes_mail": bool(settings.INBOUND_MAIL_ADDRESS),
    }
    return render(request, f"{PAGES}preferences.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def renew_feeds(request: HttpRequest) -> HttpResponse:
    """Give the private feed another address."""
    renew_feed_address(member=signed_in(request), now=clock.now())
    messages.success(request, _("The old address of your feed no longer works."))
    return redirect("forum:preferences")


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed token is the permission
@require_http_methods(["GET", "POST"])
def stop_digest(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then stop the digest; works without signing in."""
    links.member_of_digest(token)
    is_done = request.method == "POST"
    if is_done:
        links.stop_digest(token=token)
    context = {"what": "digest", "done": is_done, "token": token}
    return render(request, f"{PAGES}stop.html", context)


@csrf_exempt  # as above
@require_http_methods(["GET", "POST"])
def mute_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then mute a topic; works without signing in, and says nothing of the topic."""
    links.member_and_topic_of_mute(token)
    is_done = request.method == "POST"
    if is_done:
        links.mute_by_mail(token=token)
    context = {"what": "topic", "done": is_done, "token": token}
    return render(request, f"{PAGES}stop.html", context)
