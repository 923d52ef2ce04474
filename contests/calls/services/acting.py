"""How every verb acts on a contest: the row is locked, the table is asked, one function writes.

Locks are taken in one order: the contest, what belongs to it, then the accounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contests.calls.choices import (
    TRANSITIONS,
    ContestMove,
    ContestState,
    Part,
    Timer,
)
from contests.calls.errors import DraftOnly
from contests.calls.models import Contest, Line
from contests.calls.policies import is_contest_admin, refusal_of
from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound

Params = Mapping[str, str | int | None]


@dataclass(frozen=True)
class Actor:
    """Who acts, and in which part. The timer is nobody."""

    part: Part
    member: Member | None = None

    @property
    def audit_id(self) -> str:
        """What the audit record calls the actor."""
        return self.member.public_id if self.member is not None else SYSTEM


TIMER = Actor(Part.TIMER)


def as_admin(member: Member) -> Actor:
    """Return the member as the administrator who acts. Raises NotFound for everybody else."""
    if not is_contest_admin(member):
        raise NotFound
    return Actor(Part.ADMIN, member)


def lock_contest(pk: int) -> Contest:
    """Lock the contest and read it again."""
    return Contest.objects.select_for_update(no_key=True).get(pk=pk)


def lock_draft(pk: int) -> Contest:
    """Lock a contest that may still be changed. Raises DraftOnly."""
    contest = lock_contest(pk)
    if contest.state != ContestState.DRAFT:
        raise DraftOnly
    return contest


def transition(
    contest: Contest,
    move: ContestMove,
    *,
    by: Actor,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
    params: Params | None = None,
) -> Line:
    """Make a move: the only place that writes a contest's state.

    The contest must be locked. Applies `changes`, sets the next timer, writes the line (with
    `params`) and the audit record. Raises the refusals of `policies`.
    """
    if (refusal := refusal_of(contest, move, by.part)) is not None:
        raise refusal
    before = ContestState(contest.state)
    contest.state = TRANSITIONS[before][move].target.value
    for name, value in (changes or {}).items():
        setattr(contest, name, value)
    contest.timer_kind, contest.timer_at = next_timer(contest)
    contest.save()
    record_audit(
        actor=by.audit_id,
        action=f"contest_{move}",
        subject=contest.reference,
        before={"state": before},
        after={"state": contest.state},
        now=now,
    )
    return write_line(contest, move, by=by, now=now, params=params)


def write_line(
    contest: Contest, kind: str, *, by: Actor, now: datetime, params: Params | None = None
) -> Line:
    """Write a line of the public timeline."""
    return Line.objects.create(
        contest=contest, kind=kind, part=by.part, actor=by.member, at=now, params=params or {}
    )


def next_timer(contest: Contest) -> tuple[str, datetime | None]:
    """Return what happens next by itself, and when; ("", None) for nothing."""
    if contest.state == ContestState.DRAFT and contest.announces_at:
        return Timer.ANNOUNCES, contest.announces_at
    if contest.state == ContestState.ANNOUNCED:
        return Timer.OPENS, contest.opens_at
    if contest.state == ContestState.OPEN:
        return Timer.CLOSES, contest.closes_at
    if contest.state == ContestState.PAID and contest.handed_over_at:
        after = timedelta(days=rules().contest_archive_days)
        return Timer.ARCHIVES, contest.handed_over_at + after
    return "", None
