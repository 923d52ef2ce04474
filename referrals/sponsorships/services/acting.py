"""How every verb acts on a sponsorship: the row is locked, the table is asked, one function writes.

Locks are taken in one order: the sponsorship, its link, then the accounts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit, record_audits
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord
from referrals.sponsorships.choices import (
    ENDED_STATES,
    TRANSITIONS,
    Part,
    SponsorshipMove,
    SponsorshipState,
)
from referrals.sponsorships.errors import OwnSponsorship
from referrals.sponsorships.models import Sponsorship
from referrals.sponsorships.policies import is_manager, refusal_of


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


def as_creator(member: Member, sponsorship: Sponsorship) -> Actor:
    """Return the member as the creator. Raises NotFound for everybody else."""
    if sponsorship.creator_id != member.pk:
        raise NotFound
    return Actor(Part.CREATOR, member)


def as_manager(member: Member, sponsorship: Sponsorship | None = None) -> Actor:
    """Return the member as who decides for the platform.

    Raises NotFound for others, OwnSponsorship for a creator who also sits at the desk.
    """
    if not is_manager(member):
        raise NotFound
    if sponsorship is not None and sponsorship.creator_id == member.pk:
        raise OwnSponsorship
    return Actor(Part.MANAGER, member)


def as_either(member: Member, sponsorship: Sponsorship) -> Actor:
    """Return the member as the creator, else as who decides. Raises NotFound for others."""
    if sponsorship.creator_id == member.pk:
        return Actor(Part.CREATOR, member)
    return as_manager(member, sponsorship)


def lock_sponsorship(pk: int) -> Sponsorship:
    """Lock the sponsorship and read it again, with what belongs to it."""
    rows = Sponsorship.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("creator", "channel", "link__owner").get(pk=pk)


def transition(
    sponsorship: Sponsorship,
    move: SponsorshipMove,
    *,
    by: Actor,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Make a move: the only place that writes a sponsorship's state.

    The row must be locked. `changes` holds the next timer as well: without one there is none.
    Writes the audit record. Raises the refusals of `policies`.
    """
    if (refusal := refusal_of(sponsorship, move, by.part)) is not None:
        raise refusal
    before = sponsorship.state
    sponsorship.state = TRANSITIONS[SponsorshipState(before)][move].target.value
    sponsorship.timer_at = None
    for name, value in (changes or {}).items():
        setattr(sponsorship, name, value)
    sponsorship.ended_at = now if sponsorship.state in ENDED_STATES else None
    sponsorship.save()
    record_audit(
        actor=by.audit_id,
        action=f"sponsorship_{move}",
        subject=sponsorship.reference,
        before={"state": before},
        after={"state": sponsorship.state},
        reason=reason,
        now=now,
    )


def bulk_transition(
    rows: Sequence[Sponsorship], move: SponsorshipMove, *, by: Actor, now: datetime
) -> None:
    """Pay many locked sponsorships in a few statements; all of them, or none.

    The counterpart of `transition` for payouts. Raises the refusals of `policies`.
    """
    refusals = (refusal_of(row, move, by.part) for row in rows)
    if (refusal := next((found for found in refusals if found), None)) is not None:
        raise refusal
    records = []
    for row in rows:
        before = row.state
        row.state = TRANSITIONS[SponsorshipState(before)][move].target.value
        row.timer_at, row.ended_at = None, now
        row.paid_at, row.paid_amount = now, row.amount
        records.append(
            AuditRecord(
                actor=by.audit_id,
                action=f"sponsorship_{move}",
                subject=row.reference,
                before={"state": before},
                after={"state": row.state},
                at=now,
            )
        )
    written = ["state", "timer_at", "ended_at", "paid_at", "paid_amount"]
    Sponsorship.objects.bulk_update(rows, written)
    record_audits(records)


def facts(sponsorship: Sponsorship, by: Actor) -> dict[str, Any]:
    """Return the fields that all events of a sponsorship share."""
    return {
        "sponsorship_id": sponsorship.public_id,
        "creator_id": sponsorship.creator.public_id,
        "state": str(sponsorship.state),
        "by": by.part.value,
        "pay_kind": str(sponsorship.pay_kind),
        "amount": sponsorship.amount,
        "currency": sponsorship.currency,
    }
