"""An entry out of view and in view again, by a moderator's decision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from contests.entries.queries import find_entry
from contests.entries.services.acting import lock_entry
from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit

HIDDEN = "hidden"


@transaction.atomic
def hide_entry(ref: str, *, actor: Member, reason: str, now: datetime) -> str | None:
    """Take an entry out of view; its place in the contest is an administrator's affair."""
    row = lock_entry(find_entry(ref).pk)
    if row.hidden_at is not None:
        return None
    row.hidden_at = now
    row.save(update_fields=["hidden_at"])
    _record(actor.public_id, "entry_hidden", row.reference, reason, now)
    return HIDDEN


@transaction.atomic
def show_entry(ref: str, *, memo: str, reason: str, now: datetime) -> bool:
    """Show a hidden entry again."""
    row = lock_entry(find_entry(ref).pk)
    if memo != HIDDEN or row.hidden_at is None:
        return False
    row.hidden_at = None
    row.save(update_fields=["hidden_at"])
    _record(SYSTEM, "entry_shown", row.reference, reason, now)
    return True


def _record(actor: str, action: str, subject: str, reason: str, now: datetime) -> None:
    record_audit(actor=actor, action=action, subject=subject, reason=reason, now=now)
