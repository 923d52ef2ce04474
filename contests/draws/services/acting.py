"""How every verb acts on a draw: the row is locked, the table is asked, one function writes.

Locks are taken in one order: the contest, then its draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contests.calls.models import Contest
from contests.draws.choices import TRANSITIONS, DrawMove, DrawState, Part
from contests.draws.models import Draw
from contests.draws.policies import is_contest_admin, refusal_of
from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.errors import NotFound


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


def lock_draw(contest_id: int) -> Draw:
    """Lock a contest's draw and read it again. Raises NotFound."""
    rows = Draw.objects.select_for_update(no_key=True, of=("self",)).select_related("contest")
    found = rows.filter(contest_id=contest_id).first()
    if found is None:
        raise NotFound
    return found


def transition(
    draw: Draw, move: DrawMove, *, by: Actor, now: datetime, changes: Mapping[str, Any]
) -> Draw:
    """Make a move: the only place that writes a draw's state.

    The draw must be locked. Writes the changes and the audit record. Raises the refusals of
    `policies`.
    """
    if (refusal := refusal_of(draw, move, by.part)) is not None:
        raise refusal
    before = DrawState(draw.state)
    draw.state = TRANSITIONS[before][move].target.value
    for name, value in changes.items():
        setattr(draw, name, value)
    draw.tries, draw.trouble = 0, ""
    draw.save()
    record_audit(
        actor=by.audit_id,
        action=f"draw_{move}",
        subject=draw.reference,
        before={"state": before},
        after={"state": draw.state, "tickets": draw.tickets_digest, "value": draw.value},
        now=now,
    )
    return draw


def facts(contest: Contest) -> dict[str, Any]:
    """Return the fields that all events of a draw share."""
    return {"contest_id": contest.public_id, "slug": contest.slug}
