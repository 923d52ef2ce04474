"""An entry that leaves a contest while it is judged: the others move up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.judging.choices import SheetState, Stage
from contests.judging.models import Sheet
from contests.judging.services.acting import lock_judging, move_stage
from contests.judging.services.asking import ask_for_count
from contests.judging.services.closing import close_scoring, is_all_in
from contests.judging.services.finals import is_fought_out


@transaction.atomic
def go_on_without(*, contest: Contest, now: datetime) -> bool:
    """Count again, or close what waited for nothing but the entry that left; True if so.

    Locks the judging.
    """
    judging = lock_judging(contest)
    if judging.contest.state != ContestState.JUDGING:
        return False
    sealed = Sheet.objects.filter(judge__contest=contest, state=SheetState.SEALED)
    if judging.stage == Stage.SCORING and sealed.exists() and is_all_in(judging):
        close_scoring(judging, now=now)
        return True
    if judging.stage == Stage.FINAL and is_fought_out(judging):
        move_stage(judging, Stage.CLOSED, now=now)
    if judging.stage != Stage.CLOSED:
        return False
    ask_for_count(judging.contest, asked_by=None, now=now)
    return True
