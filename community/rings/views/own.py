"""The public figures, and a case as one of its members sees it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.rings import queries, services
from community.rings.choices import STANDING, RingState
from community.rings.forms import SideForm
from community.rings.models import RingCase
from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Show what was found year by year, and how often it was wrong."""
    context = {"years": queries.statistics_by_year(), "search": queries.latest_search()}
    return render(request, "community/rings/statistics.html", context)


@login_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Show the cases about oneself."""
    rows = list(queries.cases_of(signed_in(request)))
    return render(request, "community/rings/cases.html", {"cases": rows})


def _context(case: RingCase, member: Member) -> dict[str, Any]:
    people = queries.people_of(case)
    me = next(one for one in people if one.member_id == member.pk)
    lines = queries.pairs_of(case, people)
    mine = [line for line in lines if me.pk in (line.giver.pk, line.receiver.pk)]
    appeal = next((one for one in queries.appeals_of(case) if one.member_id == member.pk), None)
    answer = next((one for one in queries.answers_of(case) if one.member_id == member.pk), None)
    until = services.appeal_until(case.decided_at) if case.decided_at else None
    is_decided = case.state in STANDING
    return {
        "case": case,
        "me": me,
        "letter": queries.letter_of(me.place),
        "lines": mine,
        "size": len(people),
        "drawing": queries.draw(case.evidence, mine=me.place),
        "appeal": appeal,
        "answer": answer,
        "until": until,
        "reversed": queries.reversed_of(case, member) if is_decided else None,
        "can_answer": case.state == RingState.PROPOSED and answer is None,
        "can_appeal": is_decided and appeal is None and until is not None and clock.now() < until,
    }


def _show(
    request: HttpRequest, case: RingCase, form: SideForm | None = None, status: int = 200
) -> HttpResponse:
    context = _context(case, signed_in(request)) | {"form": form or SideForm()}
    return render(request, "community/rings/case.html", context, status=status)


@login_required
@require_safe
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a case to one of its members."""
    return _show(request, queries.get_case_for(signed_in(request), public_id))


@login_required
@require_POST
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a member's side of it before the decision."""
    member = signed_in(request)
    found = queries.get_case_for(member, public_id)
    form = SideForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.answer_case(
                case=found, member=member, text=form.cleaned_data["text"], now=clock.now()
            )
            messages.success(request, _("Thank you: whoever decides reads what you wrote."))
            return redirect(found)
    return _show(request, found, form, status=422)


@login_required
@require_POST
def appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for a second person."""
    member = signed_in(request)
    found = queries.get_case_for(member, public_id)
    form = SideForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.appeal_case(
                case=found, member=member, text=form.cleaned_data["text"], now=clock.now()
            )
            messages.success(request, _("A second person looks at it now."))
            return redirect(found)
    return _show(request, found, form, status=422)
