"""What counting came to: for prizes, administrators, entrants and the public."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Avg

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.entries.choices import EntryState
from contests.entries.models import Entry
from contests.judging.choices import RunState, SheetState, SilentRule, Stage
from contests.judging.models import Result, Run, Score, Sheet
from contests.judging.queries.doors import judging_of
from contests.judging.queries.rubrics import Line, rubric_of
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound

PUBLISHED = (ContestState.RESULTS, ContestState.PAID, ContestState.ARCHIVED)
BANDS = (10, 25, 50, 75, 100)


@dataclass(frozen=True)
class Outcomes:
    """What prizes need to know. `rows` are ranked ones, best first, then those nobody read."""

    rows: list[Result]
    is_final: bool
    silent_rule: SilentRule
    by_rule: bool

    @property
    def unread(self) -> list[Result]:
        """Those whose entries nobody read: under SHARE they share what is left."""
        return [row for row in self.rows if row.rank is None]


def results_of(contest: Contest) -> Outcomes | None:
    """Return the results as counted last, None while there are none.

    `is_final` says that nothing is scored or counted any more: they can be approved. `by_rule` that
    the day of the results came before all judges were done. What a newer count was to change isn't
    final before it is done, also where it failed.
    """
    judging = judging_of(contest)
    runs = Run.objects.filter(contest=contest)
    if not runs.filter(state=RunState.DONE).exists():
        return None
    newest = runs.order_by("-id").values_list("state", flat=True)[0]
    return Outcomes(
        rows=ranked_rows(contest),
        is_final=judging.stage == Stage.CLOSED and newest == RunState.DONE,
        silent_rule=SilentRule(judging.silent_rule),
        by_rule=judging.silent_at is not None,
    )


def ranked_rows(contest: Contest) -> list[Result]:
    """Return the results, best first, then the entries that nobody read; 1 query."""
    rows = (
        Result.objects.filter(contest=contest, entry__state=EntryState.ACCEPTED)
        .select_related("entry__entrant", "entry__article")
        .defer("entry__text", "entry__declaration")
    )
    return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.entry_id))


@dataclass(frozen=True)
class CriterionMean:
    """What an entry got on one criterion, of all who read it."""

    line: Line
    mean: float
    share: int


@dataclass(frozen=True)
class Feedback:
    """What an entrant reads after the results."""

    entry: Entry
    result: Result
    means: list[CriterionMean]
    sentences: list[Sheet]
    ranked: int
    band: int


def feedback_of(contest: Contest, member: Member) -> Feedback:
    """Return the member's feedback, once the results are out. Raises NotFound."""
    result = (
        Result.objects.filter(contest=contest, entry__entrant=member)
        .select_related("entry")
        .first()
    )
    if result is None or contest.state not in PUBLISHED:
        raise NotFound
    lines = rubric_of(contest)
    means = dict(
        Score.objects.filter(sheet__entry=result.entry, sheet__state=SheetState.SEALED)
        .values_list("criterion")
        .annotate(Avg("value"))
        .order_by()
    )
    ranked = Result.objects.filter(contest=contest, rank__isnull=False).count()
    return Feedback(
        entry=result.entry,
        result=result,
        means=[
            CriterionMean(line, float(means[line.pk]), round(20 * float(means[line.pk])))
            for line in lines
            if line.pk in means
        ],
        sentences=list(
            result.entry.sheets.filter(state=SheetState.SEALED)
            .select_related("judge__member")
            .order_by("judge__number")
        ),
        ranked=ranked,
        band=band_of(result.rank, ranked),
    )


def band_of(rank: int | None, ranked: int) -> int:
    """Return among which best percent a rank is: 10, 25, 50, 75 or 100; 0 without a rank."""
    if rank is None or not ranked:
        return 0
    return next(band for band in BANDS if 100 * rank <= band * ranked or band == BANDS[-1])


def results_of_member(member: Member) -> list[Result]:
    """Return a member's results in all contests whose results are out, the newest first."""
    return list(
        Result.objects.filter(entry__entrant=member, contest__state__in=PUBLISHED)
        .select_related("contest", "entry")
        .defer("entry__text")
        .order_by("-contest__results_at", "-id")
    )


def papers_of(contest: Contest) -> list[Sheet]:
    """Return the sealed sheets with their papers, by judge; empty before the results are out."""
    if contest.state not in PUBLISHED:
        return []
    return list(
        Sheet.objects.filter(judge__contest=contest, state=SheetState.SEALED)
        .select_related("judge")
        .order_by("judge__number", "sealed_at", "id")
    )


def scores_of_others(sheet: Sheet) -> dict[int, dict[int, int]]:
    """Return {judge's number: {position: score}} on the same entry, once scoring is closed."""
    judging = judging_of(sheet.judge.contest)
    found: dict[int, dict[int, int]] = defaultdict(dict)
    if judging.closed_at is None or sheet.state != SheetState.SEALED:
        return {}
    rows = (
        Score.objects.filter(sheet__entry=sheet.entry_id, sheet__state=SheetState.SEALED)
        .exclude(sheet=sheet)
        .values_list("sheet__judge__number", "criterion__position", "value")
        .order_by("sheet__judge__number", "criterion__position")
    )
    for number, position, value in rows:
        found[number][position] = value
    return dict(found)


def scores_csv(contest: Contest) -> str:
    """Return all sealed scores as `manage.py rank_scores` reads them; "" before the results.

    Entries by public id, the earliest first, so that ties end the same; judges by number.
    """
    if contest.state not in PUBLISHED:
        return ""
    rows = (
        Score.objects.filter(
            sheet__judge__contest=contest,
            sheet__state=SheetState.SEALED,
            sheet__entry__state=EntryState.ACCEPTED,
        )
        .order_by("sheet__entry__submitted_at", "sheet__entry", "sheet__judge__number", "criterion")
        .values_list(
            "sheet__entry__public_id",
            "sheet__judge__number",
            "criterion__position",
            "value",
            "criterion__weight",
        )
    )
    lines = ["entry,judge,criterion,score,weight"]
    lines += [",".join(map(str, row)) for row in rows]
    return "\n".join(lines) + "\n" if len(lines) > 1 else ""
