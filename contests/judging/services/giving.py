"""Giving entries to judges: at the beginning, and whenever one of them lacks readers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, Q

from contests.calls.choices import ContestKind, ContestState
from contests.calls.models import Contest
from contests.entries.choices import EntryState
from contests.entries.models import Entry
from contests.judging.choices import JudgeState, SheetState, Stage
from contests.judging.errors import ScoringOver
from contests.judging.events import SheetsGiven
from contests.judging.models import Judge, Judging, Sheet
from contests.judging.queries.plan import Slot, plan_sheets, reading_order
from contests.judging.services.acting import (
    as_admin,
    facts,
    iso,
    lock_judging,
    move_stage,
    set_timer,
    sheet_transition,
)
from contests.judging.services.ties import keep_ties
from marketplace.accounts.models import Member
from marketplace.core.events import publish

LIVE = (SheetState.OPEN, SheetState.SEALED)


def give_waiting_sheets(*, now: datetime, limit: int) -> int:
    """Give sheets out where a contest in judging lacks some; returns how many were given.

    The first time that waits until every entry is accepted or not, so that the plan is balanced.
    """
    waiting = (
        Contest.objects.filter(state=ContestState.JUDGING, kind=ContestKind.WRITING)
        .exclude(judging__stage__in=[Stage.FINAL, Stage.CLOSED])
        .order_by("id")[:limit]
    )
    given = 0
    for contest in waiting:
        with transaction.atomic():
            judging = lock_judging(contest)
            undecided = contest.entries.filter(state=EntryState.SUBMITTED).exists()
            is_ready = judging.stage == Stage.SCORING or not undecided
            if is_ready and _lacks_readers(contest, judging.judges_per_entry):
                given += top_up(judging, now=now)
            # Nobody may read anything: the stated rule decides on the day of the results.
            if judging.stage == Stage.SETUP and is_ready and not judging.timer_kind:
                set_timer(judging)
    return given


@transaction.atomic
def give_out_now(*, contest: Contest, actor: Member, now: datetime) -> int:
    """Give out what is accepted so far, also if some entries aren't decided on yet.

    Locks the judging. Raises NotFound for others, ScoringOver.
    """
    as_admin(actor)
    judging = lock_judging(contest)
    if judging.contest.state != ContestState.JUDGING or judging.stage in (
        Stage.FINAL,
        Stage.CLOSED,
    ):
        raise ScoringOver
    return top_up(judging, now=now)


def top_up(judging: Judging, *, now: datetime) -> int:
    """Give every accepted entry the readers that it lacks; the judging must be locked."""
    contest = judging.contest
    judges = {
        row.pk: row
        for row in contest.judges.filter(state=JudgeState.ACCEPTED)
        .select_related("member")
        .order_by("pk")
    }
    entries = {row.pk: row for row in _accepted(contest)}
    if not judges or not entries:
        return 0
    given = Sheet.objects.filter(judge__contest=contest, entry__in=entries)
    sheets = list(given.defer("paper", "feedback"))
    readers: dict[int, set[int]] = defaultdict(set)
    loads = dict.fromkeys(judges, 0)
    for sheet in sheets:
        if sheet.state in LIVE:
            readers[sheet.entry_id].add(sheet.judge_id)
            loads[sheet.judge_id] = loads.get(sheet.judge_id, 0) + 1
    wanted = judging.judges_per_entry
    needs = {pk: wanted - len(readers[pk]) for pk in entries if len(readers[pk]) < wanted}
    tied = keep_ties(contest, judges, entries, now)
    if not needs:
        return 0
    back = {(one.judge_id, one.entry_id): one for one in sheets if one.state not in LIVE}
    plan = plan_sheets(
        seed=judging.seed,
        needs=needs,
        loads={pk: loads[pk] for pk in judges},
        forbidden=tied | {slot for slot, one in back.items() if one.state == SheetState.RECUSED},
        fixed=readers,
    )
    is_first = judging.stage == Stage.SETUP
    _write(judging, judges, plan, back, is_first=is_first, now=now)
    if plan and is_first:
        move_stage(judging, Stage.SCORING, now=now, given_at=now)
    return len(plan)


def _lacks_readers(contest: Contest, wanted: int) -> bool:
    """Tell whether an accepted entry lacks a reader; a sweep asks that again and again."""
    live = Count("sheets", filter=Q(sheets__state__in=LIVE))
    rows = contest.entries.filter(state=EntryState.ACCEPTED).order_by()
    return rows.annotate(live=live).filter(live__lt=wanted).exists()


def _accepted(contest: Contest) -> Iterable[Entry]:
    # Rows that come by way of the contest need its key: left out, each would be read again.
    rows = contest.entries.filter(state=EntryState.ACCEPTED).order_by("pk")
    return rows.only("pk", "entrant_id", "contest_id")


def _write(
    judging: Judging,
    judges: dict[int, Judge],
    plan: list[Slot],
    back: dict[Slot, Sheet],
    *,
    is_first: bool,
    now: datetime,
) -> None:
    by_judge: dict[int, list[int]] = defaultdict(list)
    for judge, entry in plan:
        by_judge[judge].append(entry)
    ends = dict(
        Sheet.objects.filter(judge__in=by_judge)
        .values_list("judge_id")
        .annotate(Max("position"))
        .order_by()
    )
    fresh: list[Sheet] = []
    for judge, entries in by_judge.items():
        ordered = reading_order(judging.seed, judges[judge].number, entries)
        for position, entry in enumerate(ordered, start=ends.get(judge, 0) + 1):
            if (known := back.get((judge, entry))) is not None:
                sheet_transition(known, SheetState.OPEN, position=position, given_at=now)
            else:
                fresh.append(Sheet(judge_id=judge, entry_id=entry, position=position, given_at=now))
    Sheet.objects.bulk_create(fresh)
    for judge, entries in by_judge.items():
        publish(
            SheetsGiven(
                **facts(judging.contest),
                member_id=judges[judge].member.public_id,
                count=len(entries),
                is_first=is_first,
                due_at=iso(judging.contest.judged_by),
            ),
            now=now,
        )


def hand_on_all(judge: Judge) -> int:
    """Take back what a judge hasn't sealed; returns how many sheets."""
    return _hand_on(judge.sheets.filter(state=SheetState.OPEN))


def _hand_on(sheets: Collection[Sheet] | Iterable[Sheet]) -> int:
    count = 0
    for sheet in sheets:
        sheet_transition(sheet, SheetState.HANDED_ON)
        count += 1
    return count
