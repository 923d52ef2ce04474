"""The guarded doors to judging and what belongs to it."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet

from contests.calls.choices import ContestState
from contests.calls.models import Contest, ContestText
from contests.entries.choices import EntryState
from contests.judging.choices import JudgeState, SheetState, Stage
from contests.judging.models import DeclaredTie, Duel, Judge, Judging, Run, Score, Sheet, Tie
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound

TEXTS = Prefetch("judge__contest__texts", ContestText.objects.order_by("id"))
# A pair whose entries are both still in the contest.
BOTH_THERE = Q(first__state=EntryState.ACCEPTED, second__state=EntryState.ACCEPTED)


def judging_of(contest: Contest) -> Judging:
    """Return a contest's judging, with its defaults where nothing was set yet."""
    found = Judging.objects.select_related("contest").filter(contest=contest).first()
    return found or Judging(contest=contest)


def _sheets() -> QuerySet[Sheet]:
    return Sheet.objects.filter(entry__state=EntryState.ACCEPTED).exclude(
        state=SheetState.HANDED_ON
    )


def get_sheet_for(member: Member, public_id: str) -> Sheet:
    """Return one of a judge's sheets. Raises NotFound for everybody else."""
    found = (
        _sheets()
        .select_related("judge__member", "judge__contest__judging", "entry")
        .prefetch_related(TEXTS, Prefetch("scores", Score.objects.select_related("criterion")))
        .filter(public_id=public_id, judge__member=member, judge__state=JudgeState.ACCEPTED)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def get_duel_for(member: Member, public_id: str) -> Duel:
    """Return one of a judge's pairs. Raises NotFound for everybody else."""
    found = (
        Duel.objects.filter(BOTH_THERE)
        .select_related("judge__contest__judging", "first", "second")
        .prefetch_related(TEXTS)
        .filter(public_id=public_id, judge__member=member, judge__state=JudgeState.ACCEPTED)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def get_judge_for(member: Member, public_id: str) -> Judge:
    """Return a member's own invitation. Raises NotFound for everybody else."""
    found = (
        Judge.objects.select_related("contest", "member")
        .filter(public_id=public_id, member=member)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def get_judge_at_desk(contest: Contest, public_id: str) -> Judge:
    """Return a judge of the contest, for the administrators' desk. Raises NotFound."""
    found = contest.judges.select_related("member", "contest").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def judgings_of(member: Member) -> list[Judge]:
    """Return where a member judges or is invited, with counts of sheets and pairs; 2 queries.

    What waits are sheets while scoring runs, and pairs while the final does.
    """
    is_there = Q(sheets__entry__state=EntryState.ACCEPTED)
    is_judged = Q(contest__state=ContestState.JUDGING)
    waits = is_there & is_judged & Q(contest__judging__stage=Stage.SCORING)
    is_open_pair = is_judged & Q(
        contest__judging__stage=Stage.FINAL,
        duels__winner=None,
        duels__first__state=EntryState.ACCEPTED,
        duels__second__state=EntryState.ACCEPTED,
    )
    rows = (
        Judge.objects.filter(member=member, state__in=[JudgeState.INVITED, JudgeState.ACCEPTED])
        .exclude(contest__state__in=[ContestState.CANCELLED, ContestState.ARCHIVED])
        .select_related("contest__judging")
        .prefetch_related(Prefetch("contest__texts", ContestText.objects.order_by("id")))
        .annotate(
            sealed=Count(
                "sheets", filter=is_there & Q(sheets__state=SheetState.SEALED), distinct=True
            ),
            waiting=Count("sheets", filter=waits & Q(sheets__state=SheetState.OPEN), distinct=True),
            pairs=Count("duels", filter=is_open_pair, distinct=True),
        )
        .order_by("contest__judged_by", "id")
    )
    return list(rows)


def queue_of(judge: Judge) -> list[Sheet]:
    """Return a judge's sheets in the judge's own order, without the texts; 1 query."""
    rows = _sheets().filter(judge=judge).exclude(state=SheetState.RECUSED)
    return list(
        rows.select_related("entry")
        .defer("entry__text", "entry__declaration", "paper")
        .order_by("position", "id")
    )


def duels_of(judge: Judge) -> list[Duel]:
    """Return a judge's pairs in order; 1 query."""
    return list(
        judge.duels.filter(BOTH_THERE)
        .select_related("first", "second")
        .defer("first__text", "second__text")
        .order_by("position", "id")
    )


def judges_at_desk(contest: Contest) -> list[Judge]:
    """Return all judges with their progress, for administrators; 1 query."""
    is_there = Q(sheets__entry__state=EntryState.ACCEPTED)
    return list(
        contest.judges.select_related("member", "severity")
        .annotate(
            sealed=Count("sheets", filter=is_there & Q(sheets__state=SheetState.SEALED)),
            waiting=Count("sheets", filter=is_there & Q(sheets__state=SheetState.OPEN)),
            recused=Count("sheets", filter=Q(sheets__state=SheetState.RECUSED)),
        )
        .order_by("number")
    )


def last_run(contest: Contest) -> Run | None:
    """Return the newest count."""
    return contest.score_runs.order_by("-id").first()


def counted_run(contest: Contest) -> Run | None:
    """Return the newest count that was finished."""
    return contest.score_runs.filter(state="done").order_by("-id").first()


def declared_by(judge: Judge) -> list[DeclaredTie]:
    """Return whose entries a judge asked to be kept from, by name; 1 query."""
    return list(judge.declared_ties.select_related("member").order_by("member__username", "id"))


def declared_at_desk(contest: Contest) -> list[DeclaredTie]:
    """Return what judges declared beforehand, for administrators; 1 query."""
    return list(
        DeclaredTie.objects.filter(judge__contest=contest)
        .select_related("judge", "member")
        .order_by("judge__number", "id")
    )


def ties_at_desk(contest: Contest) -> list[Tie]:
    """Return which judges are kept from which entries, for administrators; 1 query."""
    return list(
        Tie.objects.filter(judge__contest=contest)
        .select_related("judge__member", "entry")
        .defer("entry__text")
        .order_by("judge__number", "id")
    )
