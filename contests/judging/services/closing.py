"""What happens by itself: judges are reminded, scoring closes, the rule for silent judges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Count, Q

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.entries.choices import EntryState
from contests.judging.choices import SheetState, Stage, Timer
from contests.judging.events import JudgeReminded, JudgesStayedSilent, ScoringClosed
from contests.judging.models import Judge, Judging, Sheet
from contests.judging.services.acting import facts, iso, lock_judging, move_stage, set_timer
from contests.judging.services.asking import ask_for_count
from contests.judging.services.finals import is_fought_out
from marketplace.core.events import publish


def close_scoring(judging: Judging, *, now: datetime) -> None:
    """Close scoring: no sheet changes any more, all hashes are public, the count begins.

    The judging must be locked. Scoring that is closed already stays as it is.
    """
    if judging.stage != Stage.SCORING:
        return
    move_stage(judging, Stage.CLOSED, now=now, closed_at=now)
    sealed = Sheet.objects.filter(judge__contest=judging.contest, state=SheetState.SEALED)
    publish(ScoringClosed(**facts(judging.contest), sheets=sealed.count()), now=now)
    ask_for_count(judging.contest, asked_by=None, now=now)


def is_all_in(judging: Judging) -> bool:
    """Whether every entry has its sheets, and no entry waits to be decided on."""
    contest = judging.contest
    if contest.entries.filter(state=EntryState.SUBMITTED).exists():
        return False
    accepted = contest.entries.filter(state=EntryState.ACCEPTED)
    return not Sheet.objects.filter(entry__in=accepted, state=SheetState.OPEN).exists()


def move_due_judgings(*, now: datetime, limit: int) -> int:
    """Carry out the timers that have run out, each in its own transaction; returns how many."""
    due = list(Judging.objects.due(now).values_list("pk", flat=True)[:limit])
    return sum(_move_due(pk, now) for pk in due)


def _move_due(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        row = (
            Judging.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
            .select_related("contest")
            .filter(pk=pk, timer_at__lte=now)
            .first()
        )
        if row is None:
            return False
        if row.contest.state == ContestState.JUDGING:
            _BY_TIMER[Timer(row.timer_kind)](row, now)
        else:
            set_timer(row)
    return True


@transaction.atomic
def renew_timer(*, contest: Contest) -> None:
    """Look again at what happens next, after the contest's dates changed. Locks the judging."""
    set_timer(lock_judging(contest))


def _remind(judging: Judging, now: datetime) -> None:
    """Remind every judge who has sheets to score, once."""
    judging.reminded_at = now
    set_timer(judging)
    is_open = Q(sheets__state=SheetState.OPEN, sheets__entry__state=EntryState.ACCEPTED)
    waiting = (
        Judge.objects.filter(contest=judging.contest)
        .annotate(open_sheets=Count("sheets", filter=is_open))
        .filter(open_sheets__gt=0)
        .select_related("member")
        .order_by("pk")
    )
    for judge in waiting:
        publish(
            JudgeReminded(
                **facts(judging.contest),
                member_id=judge.member.public_id,
                count=judge.open_sheets,
                due_at=iso(judging.contest.judged_by),
            ),
            now=now,
        )


def _decide_for_silent_judges(judging: Judging, now: datetime) -> None:
    """On the day of the results: what came decides, if scores or duels are missing.

    Where nothing is missing people publish the results, late as they are. While an entry waits to
    be decided on, nothing was given out, and nothing is decided here either.
    """
    contest = judging.contest
    is_set_up = judging.stage == Stage.SETUP
    is_early = is_set_up and contest.entries.filter(state=EntryState.SUBMITTED).exists()
    if is_early or not (is_set_up or _is_missing(judging)):
        judging.timer_kind, judging.timer_at = "", None
        judging.save()
        return
    unread = contest.entries.filter(state=EntryState.ACCEPTED).exclude(
        sheets__state=SheetState.SEALED
    )
    closed_at = judging.closed_at or now
    move_stage(judging, Stage.CLOSED, now=now, silent_at=now, closed_at=closed_at)
    ask_for_count(contest, asked_by=None, now=now)
    publish(
        JudgesStayedSilent(
            **facts(contest), rule=judging.silent_rule, unread=unread.distinct().count()
        ),
        now=now,
    )


def _is_missing(judging: Judging) -> bool:
    """Whether a sheet wasn't sealed, an entry read by nobody, or a pair of the final left open."""
    accepted = judging.contest.entries.filter(state=EntryState.ACCEPTED)
    return (
        Sheet.objects.filter(entry__in=accepted, state=SheetState.OPEN).exists()
        or accepted.exclude(sheets__state=SheetState.SEALED).exists()
        or not is_fought_out(judging)
    )


_BY_TIMER: Final[dict[Timer, Callable[[Judging, datetime], None]]] = {
    Timer.REMIND: _remind,
    Timer.CLOSE: lambda judging, now: close_scoring(judging, now=now),
    Timer.RESULTS: _decide_for_silent_judges,
}
