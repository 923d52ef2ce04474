"""How every verb acts on a dispute: the row is locked, the table is asked, one function writes.

Locks are taken in one order: the dispute, its order, then the accounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.disputes.choices import (
    CLOSED_STATES,
    TRANSITIONS,
    DisputeMove,
    DisputeState,
    Part,
    ProposalState,
)
from marketplace.disputes.models import Dispute, Line
from marketplace.disputes.policies import refusal_of
from marketplace.disputes.services.timers import next_timer

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


def lock_row(pk: int) -> Dispute:
    """Lock the dispute and read it again, with its people."""
    return (
        Dispute.objects.select_for_update(no_key=True, of=("self",))
        .select_related("order__client", "order__seller", "opener", "other")
        .get(pk=pk)
    )


def refuse(dispute: Dispute, move: DisputeMove, by: Actor) -> None:
    """Raise the named reason why this actor can't make this move now, if there is one."""
    refusal = refusal_of(dispute, move, by.part)
    if refusal is not None:
        raise refusal


def transition(
    dispute: Dispute,
    move: DisputeMove,
    *,
    by: Actor,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
    params: Params | None = None,
) -> Line:
    """Make a move: the only place that writes a dispute's state.

    The dispute must be locked. Applies `changes`, sets the next timer, closes what a closed
    dispute leaves without meaning, writes the line (with `params`) and the audit record. Raises the
    refusals of `policies`.
    """
    refuse(dispute, move, by)
    before = DisputeState(dispute.state)
    dispute.state = TRANSITIONS[before][move].target.value
    for name, value in (changes or {}).items():
        setattr(dispute, name, value)
    if dispute.state in CLOSED_STATES:
        dispute.closed_at = now
        dispute.proposals.filter(state=ProposalState.OPEN).update(
            state=ProposalState.OVERTAKEN, closed_at=now
        )
    dispute.timer_kind, dispute.timer_at = next_timer(dispute)
    dispute.save()
    return write_line(dispute, move, by=by, now=now, params=params, before=before)


def write_line(
    dispute: Dispute,
    kind: str,
    *,
    by: Actor,
    now: datetime,
    params: Params | None = None,
    before: str = "",
) -> Line:
    """Write the line of the timeline, and the audit record, of what was just done."""
    record_audit(
        actor=by.audit_id,
        action=f"dispute_{kind}",
        subject=dispute.reference,
        before={"state": before},
        after={"state": dispute.state, "refund_amount": dispute.refund_amount},
        now=now,
    )
    return Line.objects.create(
        dispute=dispute, kind=kind, part=by.part, actor=by.member, at=now, params=params or {}
    )


def facts(dispute: Dispute, by: Actor) -> dict[str, Any]:
    """Return the fields that all events of a dispute share."""
    return {
        "dispute_id": dispute.public_id,
        "order_id": dispute.order.public_id,
        "opener_id": dispute.opener.public_id,
        "other_id": dispute.other.public_id,
        "currency": dispute.order.currency,
        "by": by.part.value,
    }
