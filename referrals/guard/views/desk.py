"""The desk of doubtful referrals: evidence, what the members say, and a decision."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from referrals.guard import queries, services
from referrals.guard.choices import CaseMove
from referrals.guard.forms import DecisionForm
from referrals.guard.models import Case
from referrals.guard.policies import can_make

PER_PAGE = 50
TABS = ("open", "appeals", "decided")


@desk(Role.MODERATOR)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for a decision."""
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else TABS[0]
    page = Paginator(queries.cases_at_desk(tab), PER_PAGE).get_page(request.GET.get("page"))
    context = {"tab": tab, "tabs": TABS, "page": page, "counts": queries.count_waiting()}
    return render(request, "referrals/guard/desk.html", context)


def _show(
    request: HttpRequest, case: Case, *, form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    member = signed_in(request)
    others = list(queries.others_of_owner(case))
    context = {
        "case": case,
        "signals": queries.signals_of(case),
        "words": queries.words_of(case),
        "others": others,
        "form": form or DecisionForm(),
        "can_clear": can_make(member, case, CaseMove.CLEAR),
        "can_confirm": can_make(member, case, CaseMove.CONFIRM),
        "can_uphold": can_make(member, case, CaseMove.UPHOLD),
    }
    return render(request, "referrals/guard/desk_case.html", context, status=status)


@desk(Role.MODERATOR)
@require_safe
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one case with all that was seen."""
    return _show(request, queries.get_case_at_desk(public_id, actor=signed_in(request)))


def _decide(
    request: HttpRequest,
    public_id: str,
    verb: Callable[..., Case],
    *,
    confirms: bool | None = None,
) -> HttpResponse:
    member = signed_in(request)
    found = queries.get_case_at_desk(public_id, actor=member)
    form = DecisionForm(request.POST)
    if form.is_valid():
        reason, now = form.cleaned_data["reason"], clock.now()
        decide: Callable[[], object] = partial(
            verb, case=found, actor=member, reason=reason, now=now
        )
        if form.cleaned_data["with_others"] and confirms is not None and found.state == "open":
            decide = partial(
                services.decide_with_others,
                case=found,
                actor=member,
                confirms=confirms,
                reason=reason,
                now=now,
            )
        with refusals_on(form):
            done = decide()
            count = done if isinstance(done, int) else 1
            said = ngettext("Decided: %(count)s case.", "Decided: %(count)s cases.", count)
            messages.success(request, said % {"count": count})
            return redirect("guard:desk_case", found.public_id)
    return _show(request, found, form=form, status=422)


@desk(Role.MODERATOR)
@require_POST
def clear(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that all is well."""
    return _decide(request, public_id, services.clear_case, confirms=False)


@desk(Role.MODERATOR)
@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that it doesn't count."""
    return _decide(request, public_id, services.confirm_case, confirms=True)


@desk(Role.MODERATOR)
@require_POST
def uphold(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stay with it after an appeal."""
    return _decide(request, public_id, services.uphold_case)
