"""How every verb acts on an entry: locked, read again, the table asked, one function writes.

Locks are taken in one order: the contest, then its entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contests.calls.models import Contest
from contests.calls.policies import is_contest_admin
from contests.entries.choices import TRANSITIONS, EntryMove, EntryState, Part
from contests.entries.models import Entry
from contests.entries.policies import refusal_of
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


def as_admin(member: Member, entry: Entry | None = None) -> Actor:
    """Return the member as the administrator who acts, never on their own entry.

    Raises NotFound for everybody else.
    """
    if not is_contest_admin(member) or (entry is not None and entry.entrant_id == member.pk):
        raise NotFound
    return Actor(Part.ADMIN, member)


def as_entrant(member: Member, entry: Entry) -> Actor:
    """Return the member as the one whose entry it is. Raises NotFound for everybody else."""
    if member.pk != entry.entrant_id:
        raise NotFound
    return Actor(Part.ENTRANT, member)


def lock_entry(pk: int) -> Entry:
    """Lock the entry and read it again, with its contest."""
    rows = Entry.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("contest", "entrant", "link").get(pk=pk)


def transition(
    entry: Entry,
    move: EntryMove,
    *,
    by: Actor,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Make a move: the only place that writes an entry's state.

    The entry must be locked. Applies `changes` and writes the audit record. Raises the refusals of
    `policies`.
    """
    if (refusal := refusal_of(entry, move, by.part, now=now)) is not None:
        raise refusal
    before = EntryState(entry.state)
    entry.state = TRANSITIONS[before][move].target.value
    for name, value in (changes or {}).items():
        setattr(entry, name, value)
    entry.save(update_fields=["state", *(changes or {})])
    record_audit(
        actor=by.audit_id,
        action=f"entry_{move}",
        subject=entry.reference,
        before={"state": before},
        after={"state": entry.state},
        reason=reason,
        now=now,
    )
    return entry


def facts(entry: Entry, contest: Contest | None = None) -> dict[str, Any]:
    """Return the fields that all events of an entry share."""
    return {
        "entry_id": entry.public_id,
        "contest_id": (contest or entry.contest).public_id,
        "entrant_id": entry.entrant.public_id,
        "title": entry.title,
    }
