"""The administrators' desk of programmes: make, fund, switch on, pause, end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import DomainError
from marketplace.core.forms import refusals_on
from marketplace.core.spreadsheets import write_csv
from referrals.programs import queries, services
from referrals.programs.choices import OPEN_TO_CHANGE, ProgramMove
from referrals.programs.forms import FundForm, ProgramForm, StateForm
from referrals.programs.models import Program
from referrals.programs.policies import refusal_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PER_PAGE = 50


@desk(Role.ADMIN)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show all programmes."""
    page = Paginator(queries.programs_at_desk(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(program, queries.program_name(program)) for program in page]
    return render(request, "referrals/programs/desk.html", {"page": page, "rows": rows})


@desk(Role.ADMIN)
def add(request: HttpRequest) -> HttpResponse:
    """Make a programme."""
    form = ProgramForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = services.create_program(
                actor=signed_in(request), draft=form.draft, now=clock.now()
            )
            messages.success(request, _("The draft is there. Add its rules, then its money."))
            return redirect(made)
    context = {"form": form, "title": _("A new programme")}
    status = 422 if form.errors else 200
    return render(request, "referrals/programs/desk_form.html", context, status=status)


@desk(Role.ADMIN)
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change names and days."""
    program = _program(request, public_id)
    form = ProgramForm(request.POST or None, program=program)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.change_program(
                program=program, actor=signed_in(request), draft=form.draft, now=clock.now()
            )
            messages.success(request, _("Changed."))
            return redirect(program)
    context = {"form": form, "title": _("Names and days"), "program": program}
    status = 422 if form.errors else 200
    return render(request, "referrals/programs/desk_form.html", context, status=status)


def _program(request: HttpRequest, public_id: str) -> Program:
    return queries.get_program_at_desk(public_id, actor=signed_in(request))


def _show(
    request: HttpRequest, program: Program, *, form: FundForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "program": program,
        "name": queries.program_name(program),
        "rules": queries.rules_of(program, with_retired=True),
        "held": queries.fund_held(program),
        "form": form or FundForm(program),
        "moves": [move.value for move in ProgramMove if refusal_of(program, move) is None],
        "is_open": program.state in OPEN_TO_CHANGE,
        "rewards": queries.rewards_at_desk(program)[:10],
    }
    return render(request, "referrals/programs/desk_program.html", context, status=status)


@desk(Role.ADMIN)
@require_safe
def program(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one programme: its money, its rules, its latest rewards."""
    return _show(request, _program(request, public_id))


@desk(Role.ADMIN)
@require_POST
def fund(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pay into the fund out of marketing."""
    found = _program(request, public_id)
    form = FundForm(found, request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.pay_in_fund(
                program=found,
                actor=signed_in(request),
                amount=form.cleaned_data["amount"],
                now=clock.now(),
            )
            messages.success(request, _("The fund is paid in."))
            return redirect(found)
    return _show(request, found, form=form, status=422)


def _act(
    request: HttpRequest, public_id: str, verb: Callable[..., Program], said: StrPromise
) -> HttpResponse:
    found = _program(request, public_id)
    try:
        verb(program=found, actor=signed_in(request), now=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(said))
    return redirect(found)


@desk(Role.ADMIN)
@require_POST
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give back to marketing what isn't promised."""
    said = gettext_lazy("What isn’t promised went back to marketing.")
    return _act(request, public_id, services.return_left, said)


@desk(Role.ADMIN)
@require_POST
def start(request: HttpRequest, public_id: str) -> HttpResponse:
    """Switch it on."""
    return _act(request, public_id, services.start_program, gettext_lazy("It runs."))


@desk(Role.ADMIN)
@require_POST
def pause(request: HttpRequest, public_id: str) -> HttpResponse:
    """Grant nothing for a while."""
    said = gettext_lazy("Paused: nothing new is promised; what was promised is paid.")
    return _act(request, public_id, services.pause_program, said)


@desk(Role.ADMIN)
@require_POST
def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    """Go on."""
    return _act(request, public_id, services.resume_program, gettext_lazy("It runs again."))


@desk(Role.ADMIN)
@require_POST
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    """End it for good."""
    said = gettext_lazy("Ended: what isn’t promised went back; what was promised is paid.")
    return _act(request, public_id, services.end_program, said)


@desk(Role.ADMIN)
@require_safe
def rewards(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a programme's rewards."""
    found = _program(request, public_id)
    rows = queries.rewards_at_desk(found, request.GET.get("state", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "program": found,
        "name": queries.program_name(found),
        "page": page,
        "form": StateForm(request.GET or None),
        "chosen": request.GET.get("state", ""),
    }
    return render(request, "referrals/programs/desk_rewards.html", context)


@desk(Role.ADMIN)
@require_safe
def rewards_csv(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand the rewards out as a table."""
    found = _program(request, public_id)
    rows = queries.rewards_at_desk(found, request.GET.get("state", ""))
    head = ("reward", "member", "friend", "event", "side", "granted", "taken_back", "state", "due")
    lines = (
        (
            one.public_id,
            one.member.username,
            one.attribution.member.username,
            one.event,
            one.side,
            one.granted,
            one.taken_back,
            one.state,
            one.due_at.isoformat(),
        )
        for one in rows.iterator(chunk_size=500)
    )
    answer = HttpResponse(write_csv(head, lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rewards-{found.public_id}.csv"'
    return answer


@desk(Role.ADMIN)
@require_safe
def reward(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one reward's statement at the desk."""
    member = signed_in(request)
    found = queries.get_reward_at_desk(public_id, actor=member)
    lines = queries.lines_of(found)
    context = {
        "reward": found,
        "name": queries.program_name(found.program),
        "lines": [(line, queries.line_text(line, digits=member.digits)) for line in lines],
        "reason": queries.reason_of(found),
        "at_desk": True,
    }
    return render(request, "referrals/programs/reward.html", context)
