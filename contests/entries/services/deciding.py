"""What people decide: about each finding, then about the entry. Nothing ends by a machine alone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from contests.entries import errors
from contests.entries.choices import Decision, EntryMove, EntryState, Outcome
from contests.entries.events import (
    EntryAccepted,
    EntryAppealAnswered,
    EntryAppealed,
    EntryDisqualified,
    EntryReconsidered,
    EntryRefused,
)
from contests.entries.models import Check, Entry
from contests.entries.services.acting import as_admin, as_entrant, facts, lock_entry, transition
from contests.entries.services.checking import check_late
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.events import publish


@transaction.atomic
def decide_finding(
    *, entry: Entry, actor: Member, kind: str, decision: str, note: str, now: datetime
) -> Check:
    """Say whether a finding is fine or breaks the terms; may be decided anew until acceptance.

    Raises NotFound for others, EntryStateRefuses, ChecksUnfinished, NothingFound.
    """
    row = lock_entry(entry.pk)
    by = as_admin(actor, row)
    if row.state != EntryState.SUBMITTED:
        raise errors.EntryStateRefuses(state=row.get_state_display())
    if row.checked_at is None:
        raise errors.ChecksUnfinished
    check = Check.objects.select_for_update(no_key=True).filter(entry=row, kind=kind).first()
    if check is None or check.outcome == Outcome.PASS:
        raise errors.NothingFound
    before = check.decision
    check.decision, check.note = Decision(decision).value, note.strip()
    check.decided_at, check.decided_by = now, actor
    check.save(update_fields=["decision", "note", "decided_at", "decided_by"])
    record_audit(
        actor=by.audit_id,
        action="entry_finding",
        subject=row.reference,
        before={"kind": kind, "decision": before},
        after={"kind": kind, "decision": check.decision},
        reason=check.note,
        now=now,
    )
    return check


@transaction.atomic
def accept_entry(*, entry: Entry, actor: Member, now: datetime) -> Entry:
    """Accept an entry for judging, when every finding was found fine.

    Raises NotFound for others, EntryStateRefuses, ChecksUnfinished, FindingsUndecided,
    FindingBreaks, NotOpenForEntries when the results are out.
    """
    row = lock_entry(entry.pk)
    by = as_admin(actor, row)
    if row.state == EntryState.SUBMITTED and row.checked_at is not None:
        found = Check.objects.filter(entry=row).exclude(outcome=Outcome.PASS)
        decisions = set(found.values_list("decision", flat=True))
        if "" in decisions:
            raise errors.FindingsUndecided
        if Decision.BREACH in decisions:
            raise errors.FindingBreaks
    changes = {"decided_at": now, "decided_by": actor, "reason": ""}
    transition(row, EntryMove.ACCEPT, by=by, now=now, changes=changes)
    publish(EntryAccepted(**facts(row), by_machine=False), now=now)
    return row


@transaction.atomic
def refuse_entry(*, entry: Entry, actor: Member, reason: str, now: datetime) -> Entry:
    """Don't accept an entry; its writer reads why, and may ask once to look again.

    Raises NotFound for others, EntryStateRefuses, ChecksUnfinished, NotOpenForEntries when the
    results are out, ReasonMissing.
    """
    row = lock_entry(entry.pk)
    by = as_admin(actor, row)
    why = _reason(reason)
    changes = {"decided_at": now, "decided_by": actor, "reason": why}
    transition(row, EntryMove.REFUSE, by=by, now=now, changes=changes, reason=why)
    publish(EntryRefused(**facts(row), reason=why), now=now)
    return row


@transaction.atomic
def appeal_refusal(*, entry: Entry, actor: Member, text: str, now: datetime) -> Entry:
    """Ask, once, to look at a refusal again.

    Raises NotFound for others, EntryStateRefuses, AppealedAlready, AppealMissing,
    NotOpenForEntries when the results are out.
    """
    row = lock_entry(entry.pk)
    by = as_entrant(actor, row)
    if not text.strip():
        raise errors.AppealMissing(field="text")
    changes = {"appeal": text.strip(), "appealed_at": now}
    transition(row, EntryMove.APPEAL, by=by, now=now, changes=changes)
    publish(EntryAppealed(**facts(row)), now=now)
    return row


@transaction.atomic
def answer_appeal(*, entry: Entry, actor: Member, reason: str, now: datetime) -> Entry:
    """Let the refusal stand after looking again.

    Raises NotFound for others, EntryStateRefuses, ReasonMissing.
    """
    row = lock_entry(entry.pk)
    by = as_admin(actor, row)
    is_open = row.appealed_at is not None and row.appeal_answered_at is None
    if row.state != EntryState.REFUSED or not is_open:
        raise errors.EntryStateRefuses(state=row.get_state_display())
    row.reason, row.appeal_answered_at = _reason(reason), now
    row.save(update_fields=["reason", "appeal_answered_at"])
    record_audit(
        actor=by.audit_id,
        action="entry_appeal_answered",
        subject=row.reference,
        reason=row.reason,
        now=now,
    )
    publish(EntryAppealAnswered(**facts(row), reason=row.reason), now=now)
    return row


@transaction.atomic
def reconsider_entry(*, entry: Entry, actor: Member, now: datetime) -> Entry:
    """Take a refusal back: the entry waits for a decision again.

    Raises NotFound for others, EntryStateRefuses, NotOpenForEntries when the results are out.
    """
    row = lock_entry(entry.pk)
    by = as_admin(actor, row)
    # `decided_at` stays: what a person has decided once isn't accepted by the timer.
    changes = {"reason": "", "appeal_answered_at": now if row.appealed_at else None}
    transition(row, EntryMove.RECONSIDER, by=by, now=now, changes=changes)
    if row.checked_at is None:
        check_late(entry=row, now=now)
    publish(EntryReconsidered(**facts(row)), now=now)
    return row


@transaction.atomic
def disqualify_entry(*, entry: Entry, actor: Member, reason: str, now: datetime) -> Entry:
    """Take an accepted entry out afterwards, for a reason that its writer reads.

    Raises NotFound for others, EntryStateRefuses, ReasonMissing.
    """
    row = lock_entry(entry.pk)
    by = as_admin(actor, row)
    why = _reason(reason)
    changes = {"decided_at": now, "decided_by": actor, "reason": why}
    transition(row, EntryMove.DISQUALIFY, by=by, now=now, changes=changes, reason=why)
    publish(EntryDisqualified(**facts(row), reason=why), now=now)
    return row


def _reason(text: str) -> str:
    if not text.strip():
        raise errors.ReasonMissing(field="reason")
    return text.strip()
