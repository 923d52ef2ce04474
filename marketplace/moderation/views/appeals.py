"""The moderators' desk: appeals, each answered by somebody other than who decided."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.moderation import policies, queries, services
from marketplace.moderation.choices import RULES_BY_NUMBER
from marketplace.moderation.forms import AnswerForm
from marketplace.moderation.models import Appeal


@desk(Role.MODERATOR)
@require_safe
def appeals(request: HttpRequest) -> HttpResponse:
    """Show the appeals that wait, the one that is due first on top."""
    context = {
        "page": queries.appeal_queue(number=request.GET.get("page", "")),
        "rules": RULES_BY_NUMBER,
        "me": signed_in(request),
        "cases_count": queries.count_open_cases(),
    }
    return render(request, "marketplace/moderation/appeals.html", context)


def _open(public_id: str) -> Appeal:
    found = queries.get_appeal(public_id)
    services.settle_member(member=found.member, now=clock.now())
    return queries.get_appeal(public_id)


def _show(
    request: HttpRequest, found: Appeal, *, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    member = signed_in(request)
    context = {
        "appeal": found,
        "decision": found.decision,
        "rule": RULES_BY_NUMBER.get(found.decision.rule),
        "suspension": getattr(found.decision, "suspension", None),
        "can_decide": policies.can_decide_appeal(member, found),
        "is_mine": found.decision.decided_by_id == member.pk,
        "form": form or AnswerForm(),
    }
    return render(request, "marketplace/moderation/appeal.html", context, status=status)


@desk(Role.MODERATOR)
@require_safe
def appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show an appeal beside the decision that it is about."""
    return _show(request, _open(public_id))


def _answer(
    request: HttpRequest, public_id: str, verb: Callable[..., Appeal], said: str
) -> HttpResponse:
    found = _open(public_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            verb(
                appeal=found,
                answer=form.cleaned_data["answer"],
                actor=signed_in(request),
                now=clock.now(),
            )
            messages.success(request, said)
            return redirect("moderation:appeals")
    return _show(request, found, form=form, status=422)


@desk(Role.MODERATOR)
@require_POST
def grant(request: HttpRequest, public_id: str) -> HttpResponse:
    """Find for the member."""
    said = _("Granted: the decision is overturned, and the member is told.")
    return _answer(request, public_id, services.grant_appeal, said)


@desk(Role.MODERATOR)
@require_POST
def uphold(request: HttpRequest, public_id: str) -> HttpResponse:
    """Find that the decision stands."""
    said = _("The decision stands, and the member is told why.")
    return _answer(request, public_id, services.uphold_decision, said)
