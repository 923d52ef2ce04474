"""How every verb acts on an award: the row is locked, the table is asked, one function writes.

Locks are taken in one order: the contest, its awards by id, then the accounts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contests.prizes.choices import TRANSITIONS, AwardMove, AwardState, Part
from contests.prizes.models import Award
from contests.prizes.policies import refusal_of
from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit, record_audits
from marketplace.core.models import AuditRecord


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


def lock_award(pk: int) -> Award:
    """Lock the award and read it again, with what belongs to it."""
    rows = Award.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("contest", "prize", "member").get(pk=pk)


def transition(
    award: Award,
    move: AwardMove,
    *,
    by: Actor,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Make a move: the only place that writes an award's state.

    The award must be locked. Writes the audit record. Raises the refusals of `policies`.
    """
    if (refusal := refusal_of(award, move, by.part)) is not None:
        raise refusal
    before = award.state
    award.state = TRANSITIONS[AwardState(before)][move].target.value
    for name, value in (changes or {}).items():
        setattr(award, name, value)
    if award.state == AwardState.DONE:
        award.done_at = now
    if award.state != AwardState.WAITING:
        award.timer_at = None
    award.save()
    record_audit(
        actor=by.audit_id,
        action=f"award_{move}",
        subject=award.reference,
        before={"state": before},
        after={"state": award.state},
        now=now,
    )


def bulk_transition(
    awards: Sequence[Award],
    move: AwardMove,
    *,
    by: Actor,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Make one move for many locked awards in a few statements; all of them, or none.

    The counterpart of `transition` for payouts to thousands. Raises the refusals of `policies`.
    """
    refusals = (refusal_of(award, move, by.part) for award in awards)
    if (refusal := next((found for found in refusals if found), None)) is not None:
        raise refusal
    records = []
    for award in awards:
        before = award.state
        award.state = TRANSITIONS[AwardState(before)][move].target.value
        for name, value in (changes or {}).items():
            setattr(award, name, value)
        if award.state == AwardState.DONE:
            award.done_at = now
        if award.state != AwardState.WAITING:
            award.timer_at = None
        records.append(
            AuditRecord(
                actor=by.audit_id,
                action=f"award_{move}",
                subject=award.reference,
                before={"state": before},
                after={"state": award.state},
                at=now,
            )
        )
    written = {"state": "", "done_at": None, "timer_at": None} | dict(changes or {})
    sample = awards[0]
    Award.objects.filter(pk__in=[award.pk for award in awards]).update(
        **{name: getattr(sample, name) for name in written}
    )
    record_audits(records)


def facts(award: Award) -> dict[str, Any]:
    """Return the fields that all events of an award share."""
    return {
        "award_id": award.public_id,
        "contest_id": award.contest.public_id,
        "member_id": award.member.public_id,
        "rank": award.rank,
        "prize_kind": award.kind,
        "amount": award.amount,
        "currency": award.currency,
    }
