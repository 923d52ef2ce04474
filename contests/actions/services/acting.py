"""How every verb acts: the contest is asked, the row is locked, one function writes.

Locks are taken in one order: the contest (shared), the entrant, the claim. Closing a contest and
freezing its list take the contest's row alone, so nothing slips in behind them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from contests.actions.choices import TRANSITIONS, ClaimMove, ClaimState, Part
from contests.actions.errors import ContestNotOpen, ListClosed
from contests.actions.models import Claim, Entrant
from contests.actions.policies import is_contest_admin, refusal_of
from contests.calls.choices import ContestState
from contests.calls.models import Contest
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


def as_admin(member: Member, entrant: Entrant | None = None) -> Actor:
    """Return the member as the administrator who acts, never about themselves.

    Raises NotFound for everybody else.
    """
    if not is_contest_admin(member) or (entrant is not None and entrant.member_id == member.pk):
        raise NotFound
    return Actor(Part.ADMIN, member)


def share_contest(pk: int) -> tuple[ContestState, datetime | None]:
    """Return the contest's state and closing, and keep them until this transaction ends.

    Many may hold this lock at once; whoever closes the contest or its list waits for them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, closes_at FROM calls_contest WHERE id = %s FOR SHARE", [pk])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    return ContestState(row[0]), row[1]


def is_open_at(state: str, closes_at: datetime | None, now: datetime) -> bool:
    """Tell whether something can be done for tickets: until the closing, swept or not."""
    return state == ContestState.OPEN and (closes_at is None or now < closes_at)


def hold_open(contest: Contest, *, now: datetime) -> None:
    """Keep an open contest open until this transaction ends. Raises ContestNotOpen."""
    if not is_open_at(*share_contest(contest.pk), now):
        raise ContestNotOpen


def hold_list_open(contest: Contest) -> None:
    """Keep the list of tickets changeable until this transaction ends. Raises ListClosed.

    The draw stands above this app; that a list is frozen is known by its own registry.
    """
    if share_contest(contest.pk)[0] not in (ContestState.OPEN, ContestState.JUDGING):
        raise ListClosed
    if any(is_frozen(contest=contest) for is_frozen in FREEZERS.values()):
        raise ListClosed


FREEZERS: dict[str, Any] = {}


def register_freezer(name: str, is_frozen: Any) -> None:
    """Let an app above say that a contest's list of tickets is closed."""
    FREEZERS[name] = is_frozen


def lock_entrant(pk: int) -> Entrant:
    """Lock an entrant and read it again."""
    rows = Entrant.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("contest", "member", "link").get(pk=pk)


def lock_claim(pk: int) -> Claim:
    """Lock a claim and read it again."""
    rows = Claim.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("action__contest", "entrant__member", "entrant__link").get(pk=pk)


def transition(
    claim: Claim, move: ClaimMove, *, by: Actor, now: datetime, changes: Mapping[str, Any]
) -> Claim:
    """Make a move: the only place that writes a claim's state. The claim must be locked.

    Raises the refusals of `policies`.
    """
    if (refusal := refusal_of(claim, move, by.part)) is not None:
        raise refusal
    before = ClaimState(claim.state)
    claim.state = TRANSITIONS[before][move].target.value
    for name, value in changes.items():
        setattr(claim, name, value)
    claim.save()
    record_audit(
        actor=by.audit_id,
        action=f"claim_{move}",
        subject=claim.reference,
        before={"state": before},
        after={"state": claim.state, "reason": claim.reason},
        reason=claim.note,
        now=now,
    )
    return claim


def entrant_facts(entrant: Entrant) -> dict[str, Any]:
    """Return the fields that all events of an entrant share."""
    return {
        "contest_id": entrant.contest.public_id,
        "slug": entrant.contest.slug,
        "member_id": entrant.member.public_id,
        "participant": entrant.public_id,
    }


def claim_facts(claim: Claim) -> dict[str, Any]:
    """Return the fields that all events of a claim share."""
    return {
        **entrant_facts(claim.entrant),
        "claim_id": claim.public_id,
        "action_id": claim.action.public_id,
        "kind": claim.action.kind,
        "tickets": claim.tickets,
        "label": claim.label,
    }
