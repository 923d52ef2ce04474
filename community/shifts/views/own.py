"""A member's own shifts: offers, what comes, what was; answering and reporting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.shifts import queries
from community.shifts.forms import ReasonForm, ReplyForm, ReportForm
from community.shifts.models import Shift
from community.shifts.policies import eligibility_of, moves_of
from community.shifts.services import offering, working
from community.shifts.services.working import ShiftReport
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on

PER_PAGE = 30


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's shifts, and the open rule by which shifts are offered."""
    member = signed_in(request)
    page = Paginator(queries.shifts_of(member), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "now": clock.now(), "rule": eligibility_of(member)}
    return render(request, "community/shifts/mine.html", context)


def _show(
    request: HttpRequest, found: Shift, *, status: int = 200, **bound: forms.Form
) -> HttpResponse:
    """Show a shift; `bound` holds a form that was sent and refused, by its name."""
    now = clock.now()
    context: dict[str, Any] = {
        "one": found,
        "is_desk": False,
        "moves": moves_of(signed_in(request), found, now=now),
        "areas": queries.areas_of(found, (get_language() or "ar")[:2]),
        "is_running": found.is_running(now),
        "reason_form": ReasonForm(),
        "report_form": ReportForm(),
        "reply_form": ReplyForm(initial={"reply": found.reply}),
        **bound,
    }
    return render(request, "community/shifts/shift.html", context, status=status)


@login_required
@require_safe
def shift(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one of one's shifts."""
    return _show(request, queries.get_shift_for(signed_in(request), public_id))


def _plain(
    request: HttpRequest, public_id: str, verb: Callable[..., Shift], said: str
) -> HttpResponse:
    member = signed_in(request)
    found = queries.get_shift_for(member, public_id)
    verb(shift=found, actor=member, now=clock.now())
    messages.success(request, said)
    return redirect(found)


@login_required
@require_POST
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the offer."""
    said = _("It is yours. You are reminded a day before.")
    return _plain(request, public_id, offering.accept_shift, said)


@login_required
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no."""
    said = _("Declined. Nothing is held against you.")
    return _plain(request, public_id, offering.decline_shift, said)


@login_required
@require_POST
def agree(request: HttpRequest, public_id: str) -> HttpResponse:
    """Agree to less."""
    member = signed_in(request)
    found = queries.get_shift_for(member, public_id)
    agreed = working.agree_to_less(shift=found, actor=member, now=clock.now())
    said = _("Agreed. It is paid at once.") if agreed.approved_amount else _("Agreed.")
    messages.success(request, said)
    return redirect(found)


@login_required
@require_POST
def reply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer the proposal of less."""
    member = signed_in(request)
    found = queries.get_shift_for(member, public_id)
    form = ReplyForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            text = form.cleaned_data["reply"]
            working.reply_to_less(shift=found, actor=member, text=text, now=clock.now())
            messages.success(request, _("Sent. Whoever decides reads it."))
            return redirect(found)
    return _show(request, found, reply_form=form, status=422)


@login_required
@require_POST
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Cancel before it begins."""
    member = signed_in(request)
    found = queries.get_shift_for(member, public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            reason = form.cleaned_data["reason"]
            offering.cancel_shift(shift=found, actor=member, reason=reason, now=clock.now())
            messages.success(request, _("Cancelled."))
            return redirect(found)
    return _show(request, found, reason_form=form, status=422)


@login_required
@require_POST
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what was done."""
    member = signed_in(request)
    found = queries.get_shift_for(member, public_id)
    form = ReportForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            sent = ShiftReport(**form.cleaned_data)
            working.report_shift(shift=found, actor=member, report=sent, now=clock.now())
            messages.success(request, _("Thank you. A manager looks at it; then it is paid."))
            return redirect(found)
    return _show(request, found, report_form=form, status=422)
