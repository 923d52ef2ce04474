"""What the public fairness page of a contest shows, and from when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, F, OuterRef, Subquery

from contests.calls.models import Contest
from contests.judging.choices import JudgeState, SheetState
from contests.judging.models import Judge, Judging, Result, Run, Sheet, Tie
from contests.judging.queries.doors import counted_run, judges_at_desk, judging_of
from contests.judging.queries.results import PUBLISHED, papers_of, ranked_rows
from contests.judging.queries.rubrics import Line, rubric_of
from contests.judging.queries.ties import tie_label

if TYPE_CHECKING:
    from contests.judging.queries.ties import Words


@dataclass(frozen=True)
class Seal:
    """The hash of one sealed sheet: public as soon as it is sealed."""

    digest: str
    at: datetime


@dataclass(frozen=True)
class JudgeLine:
    """A judge by number; named only by leave, and after the results."""

    number: int
    name: str
    sealed: int
    recused: int
    severity: float | None
    block: int


@dataclass(frozen=True)
class Measured:
    """What the contest's own page says of its judging."""

    rubric: list[Line]
    judges_per_entry: int
    seals: int


def measured_of(contest: Contest) -> Measured:
    """Return by what entries are measured, and how many sheets are sealed; 1 query."""
    sealed = (
        Sheet.objects.filter(judge__contest=OuterRef("contest"), state=SheetState.SEALED)
        .order_by()
        .values("judge__contest")
        .annotate(count=Count("pk"))
        .values("count")
    )
    rows = contest.criteria.order_by("position", "id").annotate(
        judges=F("contest__judging__judges_per_entry"), seals=Subquery(sealed)
    )
    found = [(row, row.judges, row.seals) for row in rows]
    return Measured(
        rubric=rubric_of(contest, [row for row, *_rest in found]),
        judges_per_entry=(found and found[0][1]) or Judging().judges_per_entry,
        seals=(found and found[0][2]) or 0,
    )


@dataclass(frozen=True)
class Fairness:
    """All of the page. Before the results are out `results`, `judges` and `papers` are empty."""

    judging: Judging
    rubric: list[Line]
    judge_count: int
    seals: list[Seal]
    is_published: bool
    run: Run | None
    results: list[Result]
    judges: list[JudgeLine]
    recusals: list[tuple[Words, int]]
    papers: list[Sheet]


def fairness_of(contest: Contest) -> Fairness:
    """Return what may be shown of a contest's judging now; a constant number of queries."""
    is_published = contest.state in PUBLISHED
    judges = judges_at_desk(contest)
    seals = Sheet.objects.filter(judge__contest=contest, state=SheetState.SEALED)
    return Fairness(
        judging=judging_of(contest),
        rubric=rubric_of(contest),
        judge_count=sum(judge.state == JudgeState.ACCEPTED for judge in judges),
        # By hash, so that the order tells nothing about who sealed what.
        seals=[
            Seal(digest, at)
            for digest, at in seals.order_by("digest").values_list("digest", "sealed_at")
            if at is not None
        ],
        is_published=is_published,
        run=counted_run(contest) if is_published else None,
        results=ranked_rows(contest) if is_published else [],
        judges=[line for judge in judges if (line := _line(judge)).sealed] if is_published else [],
        recusals=_recusals(contest),
        papers=papers_of(contest),
    )


def _line(judge: Judge) -> JudgeLine:
    fit = getattr(judge, "severity", None)
    return JudgeLine(
        number=judge.number,
        name=judge.member.display_name if judge.is_named else "",
        sealed=judge.sealed,  # type: ignore[attr-defined]  # annotated
        recused=judge.recused,  # type: ignore[attr-defined]  # annotated
        severity=fit.value if fit else None,
        block=fit.block if fit else 0,
    )


def _recusals(contest: Contest) -> list[tuple[Words, int]]:
    """Return how many pairs of judge and entry were kept apart, by the kind of tie."""
    counts: dict[str, int] = {}
    kinds = (
        Tie.objects.filter(judge__contest=contest).order_by("kind").values_list("kind", flat=True)
    )
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
    return [(tie_label(kind), count) for kind, count in counts.items()]
