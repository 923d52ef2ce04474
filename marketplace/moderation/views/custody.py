"""A member's own data: packed, downloaded, and the account's end."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.private_files import private_response
from marketplace.moderation import queries, services
from marketplace.moderation.choices import ExportState
from marketplace.moderation.forms import LeaveForm

LIMIT = 10
UNDER_WAY = (ExportState.QUEUED, ExportState.RUNNING)


def _exports(member: Member) -> dict[str, object]:
    exports = list(queries.exports_of(member)[:LIMIT])
    return {
        "exports": exports,
        "is_under_way": any(one.state in UNDER_WAY for one in exports),
        "at": clock.now(),
    }


@login_required
@require_safe
@never_cache
def data(request: HttpRequest) -> HttpResponse:
    """Show the member's packages, and the way out."""
    member = signed_in(request)
    context = {
        **_exports(member),
        "parts": queries.custody_parts(),
        "days": rules().export_days,
        "can_leave": member.standing == Standing.OPEN,
    }
    return render(request, "marketplace/moderation/data.html", context)


@login_required
@require_safe
@never_cache
def export_state(request: HttpRequest) -> HttpResponse:
    """Show how far packing is; the page asks for this by itself while it is under way."""
    return render(request, "marketplace/moderation/_exports.html", _exports(signed_in(request)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reauthentication_required  # type: ignore[untyped-decorator]
def ask_export(request: HttpRequest) -> HttpResponse:
    """Have the data packed, after the password or the second factor."""
    if request.method != "POST":
        return render(request, "marketplace/moderation/ask_export.html")
    now = clock.now()
    services.ask_export(member=signed_in(request), confirmed_at=now, now=now)
    messages.success(request, _("Your data is being packed. You are told when it is ready."))
    return redirect("moderation:data")


@login_required
@require_safe
@never_cache
def download(request: HttpRequest, public_id: str) -> FileResponse:
    """Hand a package to the member it is of."""
    found = queries.get_package_for(signed_in(request), public_id, now=clock.now())
    name = f"wazzifni-{found.asked_at:%Y-%m-%d}.zip"
    return private_response(found.key, name=name, content_type="application/zip")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reauthentication_required  # type: ignore[untyped-decorator]
def leave(request: HttpRequest) -> HttpResponse:
    """Say what closing the account means and what stands against it; close it."""
    member, now = signed_in(request), clock.now()
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.ask_departure(
                member=member,
                username=form.cleaned_data["username"],
                keeps_texts=form.cleaned_data["texts"] == "keep",
                confirmed_at=now,
                now=now,
            )
            member.refresh_from_db()
            update_session_auth_hash(request, member)
            return redirect("moderation:leaving")
    context = {
        "form": form,
        "bonds": queries.bonds_of(member),
        "days": rules().departure_days,
    }
    status = 422 if form.errors else 200
    return render(request, "marketplace/moderation/leave.html", context, status=status)


@login_required
@require_safe
@never_cache
def leaving(request: HttpRequest) -> HttpResponse:
    """Show until when the closing can be taken back."""
    departure = queries.departure_of(signed_in(request))
    if departure is None:
        raise NotFound
    context = {"departure": departure, "is_late": clock.now() >= departure.due_at}
    return render(request, "marketplace/moderation/leaving.html", context)


@login_required
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Take the closing back: the account is open again."""
    member = signed_in(request)
    services.cancel_departure(member=member, now=clock.now())
    member.refresh_from_db()
    update_session_auth_hash(request, member)
    messages.success(request, _("Your account stays. Good to have you."))
    return redirect("moderation:data")
