"""A case as the two members see it: in general words what was seen, and what they say to it."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from referrals.guard import queries, services
from referrals.guard.forms import WordForm
from referrals.guard.models import Case


def _show(
    request: HttpRequest, case: Case, *, form: WordForm | None = None, status: int = 200
) -> HttpResponse:
    member, now = signed_in(request), clock.now()
    words = queries.words_of(case)
    mine = [word for word in words if word.member_id == member.pk]
    answered = any(not word.is_appeal and word.at >= case.opened_at for word in mine)
    until = case.decided_at and case.decided_at + timedelta(days=rules().guard_appeal_days)
    can_appeal = case.state == "confirmed" and until is not None and now < until
    can_answer = case.is_held and not answered
    context = {
        "case": case,
        "other": case.friend if case.owner_id == member.pk else case.owner,
        "is_owner": case.owner_id == member.pk,
        "signals": queries.signals_of(case),
        "mine": mine,
        "can_answer": can_answer,
        "can_appeal": can_appeal,
        "until": until,
        "form": form or (WordForm() if can_answer or can_appeal else None),
    }
    return render(request, "referrals/guard/case.html", context, status=status)


@login_required
@require_safe
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a case to one of its two members."""
    return _show(request, queries.get_case_for(signed_in(request), public_id))


@login_required
@require_POST
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a member's side of it."""
    member = signed_in(request)
    found = queries.get_case_for(member, public_id)
    form = WordForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.answer_case(
                case=found, member=member, text=form.cleaned_data["text"], now=clock.now()
            )
            messages.success(request, _("Thank you: whoever looks at it reads what you wrote."))
            return redirect(found)
    return _show(request, found, form=form, status=422)


@login_required
@require_POST
def appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for a second person."""
    member = signed_in(request)
    found = queries.get_case_for(member, public_id)
    form = WordForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.appeal_case(
                case=found, member=member, text=form.cleaned_data["text"], now=clock.now()
            )
            messages.success(request, _("A second person looks at it now."))
            return redirect(found)
    return _show(request, found, form=form, status=422)
