"""How every verb acts on judging: rows are locked, the tables are asked, one function writes.

Locks are taken in one order: the contest, its judging, the judge, the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.calls.policies import is_contest_admin
from contests.judging.choices import (
    JUDGE_MOVES,
    SHEET_MOVES,
    JudgeState,
    RunState,
    SheetState,
    Stage,
    Timer,
)
from contests.judging.errors import InvitationOver, SheetClosed
from contests.judging.models import Judge, Judging, Run, Sheet
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound


def as_admin(member: Member) -> Member:
    """Return the member who sets contests up. Raises NotFound for everybody else."""
    if not is_contest_admin(member):
        raise NotFound
    return member


def lock_judging(contest: Contest) -> Judging:
    """Lock a contest's judging, made where there is none yet, and read it again."""
    Judging.objects.get_or_create(contest=contest)
    return (
        Judging.objects.select_for_update(of=("self",), no_key=True)
        .select_related("contest")
        .get(contest=contest)
    )


def lock_sheet(pk: int) -> Sheet:
    """Lock a sheet and read it again."""
    return (
        Sheet.objects.select_for_update(of=("self",), no_key=True)
        .select_related("judge__member", "judge__contest", "entry")
        .get(pk=pk)
    )


def lock_judge(pk: int) -> Judge:
    """Lock a judge and read it again."""
    return (
        Judge.objects.select_for_update(of=("self",), no_key=True)
        .select_related("member", "contest")
        .get(pk=pk)
    )


def judge_transition(judge: Judge, target: JudgeState, **changes: Any) -> None:
    """Write a judge's state; the row must be locked. Raises InvitationOver."""
    if target not in JUDGE_MOVES[JudgeState(judge.state)]:
        raise InvitationOver
    judge.state = target.value
    for name, value in changes.items():
        setattr(judge, name, value)
    judge.save()


def sheet_transition(sheet: Sheet, target: SheetState, **changes: Any) -> None:
    """Write a sheet's state; the row must be locked. Raises SheetClosed."""
    if target not in SHEET_MOVES[SheetState(sheet.state)]:
        raise SheetClosed(state=sheet.get_state_display())
    sheet.state = target.value
    for name, value in changes.items():
        setattr(sheet, name, value)
    sheet.save()


def run_transition(run: Run, target: RunState, **changes: Any) -> None:
    """Write the state of a count."""
    run.state = target.value
    for name, value in changes.items():
        setattr(run, name, value)
    run.save()


def move_stage(judging: Judging, stage: Stage, *, now: datetime, **changes: Any) -> None:
    """Write how far judging has come, and what happens next by itself; the row must be locked."""
    before = judging.stage
    judging.stage = stage.value
    for name, value in changes.items():
        setattr(judging, name, value)
    set_timer(judging)
    if before != judging.stage:
        record_audit(
            actor="system",
            action="judging_stage",
            subject=judging.contest.reference,
            before={"stage": before},
            after={"stage": judging.stage},
            now=now,
        )


def set_timer(judging: Judging) -> None:
    """Write what happens next by itself."""
    judging.timer_kind, judging.timer_at = next_timer(judging)
    judging.save()


def next_timer(judging: Judging) -> tuple[str, datetime | None]:
    """Return what happens next by itself, and when; ("", None) for nothing."""
    contest = judging.contest
    if contest.state != ContestState.JUDGING:
        return "", None
    if judging.stage == Stage.SCORING and contest.judged_by is not None:
        remind_at = contest.judged_by - timedelta(days=rules().judging_remind_days)
        given_at = judging.given_at
        if judging.reminded_at is None and given_at is not None and remind_at > given_at:
            return Timer.REMIND, remind_at
        return Timer.CLOSE, contest.judged_by
    if judging.stage != Stage.SCORING and judging.silent_at is None:
        return Timer.RESULTS, contest.results_by
    return "", None


def facts(contest: Contest) -> Mapping[str, str]:
    """Return the fields that all events of judging share."""
    return {"contest_id": contest.public_id, "slug": contest.slug}


def iso(moment: datetime | None) -> str:
    """Return a moment as events carry it."""
    return moment.isoformat() if moment else ""
