"""One's own membership: the charter, duties, leave, going, and what the club gave."""

from __future__ import annotations

from datetime import UTC

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.gurus.choices import LIVE, MembershipMove
from community.gurus.forms import AppealForm, KnownForForm, LeaveForm, ReasonForm, SignForm
from community.gurus.models import Membership
from community.gurus.policies import can_do
from community.gurus.queries import charter as charters
from community.gurus.queries import members
from community.gurus.queries.duties import meter_now, quarters_of
from community.gurus.queries.privileges import get_grant_for, grants_of
from community.gurus.services import charter as signing
from community.gurus.services import giving, memberships
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on

PER_PAGE = 30
SHOWN_QUARTERS = 8


def _show(
    request: HttpRequest,
    found: Membership,
    *,
    status: int = 200,
    **given: django_forms.Form,
) -> HttpResponse:
    member = signed_in(request)
    version = charters.charter_in_force()
    is_live = found.state in LIVE
    has_to_sign = bool(version and is_live and found.signed_version < version.number)
    forms = {
        "sign_form": SignForm(initial={"number": version.number if version else 0}),
        "known_form": KnownForForm(initial={"known_for": found.known_for}),
        "leave_form": LeaveForm(),
        "go_form": ReasonForm(),
        "appeal_form": AppealForm(),
        **given,
    }
    rows = Paginator(grants_of(member), PER_PAGE)
    context = {
        "membership": found,
        "charter": version,
        "parts": charters.parts_of(version) if version and has_to_sign else [],
        "has_to_sign": has_to_sign,
        "sign_until": charters.sign_until(found) if has_to_sign else None,
        "signatures": charters.signatures_of(member),
        "meter": meter_now(found, now=clock.now()) if is_live else None,
        "quarters": quarters_of(found)[:SHOWN_QUARTERS],
        "grants": rows.get_page(request.GET.get("page")),
        "break": members.break_of(found),
        "evangelist": members.evangelist_of(found),
        **forms,
        **{f"can_{move}": can_do(member, found, move) for move in MembershipMove},
    }
    return render(request, "community/gurus/mine.html", context, status=status)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's membership, also when it is over."""
    return _show(request, members.get_own_membership(signed_in(request)))


@login_required
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Sign the version in force."""
    member = signed_in(request)
    found = members.get_own_membership(member)
    form = SignForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            number = form.cleaned_data["number"]
            signing.sign_charter(membership=found, actor=member, number=number, now=clock.now())
            messages.success(request, _("Signed. Thank you."))
            return redirect("gurus:mine")
    return _show(request, found, sign_form=form, status=422)


@login_required
@require_POST
def describe(request: HttpRequest) -> HttpResponse:
    """Say what one is known for."""
    member = signed_in(request)
    found = members.get_own_membership(member)
    form = KnownForForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            memberships.describe_member(
                membership=found, actor=member, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Saved."))
            return redirect("gurus:mine")
    return _show(request, found, known_form=form, status=422)


@login_required
@require_POST
def take_break(request: HttpRequest) -> HttpResponse:
    """Go on leave."""
    member, now = signed_in(request), clock.now()
    found = members.get_own_membership(member)
    form = LeaveForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            draft = form.draft(now.astimezone(UTC).date())
            memberships.take_break(membership=found, actor=member, draft=draft, now=now)
            messages.success(request, _("You are on leave; your duties stop for these days."))
            return redirect("gurus:mine")
    return _show(request, found, leave_form=form, status=422)


@login_required
@require_POST
def come_back(request: HttpRequest) -> HttpResponse:
    """End one's leave."""
    member = signed_in(request)
    found = members.get_own_membership(member)
    memberships.come_back(membership=found, actor=member, now=clock.now())
    messages.success(request, _("Welcome back."))
    return redirect("gurus:mine")


@login_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave the club."""
    member = signed_in(request)
    found = members.get_own_membership(member)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            reason = form.cleaned_data["reason"]
            memberships.leave_club(membership=found, actor=member, reason=reason, now=clock.now())
            messages.success(request, _("You have left the club. Thank you for everything."))
            return redirect("gurus:mine")
    return _show(request, found, go_form=form, status=422)


@login_required
@require_POST
def appeal(request: HttpRequest) -> HttpResponse:
    """Appeal against one's removal."""
    member = signed_in(request)
    found = members.get_own_membership(member)
    form = AppealForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            text = form.cleaned_data["text"]
            memberships.appeal_removal(membership=found, actor=member, text=text, now=clock.now())
            messages.success(request, _("Somebody who didn’t decide before looks at it."))
            return redirect("gurus:mine")
    return _show(request, found, appeal_form=form, status=422)


@login_required
@require_POST
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Accept an invitation."""
    member = signed_in(request)
    grant = get_grant_for(member, public_id)
    giving.accept_privilege(grant=grant, actor=member, now=clock.now())
    messages.success(request, _("Accepted. Your place is kept."))
    return redirect("gurus:mine")


@login_required
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decline an invitation, or give the place back."""
    member = signed_in(request)
    grant = get_grant_for(member, public_id)
    giving.decline_privilege(grant=grant, actor=member, now=clock.now())
    messages.success(request, _("Declined. Somebody else can have the place."))
    return redirect("gurus:mine")


@login_required
@never_cache
@require_POST
def show_code(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a code, once."""
    member = signed_in(request)
    grant = get_grant_for(member, public_id)
    code = giving.show_code(grant=grant, actor=member, now=clock.now())
    return render(request, "community/gurus/code.html", {"grant": grant, "code": code})
