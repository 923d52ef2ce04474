"""Who may do what in judging."""

from __future__ import annotations

from contests.calls.choices import ContestState
from contests.entries.choices import EntryState
from contests.judging.choices import OVER, JudgeState, SheetState, Stage
from contests.judging.models import Judge, Judging, Sheet


def can_score(sheet: Sheet, judging: Judging) -> bool:
    """Tell whether a sheet can still be changed by its judge."""
    return (
        judging.contest.state == ContestState.JUDGING
        and judging.stage == Stage.SCORING
        and sheet.state == SheetState.OPEN
        and sheet.entry.state == EntryState.ACCEPTED
    )


def can_declare(judge: Judge, judging: Judging) -> bool:
    """Tell whether a judge may still say whose entries to keep away: nothing was given to them."""
    return (
        judge.state in (JudgeState.INVITED, JudgeState.ACCEPTED)
        and judging.contest.state not in OVER
        and (
            judging.stage == Stage.SETUP
            or (judging.stage == Stage.SCORING and not judge.sheets.exists())
        )
    )


def can_count(judging: Judging) -> bool:
    """Tell whether the scores may be counted: scoring is closed, results aren't out."""
    return (
        judging.contest.state == ContestState.JUDGING
        and judging.closed_at is not None
        and judging.stage in (Stage.FINAL, Stage.CLOSED)
    )
