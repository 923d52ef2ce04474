"""What everybody sees: the fairness page with its papers; what an entrant sees: the feedback."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contests.calls.choices import ContestKind
from contests.calls.models import Contest
from contests.calls.queries import contest_text, get_public_contest
from contests.judging import queries
from contests.judging.queries.scoring import SHRINKAGE, TRIM_FROM
from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in, viewer
from marketplace.core.errors import NotFound


def _judged(slug: str, reader: Member | None) -> Contest:
    """Return a contest that is judged. Raises NotFound."""
    contest = get_public_contest(slug, viewer=reader)
    if contest.kind != ContestKind.WRITING:
        raise NotFound
    return contest


@require_safe
def fairness(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how the result came about, and how to check it."""
    contest = _judged(slug, viewer(request))
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "fairness": queries.fairness_of(contest),
        "shrinkage": SHRINKAGE,
        "trim_from": TRIM_FROM,
    }
    return render(request, "contests/judging/fairness.html", context)


@require_safe
def papers(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out the opened sheets as JSON: each paper byte for byte, with its hash."""
    contest = _judged(slug, viewer(request))
    sheets = queries.papers_of(contest)
    if not sheets:
        raise NotFound
    rows = [{"digest": sheet.digest, "paper": sheet.paper} for sheet in sheets]
    body = json.dumps(rows, ensure_ascii=False, indent=1)
    response = HttpResponse(body, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{contest.slug}-sheets.json"'
    return response


@require_safe
def scores(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out all scores as the CSV that `manage.py rank_scores` reads."""
    contest = _judged(slug, viewer(request))
    if not (text := queries.scores_csv(contest)):
        raise NotFound
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{contest.slug}-scores.csv"'
    return response


@login_required
@require_safe
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an entrant what the judges said about the entry."""
    member = signed_in(request)
    contest = _judged(slug, member)
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "feedback": queries.feedback_of(contest, member),
    }
    return render(request, "contests/judging/feedback.html", context)
