"""How every verb acts on a retainer.

The row is locked, the table is asked, and one function writes the state, the story and the next
moment at which something happens by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.relationships.choices import (
    RETAINER_TRANSITIONS,
    TIMED_STATES,
    ChangeState,
    Hand,
    RetainerMove,
    RetainerState,
)
from marketplace.relationships.models import Retainer, RetainerChange, RetainerLine
from marketplace.relationships.policies import hand_in_retainer, month_refusal, retainer_refusal
from marketplace.relationships.queries.months import month_start

Params = Mapping[str, str | int | bool | None]
CLOSED = frozenset(state for state, moves in RETAINER_TRANSITIONS.items() if not moves)


@dataclass(frozen=True)
class Actor:
    """Who acts, and in which part. The clock is nobody."""

    hand: Hand
    member: Member | None = None

    @property
    def audit_id(self) -> str:
        """What the audit record calls the actor."""
        return self.member.public_id if self.member is not None else SYSTEM


TIMER = Actor(Hand.TIMER)


def actor_in(retainer: Retainer, member: Member) -> Actor:
    """Return the member in its part of the retainer. Raises NotFound for strangers."""
    return Actor(hand_in_retainer(member, retainer), member)


def lock_row(retainer_pk: int) -> Retainer:
    """Lock the retainer and read it again: always before any order and any account."""
    rows = Retainer.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("client", "seller").get(pk=retainer_pk)


def refuse(retainer: Retainer, move: RetainerMove, by: Actor) -> None:
    """Raise the named reason why this actor can't make the move now, if there is one."""
    refusal = retainer_refusal(retainer, move, by.hand)
    if refusal is not None:
        raise refusal


def refuse_month(retainer: Retainer) -> None:
    """Raise the named reason why no further month can begin between these two, if there is one."""
    refusal = month_refusal(retainer)
    if refusal is not None:
        raise refusal


def transition(
    retainer: Retainer,
    move: RetainerMove,
    *,
    by: Actor,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
    params: Params | None = None,
) -> RetainerLine:
    """Make a move: the only place that writes a retainer's state.

    The retainer must be locked. Applies `changes`, sets what happens next by itself, and writes the
    line of the story and the audit record. Raises the refusals of `policies`.
    """
    refuse(retainer, move, by)
    before = RetainerState(retainer.state)
    retainer.state = RETAINER_TRANSITIONS[before][move].target
    for name, value in (changes or {}).items():
        setattr(retainer, name, value)
    retainer.due_at = next_due(retainer, now)
    if retainer.state in CLOSED:
        retainer.closed_at = now
        overtake_changes(retainer, now=now)
    retainer.save()
    record_audit(
        actor=by.audit_id,
        action=f"retainer_{move}",
        subject=f"retainer:{retainer.public_id}",
        before={"state": before},
        after={"state": retainer.state},
        now=now,
    )
    return RetainerLine.objects.create(
        retainer=retainer, kind=move, hand=by.hand, at=now, params=params or {}
    )


def next_due(retainer: Retainer, now: datetime) -> datetime | None:
    """Return when something happens by itself, seen right after a move at `now`; None for never.

    A month that should have begun already begins now.
    """
    state = RetainerState(retainer.state)
    if state not in TIMED_STATES:
        return None
    if state == RetainerState.OFFERED:
        return retainer.offered_at + timedelta(days=rules().offer_expiry_days)
    if state == RetainerState.AWAITING_PAYMENT:
        return now + timedelta(days=rules().retainer_grace_days)
    return max(next_month_at(retainer), now)


def next_month_at(retainer: Retainer) -> datetime:
    """Return when the next month begins by the calendar."""
    return month_start(retainer.anchor_on, retainer.months, timezone=retainer.timezone)


def change_transition(change: RetainerChange, target: ChangeState, *, now: datetime) -> None:
    """Move a proposed change on; the caller has locked its retainer."""
    change.state = target
    change.closed_at = now
    change.save(update_fields=["state", "closed_at"])


def overtake_changes(retainer: Retainer, *, now: datetime) -> None:
    """Close what was proposed or agreed and will not come into force any more."""
    left = retainer.changes.filter(state__in=[ChangeState.OPEN, ChangeState.ACCEPTED])
    for change in left:
        change_transition(change, ChangeState.OVERTAKEN, now=now)
