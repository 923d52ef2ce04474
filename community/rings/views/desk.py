"""The desk of honesty: the graph, the evidence, what members say, and a decision by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from community.rings import queries, services
from community.rings.choices import RingMove, SignalKind
from community.rings.forms import ProposalForm, ReasonForm
from community.rings.models import RingAppeal, RingCase
from community.rings.policies import can_make
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on

PER_PAGE = 50
TABS = ("open", "appeals", "decided")
MOVES = (RingMove.PROPOSE, RingMove.DISMISS, RingMove.REVERSE, RingMove.UPHOLD)


@desk(Role.COMMUNITY_MANAGER)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for a decision."""
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else TABS[0]
    page = Paginator(queries.cases_at_desk(tab), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tab": tab,
        "page": page,
        "counts": queries.count_waiting(),
        "search": queries.latest_search(),
    }
    return render(request, "community/rings/desk.html", context)


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Search now, as the night does."""
    opened = services.search_rings(now=clock.now()).opened
    said = ngettext("Searched: %(count)s new case.", "Searched: %(count)s new cases.", opened)
    messages.success(request, said % {"count": opened})
    return redirect("rings:desk")


def _show(
    request: HttpRequest, case: RingCase, form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    member = signed_in(request)
    people = queries.people_of(case)
    lines = queries.pairs_of(case, people)
    is_side = any(one.member_id == member.pk for one in people)
    labels = dict(SignalKind.choices)
    may = {move.value: can_make(member, case, move, is_side=is_side) for move in MOVES}
    if form is None and may["propose"]:
        form = ProposalForm(lines=lines, initial={"pairs": [line.value for line in lines]})
    context: dict[str, Any] = {
        "case": case,
        "people": list(zip(people, case.evidence.get("people", []), strict=False)),
        "letters": {one.pk: queries.letter_of(one.place) for one in people},
        "lines": lines,
        "ticked": set(form["pairs"].value() or []) if isinstance(form, ProposalForm) else set(),
        "signals": [one | {"said": labels.get(one["kind"], "")} for one in case.signals],
        "drawing": queries.draw(case.evidence),
        "answers": queries.answers_of(case),
        "appeals": queries.appeals_of(case),
        "form": form or ReasonForm(),
        "may": may,
        "is_side": is_side,
    }
    return render(request, "community/rings/desk_case.html", context, status=status)


@desk(Role.COMMUNITY_MANAGER)
@require_safe
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one case with all that was seen."""
    return _show(request, queries.get_case_at_desk(public_id, actor=signed_in(request)))


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def propose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose that the ticked pairs don't count."""
    member = signed_in(request)
    found = queries.get_case_at_desk(public_id, actor=member)
    form = ProposalForm(request.POST, lines=queries.pairs_of(found, queries.people_of(found)))
    if form.is_valid():
        with refusals_on(form):
            services.propose_case(
                case=found,
                actor=member,
                chosen=form.chosen(),
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
            messages.success(request, _("Proposed. The members hear of it and may answer."))
            return redirect("rings:desk_case", found.public_id)
    return _show(request, found, form, status=422)


def _decide(
    request: HttpRequest, public_id: str, verb: Callable[..., RingCase], said: str
) -> HttpResponse:
    member = signed_in(request)
    found = queries.get_case_at_desk(public_id, actor=member)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            verb(case=found, actor=member, reason=form.cleaned_data["reason"], now=clock.now())
            messages.success(request, said)
            return redirect("rings:desk")
    return _show(request, found, form, status=422)


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def dismiss(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that all is well."""
    return _decide(request, public_id, services.dismiss_case, _("Dismissed: all is well."))


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def reverse(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let the proposed contributions not count."""
    return _decide(request, public_id, services.reverse_case, _("Reversed. The members are told."))


def _answer(
    request: HttpRequest, public_id: str, verb: Callable[..., RingAppeal], said: str
) -> HttpResponse:
    member = signed_in(request)
    found = queries.get_appeal_at_desk(public_id, actor=member)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            verb(appeal=found, actor=member, reason=form.cleaned_data["reason"], now=clock.now())
            messages.success(request, said)
            return redirect("rings:desk_case", found.case.public_id)
    case = queries.get_case_at_desk(found.case.public_id, actor=member)
    return _show(request, case, form, status=422)


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def uphold(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stay with the decision about one member."""
    return _answer(request, public_id, services.uphold_appeal, _("The decision stands."))


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def overturn(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let what one member received count again."""
    return _answer(request, public_id, services.overturn_appeal, _("It counts again."))
