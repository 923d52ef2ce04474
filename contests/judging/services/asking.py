"""Asking for a count of the scores; a worker carries it out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.judging.choices import RunState, Stage
from contests.judging.errors import StillScoring
from contests.judging.models import Run
from contests.judging.services.acting import as_admin, lock_judging
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit

UNDER_WAY = (RunState.WAITING, RunState.COUNTING)


def ask_for_count(contest: Contest, *, asked_by: Member | None, now: datetime) -> Run:
    """Return the count that is under way, or a new one. The judging must be locked."""
    found = Run.objects.filter(contest=contest, state__in=UNDER_WAY).first()
    if found is not None:
        return found
    return Run.objects.create(contest=contest, asked_by=asked_by, asked_at=now)


@transaction.atomic
def start_count(*, contest: Contest, actor: Member, now: datetime) -> Run:
    """Have the scores counted again; pressing twice starts one count.

    Locks the judging. Raises NotFound for others, StillScoring.
    """
    by = as_admin(actor)
    judging = lock_judging(contest)
    if judging.closed_at is None or judging.contest.state != ContestState.JUDGING:
        raise StillScoring
    if judging.stage not in (Stage.FINAL, Stage.CLOSED):
        raise StillScoring
    record_audit(
        actor=by.public_id, action="count_asked", subject=judging.contest.reference, now=now
    )
    return ask_for_count(judging.contest, asked_by=by, now=now)
