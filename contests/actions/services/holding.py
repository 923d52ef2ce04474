"""What becomes of a hold: the entrant answers, a person clears or excludes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from contests.actions.choices import HoldState
from contests.actions.errors import AlreadyAnswered, ReasonMissing, StateRefuses
from contests.actions.events import EntrantCleared, EntrantExcluded
from contests.actions.models import Entrant
from contests.actions.services.acting import (
    as_admin,
    entrant_facts,
    hold_list_open,
    lock_entrant,
)
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound
from marketplace.core.events import publish


@transaction.atomic
def answer_hold(*, entrant: Entrant, member: Member, text: str, now: datetime) -> Entrant:
    """Say something about a hold or an exclusion, once. Locks the contest (shared), the entrant.

    An excluded entrant who answers is looked at again. Raises NotFound for others, ListClosed,
    ReasonMissing, AlreadyAnswered, StateRefuses.
    """
    if entrant.member_id != member.pk:
        raise NotFound
    if not text.strip():
        raise ReasonMissing(field="text")
    hold_list_open(entrant.contest)
    row = lock_entrant(entrant.pk)
    if row.hold not in (HoldState.HELD, HoldState.EXCLUDED):
        raise StateRefuses(state=row.get_hold_display())
    if row.answered_at is not None:
        raise AlreadyAnswered
    row.answer, row.answered_at, row.hold = text.strip(), now, HoldState.HELD.value
    row.save(update_fields=["answer", "answered_at", "hold"])
    _record(row, "entrant_answered", member.public_id, "", now)
    return row


@transaction.atomic
def clear_entrant(*, entrant: Entrant, actor: Member, note: str = "", now: datetime) -> Entrant:
    """Let a held or excluded entrant's tickets count. Raises NotFound for others, ListClosed."""
    row = _decide(entrant, actor, HoldState.CLEARED, note, now)
    publish(EntrantCleared(**entrant_facts(row)), now=now)
    return row


@transaction.atomic
def exclude_entrant(*, entrant: Entrant, actor: Member, reason: str, now: datetime) -> Entrant:
    """Take an entrant's tickets out, with a reason that the entrant reads.

    Raises NotFound for others, ListClosed, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    row = _decide(entrant, actor, HoldState.EXCLUDED, reason, now)
    publish(EntrantExcluded(**entrant_facts(row), reason=row.hold_reason), now=now)
    return row


def _decide(
    entrant: Entrant, actor: Member, hold: HoldState, reason: str, now: datetime
) -> Entrant:
    by = as_admin(actor, entrant)
    hold_list_open(entrant.contest)
    row = lock_entrant(entrant.pk)
    if row.hold == hold:
        raise StateRefuses(state=row.get_hold_display())
    row.hold, row.hold_reason = hold.value, reason.strip()
    row.hold_decided_at, row.hold_decided_by = now, actor
    row.save(update_fields=["hold", "hold_reason", "hold_decided_at", "hold_decided_by"])
    _record(row, f"entrant_{hold}", by.audit_id, reason.strip(), now)
    return row


def _record(entrant: Entrant, what: str, actor: str, reason: str, now: datetime) -> None:
    record_audit(
        actor=actor,
        action=what,
        subject=f"entrant:{entrant.public_id}",
        after={"hold": entrant.hold},
        reason=reason,
        now=now,
    )
