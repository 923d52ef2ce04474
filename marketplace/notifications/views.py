"""Pages of notifications: the list, the bell, the preferences, the demo's mailbox."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from marketplace.accounts.queries import signed_in, viewer
from marketplace.core import clock
from marketplace.core.addresses import in_language
from marketplace.core.errors import Invalid, NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.user_agents import browser_name
from marketplace.notifications import queries, services
from marketplace.notifications.channels.mail.unsubscribe import read_unsubscribe
from marketplace.notifications.channels.push.keys import public_key
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.forms import (
    DeviceForm,
    EndpointForm,
    PreferencesForm,
    channels_with_choice,
    field_name,
)
from marketplace.notifications.policies import can_read_all_mail

PAGES = "marketplace/notifications/"
WORKER = "js/push-worker.js"
# The shown mail may carry its own styles and pictures, and nothing else that does anything.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-popups"
)


def _language() -> str:
    return (translation.get_language() or "ar")[:2]


@login_required
@require_GET
def show_list(request: HttpRequest) -> HttpResponse:
    """Show what the member was told, newest first."""
    member = signed_in(request)
    unread_only = request.GET.get("unread") == "1"
    page = queries.notification_page(
        member, number=request.GET.get("page", "1"), unread_only=unread_only
    )
    context = {
        "page": page,
        "lines": queries.lines(list(page.object_list), member=member, lang=_language()),
        "unread_only": unread_only,
        "unread": queries.bell_of(member).unread,
    }
    return render(request, f"{PAGES}list.html", context)


@login_required
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Take note that everything was seen."""
    services.mark_all_read(member=signed_in(request), now=clock.now())
    return redirect("notifications:list")


@login_required
@require_GET
def open_notification(request: HttpRequest, public_id: str) -> HttpResponse:
    """Go to what a notification is about; it is read by that."""
    row = queries.get_notification_for(signed_in(request), public_id)
    services.mark_read(notification=row, now=clock.now())
    return redirect(in_language(row.url, _language()))


@never_cache
@require_GET
def bell(request: HttpRequest) -> HttpResponse:
    """Answer the bell's question whether anything is new: 204 when not.

    `seen` is the version that the page shows; without it the whole bell is sent, and nothing is
    announced. Who isn't signed in gets nothing, which takes the bell away.
    """
    member = viewer(request)
    if member is None:
        return HttpResponse("")
    seen = request.GET.get("seen", "")
    state = queries.bell_of(member)
    if seen == state.version:
        return HttpResponse(status=204)
    news = state.newer_than(seen)
    context = {"bell": state, "news": queries.lines(news, member=member, lang=_language())}
    return render(request, f"{PAGES}_bell.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and keep what the member wants to be told, and how."""
    member = signed_in(request)
    offered = channels_with_choice()
    chosen = {channel.name: queries.frequencies_of(member, channel.name) for channel in offered}
    form = PreferencesForm(request.POST if request.method == "POST" else None, chosen=chosen)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            for channel in offered:
                services.choose_frequencies(
                    member=member,
                    channel=channel.name,
                    frequencies=form.frequencies(channel.name),
                    now=clock.now(),
                )
            messages.success(request, _("Your choice is saved."))
            return redirect("notifications:preferences")
    rows = [
        (group, [form[field_name(channel.name, group)] for channel in offered])
        for group in NotificationGroup
    ]
    context = {
        "form": form,
        "rows": rows,
        "channels": offered,
        "push_key": public_key(),
        "devices": queries.devices_of(member),
    }
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}preferences.html", context, status=status)


@login_required
@require_POST
def subscribe_push(request: HttpRequest) -> HttpResponse:
    """Keep this browser's subscription; asked by a script, which reads the status alone."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        raise Invalid
    device = browser_name(request.headers.get("User-Agent", ""))
    services.subscribe_device(
        member=signed_in(request), device=device, now=clock.now(), **form.cleaned_data
    )
    return HttpResponse(status=204)


@login_required
@require_POST
def unsubscribe_push(request: HttpRequest) -> HttpResponse:
    """Forget this browser."""
    form = EndpointForm(request.POST)
    if not form.is_valid():
        raise Invalid
    services.unsubscribe_device(member=signed_in(request), **form.cleaned_data)
    return HttpResponse(status=204)


@login_required
@require_POST
def remove_device(request: HttpRequest, public_id: str) -> HttpResponse:
    """Forget one of the member's browsers."""
    services.remove_device(member=signed_in(request), public_id=public_id)
    messages.success(request, _("The device is removed."))
    return redirect("notifications:preferences")


@require_GET
def push_worker(_request: HttpRequest) -> HttpResponse:
    """Give the script that shows push messages; from the root, so that its scope is the site."""
    found = finders.find(WORKER)
    if isinstance(found, str):
        text = Path(found).read_text(encoding="utf-8")
    else:
        with staticfiles_storage.open(WORKER) as file:
            text = file.read().decode()
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed token is the permission
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then stop a group of mails; works without signing in."""
    _member_id, groups = read_unsubscribe(token)
    if request.method == "POST":
        services.unsubscribe(token=token, now=clock.now())
    context = {"groups": groups, "done": request.method == "POST", "token": token}
    return render(request, f"{PAGES}unsubscribe.html", context)


def _refuse_outside_demo() -> None:
    if not can_read_all_mail():
        raise NotFound


@require_GET
def dev_mail(request: HttpRequest) -> HttpResponse:
    """List every mail of the demo: nothing leaves the machine, so this is where it is read."""
    _refuse_outside_demo()
    page = queries.mail_page(number=request.GET.get("page", "1"))
    return render(request, f"{PAGES}dev_mail.html", {"page": page})


@require_GET
def dev_mail_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one mail of the demo, both of its parts."""
    _refuse_outside_demo()
    mail = queries.get_mail(public_id)
    return render(request, f"{PAGES}dev_mail_detail.html", {"mail": mail})


@require_GET
@xframe_options_sameorigin
def dev_mail_html(request: HttpRequest, public_id: str) -> HttpResponse:  # noqa: ARG001
    """Give the HTML part by itself, under a policy that lets nothing run."""
    _refuse_outside_demo()
    mail = queries.get_mail(public_id)
    response = HttpResponse(mail.html)
    response["Content-Security-Policy"] = MAIL_POLICY
    return response
