"""The desk of shifts: offers are made, reports approved, differences decided."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.forum.queries.places import places_for
from community.shifts import queries
from community.shifts.errors import ExpertUnknown
from community.shifts.forms import LessForm, OfferForm, ReasonForm
from community.shifts.models import Shift
from community.shifts.policies import eligibility_of, moves_of
from community.shifts.queries.doors import TABS
from community.shifts.services import offering, working
from community.shifts.services.offering import ShiftDraft
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import get_member_by_username, signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on

PER_PAGE = 30
DECIDERS = (Role.COMMUNITY_MANAGER, Role.ADMIN)


@desk(*DECIDERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the shifts of one tab."""
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else "waiting"
    page = Paginator(queries.shifts_at_desk(tab), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "community/shifts/desk.html", {"tab": tab, "page": page})


def expert_named(username: str) -> Member:
    """Return who is meant. Raises ExpertUnknown."""
    try:
        return get_member_by_username(username)
    except NotFound as missing:
        raise ExpertUnknown(field="member") from missing


def _areas() -> list[tuple[str, str]]:
    language = (get_language() or "ar")[:2]
    return [(str(one.id), one.name_in(language)) for one in places_for(None).in_order()]


@desk(Role.COMMUNITY_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Show the form with how its member stands to the rule, or offer a shift."""
    actor = signed_in(request)
    asked = request.GET.get("who", "")
    zone = ZoneInfo(actor.timezone)
    form = OfferForm(zone, _areas(), request.POST or None, initial={"member": asked})
    if request.method == "POST" and form.is_valid():
        sent = dict(form.cleaned_data)
        with refusals_on(form):
            draft = ShiftDraft(
                member=expert_named(sent.pop("member")),
                areas=[int(one) for one in sent.pop("areas")],
                currency=rules().default_currency,
                **sent,
            )
            made = offering.offer_shift(actor=actor, draft=draft, now=clock.now())
            messages.success(request, _("Offered. The pay is set apart."))
            return redirect("shifts:desk_shift", made.public_id)
    who = _known(asked)
    rule = eligibility_of(who) if who else None
    context = {"form": form, "who": who, "rule": rule, "zone": actor.timezone}
    status = 422 if request.method == "POST" else 200
    return render(request, "community/shifts/offer.html", context, status=status)


def _known(username: str) -> Member | None:
    try:
        return get_member_by_username(username.removeprefix("@")) if username else None
    except NotFound:
        return None


def _show(
    request: HttpRequest, found: Shift, *, status: int = 200, **bound: forms.Form
) -> HttpResponse:
    """Show a shift; `bound` holds a form that was sent and refused, by its name."""
    now = clock.now()
    context: dict[str, Any] = {
        "one": found,
        "is_desk": True,
        "moves": moves_of(signed_in(request), found, now=now),
        "areas": queries.areas_of(found, (get_language() or "ar")[:2]),
        "is_running": found.is_running(now),
        "held": queries.fund_held(found),
        "reason_form": ReasonForm(),
        "less_form": LessForm(found.currency, prefix="less"),
        "decide_form": LessForm(found.currency, prefix="decide"),
        **bound,
    }
    return render(request, "community/shifts/shift.html", context, status=status)


@desk(*DECIDERS)
@require_safe
def shift(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a shift to those who decide about it."""
    return _show(request, queries.get_shift_at_desk(public_id, actor=signed_in(request)))


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an offer back."""
    actor = signed_in(request)
    found = queries.get_shift_at_desk(public_id, actor=actor)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            reason = form.cleaned_data["reason"]
            offering.withdraw_shift(shift=found, actor=actor, reason=reason, now=clock.now())
            messages.success(request, _("Taken back. The pay went back to marketing."))
            return redirect("shifts:desk_shift", found.public_id)
    return _show(request, found, reason_form=form, status=422)


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Cancel before it begins."""
    actor = signed_in(request)
    found = queries.get_shift_at_desk(public_id, actor=actor)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            reason = form.cleaned_data["reason"]
            offering.cancel_shift(shift=found, actor=actor, reason=reason, now=clock.now())
            messages.success(request, _("Cancelled. The pay went back to marketing."))
            return redirect("shifts:desk_shift", found.public_id)
    return _show(request, found, reason_form=form, status=422)


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def approve(request: HttpRequest, public_id: str) -> HttpResponse:
    """Approve the whole pay."""
    actor = signed_in(request)
    found = queries.get_shift_at_desk(public_id, actor=actor)
    working.approve_shift(shift=found, actor=actor, now=clock.now())
    messages.success(request, _("Approved. It is paid at once."))
    return redirect("shifts:desk_shift", found.public_id)


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def question(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose less."""
    actor = signed_in(request)
    found = queries.get_shift_at_desk(public_id, actor=actor)
    form = LessForm(found.currency, request.POST, prefix="less")
    if form.is_valid():
        with refusals_on(form):
            working.question_shift(shift=found, actor=actor, now=clock.now(), **form.cleaned_data)
            messages.success(request, _("Proposed. The member agrees, or somebody else decides."))
            return redirect("shifts:desk_shift", found.public_id)
    return _show(request, found, less_form=form, status=422)


@desk(*DECIDERS)
@require_POST
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decide between the sides."""
    actor = signed_in(request)
    found = queries.get_shift_at_desk(public_id, actor=actor)
    form = LessForm(found.currency, request.POST, prefix="decide")
    if form.is_valid():
        with refusals_on(form):
            working.decide_shift(shift=found, actor=actor, now=clock.now(), **form.cleaned_data)
            messages.success(request, _("Decided. Both sides are told."))
            return redirect("shifts:desk_shift", found.public_id)
    return _show(request, found, decide_form=form, status=422)
