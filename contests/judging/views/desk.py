"""The judge's desk: what waits, one entry at a time, the pairs of the final."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contests.calls.queries import contest_text
from contests.judging import policies, queries, services
from contests.judging.forms import AnswerForm, RecuseForm, SheetForm
from contests.judging.models import Sheet
from contests.judging.queries.desk import desk_of, keycaps, next_after
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on


@desk(Role.JUDGE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show where one judges, with what waits in each contest."""
    return _home(request, AnswerForm())


def _home(request: HttpRequest, form: AnswerForm, answered: str = "") -> HttpResponse:
    """Show the desk; where an answer was refused, with what was typed."""
    rows = queries.judgings_of(signed_in(request))
    judgings = [(judge, contest_text(judge.contest)) for judge in rows]
    context = {"judgings": judgings, "answer": form, "answered": answered}
    status = 422 if form.errors else 200
    return render(request, "contests/judging/desk.html", context, status=status)


@desk(Role.JUDGE)
@require_safe
def queue(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one contest's entries in the judge's own order, and the pairs of its final."""
    judge = queries.get_judge_for(signed_in(request), public_id)
    if judge.state != "accepted":
        raise NotFound
    sheets, duels = queries.queue_of(judge), queries.duels_of(judge)
    context = {
        "judge": judge,
        "contest": judge.contest,
        "text": contest_text(judge.contest),
        "judging": queries.judging_of(judge.contest),
        "sheets": sheets,
        "sealed": sum(sheet.state == "sealed" for sheet in sheets),
        "next": next((sheet for sheet in sheets if sheet.state == "open"), None),
        "duels": duels,
        "open_duel": next((duel for duel in duels if duel.winner_id is None), None),
    }
    return render(request, "contests/judging/queue.html", context)


@desk(Role.JUDGE)
@require_POST
def answer(request: HttpRequest, public_id: str, what: str) -> HttpResponse:
    """Accept or decline an invitation."""
    member = signed_in(request)
    judge = queries.get_judge_for(member, public_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _home(request, form, judge.public_id)
    services.answer_invitation(
        judge=judge, actor=member, accepts=what == "accept", now=clock.now(), **form.cleaned_data
    )
    said = _("Thank you. Entries come to you when the contest has closed.")
    messages.success(request, said if what == "accept" else _("Declined. Thank you for answering."))
    return redirect("judging:desk")


def _show(
    request: HttpRequest,
    sheet: Sheet,
    form: SheetForm | None = None,
    recuse: RecuseForm | None = None,
) -> HttpResponse:
    judging = sheet.judge.contest.judging
    rubric = queries.rubric_of(sheet.judge.contest)
    if form is None:
        initial: dict[str, Any] = {
            f"score_{score.criterion.position}": score.value for score in sheet.scores.all()
        }
        form = SheetForm(rubric, initial={**initial, "feedback": sheet.feedback})
    context = {
        "sheet": sheet,
        "entry": sheet.entry,
        "contest": sheet.judge.contest,
        "text": contest_text(sheet.judge.contest),
        "form": form,
        "recuse": recuse or RecuseForm(),
        "desk": desk_of(sheet, rubric, form),
        "can_score": policies.can_score(sheet, judging),
        "keys": keycaps(get_language() or "ar"),
        "others": queries.scores_of_others(sheet),
        "judging": judging,
    }
    refused = form.errors or (recuse and recuse.errors)
    return render(request, "contests/judging/sheet.html", context, status=422 if refused else 200)


@desk(Role.JUDGE)
@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one entry, blind, with the rubric."""
    return _show(request, queries.get_sheet_for(signed_in(request), public_id))


@desk(Role.JUDGE)
@require_POST
def save(request: HttpRequest, public_id: str) -> JsonResponse:
    """Keep what stands on the sheet so far."""
    member = signed_in(request)
    sheet = queries.get_sheet_for(member, public_id)
    form = SheetForm(queries.rubric_of(sheet.judge.contest), request.POST)
    if not form.is_valid():
        said = form.errors.get("feedback") or [_("Scores are whole numbers from 1 to 5.")]
        return JsonResponse({"message": str(said[0])}, status=422)
    services.save_sheet(
        sheet=sheet,
        actor=member,
        scores=form.scores,
        feedback=form.cleaned_data["feedback"],
        now=clock.now(),
    )
    return JsonResponse({})


@desk(Role.JUDGE)
@require_POST
def seal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Seal the sheet, and go on to the next."""
    member = signed_in(request)
    sheet = queries.get_sheet_for(member, public_id)
    form = SheetForm(queries.rubric_of(sheet.judge.contest), request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.seal_sheet(
                sheet=sheet,
                actor=member,
                scores=form.scores,
                feedback=form.cleaned_data["feedback"],
                with_gaps=form.cleaned_data["with_gaps"],
                now=clock.now(),
            )
            messages.success(request, _("Sealed. Its hash is public now."))
            return redirect(next_after(sheet))
    return _show(request, sheet, form)


@desk(Role.JUDGE)
@require_POST
def recuse(request: HttpRequest, public_id: str) -> HttpResponse:
    """Step back from the entry, with the reason."""
    member = signed_in(request)
    sheet = queries.get_sheet_for(member, public_id)
    form = RecuseForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            onward = next_after(sheet)
            services.recuse_from(
                sheet=sheet, actor=member, reason=form.cleaned_data["reason"], now=clock.now()
            )
            messages.success(request, _("Thank you for saying so. The entry is handed on."))
            return redirect(onward)
    return _show(request, sheet, recuse=form)


@desk(Role.JUDGE)
@require_safe
def duel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one pair of the final side by side."""
    found = queries.get_duel_for(signed_in(request), public_id)
    context = {
        "duel": found,
        "contest": found.judge.contest,
        "text": contest_text(found.judge.contest),
        "pair": [("first", found.first), ("second", found.second)],
        "can_decide": found.winner_id is None and found.judge.contest.judging.stage == "final",
        "rubric": queries.rubric_of(found.judge.contest),
    }
    return render(request, "contests/judging/duel.html", context)


@desk(Role.JUDGE)
@require_POST
def decide(request: HttpRequest, public_id: str, side: str) -> HttpResponse:
    """Say which of the two is better, and go on to the next pair."""
    member = signed_in(request)
    found = queries.get_duel_for(member, public_id)
    winner = found.first if side == "first" else found.second
    services.decide_duel(duel=found, actor=member, winner=winner, now=clock.now())
    waiting = [one for one in queries.duels_of(found.judge) if one.winner_id is None]
    if waiting:
        return redirect("judging:duel", waiting[0].public_id)
    messages.success(request, _("All pairs are decided. Thank you."))
    return redirect("judging:queue", found.judge.public_id)
