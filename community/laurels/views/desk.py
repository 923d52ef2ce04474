"""The community manager's desk: prepare, open, give prizes, confirm, cancel."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.laurels.choices import ElectionMove, ElectionState
from community.laurels.forms import CancelElectionForm, ElectionForm, PrizesForm
from community.laurels.models import Election
from community.laurels.policies import MANAGERS, can_do
from community.laurels.queries import elections as read
from community.laurels.queries.prizes import prize_contest, prize_contests
from community.laurels.queries.results import result_of
from community.laurels.services import preparing
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on

PER_PAGE = 30


@desk(*MANAGERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show all elections."""
    rows = Paginator(read.elections_at_desk(), PER_PAGE)
    context = {"page": rows.get_page(request.GET.get("page"))}
    return render(request, "community/laurels/desk.html", context)


def _proposed() -> dict[str, Any]:
    limits, today = rules(), clock.now().astimezone(UTC).date()
    opens = today + timedelta(days=limits.laurel_nominating_days)
    return {
        "year": today.year,
        "counting_from": date(today.year - (1 if today.timetuple().tm_yday == 1 else 0), 1, 1),
        "vote_opens_on": opens,
        "vote_closes_on": opens + timedelta(days=limits.laurel_voting_days),
    }


@desk(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest) -> HttpResponse:
    """Show the form, or begin the election of a year."""
    form = ElectionForm(request.POST or None, initial=_proposed())
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = preparing.prepare_election(
                actor=signed_in(request), draft=form.draft, now=clock.now()
            )
            messages.success(request, _("Prepared. Nobody sees it until you open it."))
            return redirect("laurels:desk_election", made.public_id)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "limits": rules(), "metric_percent": read.metric_percent()}
    return render(request, "community/laurels/desk_prepare.html", context, status=status)


def _show(
    request: HttpRequest,
    found: Election,
    *,
    form: ElectionForm | None = None,
    cancel_form: CancelElectionForm | None = None,
    prizes_form: PrizesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member = signed_in(request)
    context = {
        "election": found,
        "form": form or ElectionForm(initial=ElectionForm.initial_of(found)),
        "cancel_form": cancel_form or CancelElectionForm(),
        "prizes_form": prizes_form or _prizes_form(found),
        "prizes": prize_contest(found.contest_id),
        "candidates": read.candidates_of(found),
        "counts": read.candidacy_counts(found),
        "voted": read.voted_count(found) if found.state == ElectionState.VOTING else found.voted,
        "result": result_of(found) if found.counted_at else None,
        "may_choose_prizes": found.state in ("draft", "nominating", "voting", "counted"),
        **{f"can_{move}": can_do(member, found, move) for move in ElectionMove},
    }
    return render(request, "community/laurels/desk_election.html", context, status=status)


def _prizes_form(found: Election, data: Any = None) -> PrizesForm:
    known = [(one.contest_id, f"{one.title} · {one.state}") for one in prize_contests()]
    return PrizesForm(data, contests=known, initial={"contest_id": found.contest_id})


@desk(*MANAGERS)
@require_safe
def election(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show an election with what can be done to it."""
    return _show(request, read.get_election(public_id))


@desk(*MANAGERS)
@require_POST
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Plan it anew."""
    found = read.get_election(public_id)
    form = ElectionForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            preparing.change_election(
                election=found, actor=signed_in(request), draft=form.draft, now=clock.now()
            )
            messages.success(request, _("Saved."))
            return redirect("laurels:desk_election", public_id)
    return _show(request, found, form=form, status=422)


@desk(*MANAGERS)
@require_POST
def prizes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say which contest carries the prizes."""
    found = read.get_election(public_id)
    form = _prizes_form(found, request.POST)
    if form.is_valid():
        with refusals_on(form):
            preparing.choose_prizes(
                election=found, actor=signed_in(request), now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Saved."))
            return redirect("laurels:desk_election", public_id)
    return _show(request, found, prizes_form=form, status=422)


@desk(*MANAGERS)
@require_POST
def open_it(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let gurus name candidates."""
    found = read.get_election(public_id)
    preparing.open_election(election=found, actor=signed_in(request), now=clock.now())
    messages.success(request, _("Opened. All gurus are told."))
    return redirect("laurels:desk_election", public_id)


@desk(*MANAGERS)
@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Confirm the result."""
    found = read.get_election(public_id)
    preparing.confirm_result(election=found, actor=signed_in(request), now=clock.now())
    messages.success(request, _("Confirmed. Everybody sees the result now."))
    return redirect("laurels:desk_election", public_id)


@desk(*MANAGERS)
@require_POST
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Cancel it, with a reason."""
    found = read.get_election(public_id)
    form = CancelElectionForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            preparing.cancel_election(
                election=found, actor=signed_in(request), now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Cancelled. The club is told."))
            return redirect("laurels:desk_election", public_id)
    return _show(request, found, cancel_form=form, status=422)
