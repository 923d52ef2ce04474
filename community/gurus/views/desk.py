"""The community manager's desk: what waits, decisions about candidates, the charter, duties."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.gurus.choices import CaseState
from community.gurus.errors import BlockedCandidate, OwnCase, OwnNomination
from community.gurus.forms import CandidateForm, CharterForm, DutiesForm, ReasonForm
from community.gurus.models import ClubCase, Nomination
from community.gurus.policies import MANAGERS
from community.gurus.queries import charter as charters
from community.gurus.queries import duties as meters
from community.gurus.queries import members
from community.gurus.queries import nominations as read
from community.gurus.services import charter, deciding, duties
from community.gurus.views.club import candidate_named
from community.gurus.views.club import show as show_nomination
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on

SHOWN = 50


@desk(*MANAGERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show everything that waits for the manager, each with its key."""
    return _home(request, CandidateForm())


def _home(request: HttpRequest, form: CandidateForm, *, status: int = 200) -> HttpResponse:
    context = {
        "to_confirm": read.to_confirm(),
        "cases": members.cases_at_desk(is_open=True)[:SHOWN],
        "appeals": members.memberships_at_desk("appeals")[:SHOWN],
        "under_way": read.nominations_for(signed_in(request), "open")[:SHOWN],
        "may_found": members.count_gurus() < rules().guru_founders_max,
        "founder_form": form,
        "charter": charters.charter_in_force(),
    }
    # What was typed into the form isn't lost when others were quicker.
    context["may_found"] = context["may_found"] or form.is_bound
    return render(request, "community/gurus/desk.html", context, status=status)


@desk(*MANAGERS)
@require_POST
def name_founder(request: HttpRequest) -> HttpResponse:
    """Ask one of the first members."""
    form = CandidateForm(request.POST)
    if form.is_valid():
        sent = form.cleaned_data
        with refusals_on(form, OwnNomination, BlockedCandidate):
            deciding.name_founder(
                candidate=candidate_named(sent["candidate"]),
                actor=signed_in(request),
                reason=sent["reason"],
                now=clock.now(),
            )
            messages.success(request, _("Asked to sign the charter."))
            return redirect("gurus:desk")
    return _home(request, form, status=422)


def _decide(request: HttpRequest, public_id: str, verb: Callable[..., Nomination]) -> HttpResponse:
    member = signed_in(request)
    found = read.get_nomination_in_club(member, public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            reason = form.cleaned_data["reason"]
            verb(nomination=found, actor=member, reason=reason, now=clock.now())
            messages.success(request, _("Decided; those whom it concerns are told."))
            return redirect("gurus:desk")
    return show_nomination(request, found, reason_form=form, status=422)


@desk(*MANAGERS)
@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Confirm what the club voted for."""
    return _decide(request, public_id, deciding.confirm_nomination)


@desk(*MANAGERS)
@require_POST
def refuse(request: HttpRequest, public_id: str) -> HttpResponse:
    """Don't confirm it."""
    return _decide(request, public_id, deciding.refuse_nomination)


@desk(*MANAGERS)
@require_POST
def stop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stop a nomination."""
    return _decide(request, public_id, deciding.stop_nomination)


@desk(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def publish_charter(request: HttpRequest) -> HttpResponse:
    """Show the form for a version, or publish it."""
    held, now = charters.charter_in_force(), clock.now()
    until = now.astimezone(UTC).date() + timedelta(days=2 * rules().guru_charter_days_min)
    form = CharterForm(request.POST or None, held=held, initial={"sign_by": until})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            charter.publish_charter(actor=signed_in(request), draft=form.draft, now=now)
            messages.success(request, _("The new version is in force. Members are asked to sign."))
            return redirect("gurus:charter")
    status = 422 if request.method == "POST" else 200
    context = {
        "form": form,
        "held": held,
        "versions": charters.versions_of_charter(),
        "unsigned": charters.unsigned_members(held)[:SHOWN] if held else [],
    }
    return render(request, "community/gurus/desk_charter.html", context, status=status)


@desk(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def set_duties(request: HttpRequest) -> HttpResponse:
    """Show how everybody stands in the quarter, or change what is owed."""
    now = clock.now()
    held = meters.duties_in_force()
    form = DutiesForm(request.POST or None, duties=held)
    if request.method == "POST" and form.is_valid():
        known = {duty.measure: duty.required for duty in held}
        changed = {
            name: wanted
            for name, wanted in form.cleaned_data.items()
            if wanted != known.get(name, 0)
        }
        for name, required in changed.items():
            duties.set_duty(actor=signed_in(request), measure=name, required=required, now=now)
        messages.success(request, _("Saved.") if changed else _("Nothing would change."))
        return redirect("gurus:desk_duties")
    gurus = members.gurus_listed()
    quarter = meters.quarter_of(now.astimezone(UTC).date())
    found = meters.meters_of(gurus, quarter, now=now)
    context = {
        "form": form,
        "quarter": quarter,
        "rows": [(one, found[one.pk]) for one in gurus],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "community/gurus/desk_duties.html", context, status=status)


def _case(
    request: HttpRequest, found: ClubCase, *, form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "case": found,
        "membership": found.membership,
        "quarters": meters.quarters_of(found.membership)[:8],
        "meter": meters.meter_now(found.membership, now=clock.now()),
        "form": form or ReasonForm(),
        "is_open": found.state == CaseState.OPEN
        and found.membership.member_id != signed_in(request).pk,
    }
    return render(request, "community/gurus/desk_case.html", context, status=status)


@desk(*MANAGERS)
@require_safe
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a case with the quarters it is about."""
    return _case(request, members.get_case(public_id))


def _close(request: HttpRequest, public_id: str, verb: Callable[..., ClubCase]) -> HttpResponse:
    found = members.get_case(public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form, OwnCase):
            reason = form.cleaned_data["reason"]
            verb(case=found, actor=signed_in(request), reason=reason, now=clock.now())
            messages.success(request, _("Decided; those whom it concerns are told."))
            return redirect("gurus:desk")
    return _case(request, found, form=form, status=422)


@desk(*MANAGERS)
@require_POST
def keep(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let the member stay."""
    return _close(request, public_id, duties.keep_member)


@desk(*MANAGERS)
@require_POST
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    """End the membership with honours."""
    return _close(request, public_id, duties.end_membership)
