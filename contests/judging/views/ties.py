"""At the desk, before entries are given out: whose entries a judge must not get."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contests.calls.queries import contest_text
from contests.judging import policies, queries, services
from contests.judging.forms import DeclareForm
from contests.judging.models import Judge
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import get_member_by_username, signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on


def _show(request: HttpRequest, judge: Judge, form: DeclareForm | None = None) -> HttpResponse:
    context = {
        "judge": judge,
        "contest": judge.contest,
        "text": contest_text(judge.contest),
        "declared": queries.declared_by(judge),
        "can_declare": policies.can_declare(judge, queries.judging_of(judge.contest)),
        "form": form or DeclareForm(),
    }
    return render(request, "contests/judging/ties.html", context, status=422 if form else 200)


@desk(Role.JUDGE)
@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what was declared, and the form while it can still be changed."""
    return _show(request, queries.get_judge_for(signed_in(request), public_id))


@desk(Role.JUDGE)
@require_POST
def declare(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name a member whose entry one must not get."""
    actor = signed_in(request)
    judge = queries.get_judge_for(actor, public_id)
    form = DeclareForm(request.POST)
    if form.is_valid():
        try:
            member = get_member_by_username(form.cleaned_data["username"].strip().lstrip("@"))
        except NotFound:
            form.add_error("username", _("There is no member of this name."))
            return _show(request, judge, form)
        with refusals_on(form):
            services.declare_tie(
                judge=judge,
                actor=actor,
                member=member,
                note=form.cleaned_data["note"],
                now=clock.now(),
            )
            messages.success(request, _("Noted. You won’t get an entry of this member."))
            return redirect("judging:ties", judge.public_id)
    return _show(request, judge, form)


@desk(Role.JUDGE)
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back what was declared."""
    actor = signed_in(request)
    judge = queries.get_judge_for(actor, public_id)
    member = get_member_by_username(request.POST.get("username", ""))
    services.withdraw_tie(judge=judge, actor=actor, member=member, now=clock.now())
    messages.success(request, _("Taken back."))
    return redirect("judging:ties", judge.public_id)
