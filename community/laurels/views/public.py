"""What everybody sees: the hall of winners, an election, its ballots, the check of a receipt."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.gurus.policies import is_manager, is_of_the_club
from community.gurus.queries.members import is_guru
from community.laurels.choices import CandidacyMove, ElectionState
from community.laurels.forms import ReceiptForm
from community.laurels.models import Election
from community.laurels.policies import can_answer, sees_candidates, sees_count
from community.laurels.queries import elections as read
from community.laurels.queries.prizes import prize_contest
from community.laurels.queries.results import (
    ballots_as_csv,
    ballots_as_json,
    paper_of,
    result_of,
)
from community.laurels.views.doors import counted_election, named, shown_election
from marketplace.accounts.models import Member
from marketplace.accounts.queries import viewer
from marketplace.core.visitor_pages import kept_for_visitors


@require_safe
@kept_for_visitors
def hall(request: HttpRequest) -> HttpResponse:
    """Show what runs now, and who won in which year."""
    member = viewer(request)
    context = {
        "under_way": read.elections_under_way(),
        "winners": read.winners_listed(),
        "candidacies": read.candidacies_of(member)[:3] if member else [],
        "is_manager": is_manager(member),
        "metric_percent": read.metric_percent(),
    }
    return render(request, "community/laurels/hall.html", context)


@require_safe
def election(request: HttpRequest, year: int) -> HttpResponse:
    """Show an election: a teaser to others while it runs, all of it to the club."""
    member, found = viewer(request), shown_election(request, year)
    context = {
        "election": found,
        "is_inside": is_of_the_club(member),
        "named_by_address": named(request),
        "beside": read.counted_beside(found) if is_of_the_club(member) else [],
        "is_manager": is_manager(member),
        "may_nominate": found.state == ElectionState.NOMINATING and is_guru(member),
        "prizes": _prizes(found, member),
        "result": result_of(found) if sees_count(member, found) else None,
        "candidates": read.candidates_of(found) if sees_candidates(member, found) else [],
        "counts": read.candidacy_counts(found),
        "voted": read.voted_count(found) if found.state == ElectionState.VOTING else found.voted,
        **_own(found, member),
    }
    return render(request, "community/laurels/election.html", context)


def _prizes(found: Election, member: Member | None) -> Any:
    contest = prize_contest(found.contest_id)
    if contest is None or (not contest.is_public and not is_manager(member)):
        return None
    return contest


def _own(found: Election, member: Member | None) -> dict[str, Any]:
    """Return the reader's own part: candidacy, right to vote, whom they named."""
    if member is None:
        return {"own": None, "elector": None, "named": [], "may_answer": False}
    own = read.own_candidacy(found, member)
    if own is not None:
        own.election = found
    return {
        "own": own,
        "elector": read.elector_of(found, member),
        "named": read.named_by(found, member),
        "may_answer": own is not None and can_answer(member, own, CandidacyMove.ACCEPT),
    }


@require_safe
def check(request: HttpRequest, year: int) -> HttpResponse:
    """Look a receipt up among the ballots that were counted."""
    found = counted_election(request, year)
    form = ReceiptForm(request.GET if "receipt" in request.GET else None)
    paper, ranking = None, []
    if form.is_bound and form.is_valid():
        paper = paper_of(found, form.cleaned_data["receipt"])
    if paper is not None:
        people = {one.public_id: one for one in read.candidates_of(found)}
        ranking = [people[key] for key in paper.ranking if key in people]
    context = {
        "election": found,
        "named_by_address": named(request),
        "form": form,
        "asked": form.is_bound and form.is_valid(),
        "paper": paper,
        "ranking": ranking,
    }
    return render(request, "community/laurels/check.html", context)


@require_safe
def ballots_csv(request: HttpRequest, year: int) -> HttpResponse:
    """Hand out the ballots as CSV."""
    found = counted_election(request, year)
    answer = HttpResponse(ballots_as_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="ballots-{found.year}.csv"'
    return answer


@require_safe
def ballots_json(request: HttpRequest, year: int) -> HttpResponse:
    """Hand out all that is needed to count again."""
    return JsonResponse(ballots_as_json(counted_election(request, year)))
