"""After the hours: reported, approved, or less is proposed and agreed or decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from community.shifts import errors
from community.shifts.choices import TEXT_MAX, ShiftMove
from community.shifts.events import (
    PaidShiftApproved,
    PaidShiftCancelled,
    PaidShiftQuestioned,
    PaidShiftReplied,
    PaidShiftReported,
)
from community.shifts.models import Shift
from community.shifts.services.states import about, lock_shift, shift_transition, text_in
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish


@dataclass(frozen=True)
class ShiftReport:
    """What was done in the hours."""

    topics: int
    minutes: int
    text: str


@transaction.atomic
def report_shift(*, shift: Shift, actor: Member, report: ShiftReport, now: datetime) -> Shift:
    """Say what was done, once the shift has begun. Not answered in time, it counts as approved.

    Locks the shift. Raises ShiftTextMissing, ShiftNotBegun and the refusals of `policies`.
    """
    row = lock_shift(shift.pk)
    changes = {
        "topics": report.topics,
        "minutes": report.minutes,
        "report": text_in(report.text, "text", most=TEXT_MAX),
        "reported_at": now,
        "due_at": now + timedelta(days=rules().shift_approve_days),
    }
    shift_transition(row, ShiftMove.REPORT, actor=actor, now=now, changes=changes)
    publish(about(PaidShiftReported, row), now=now)
    return row


@transaction.atomic
def approve_shift(*, shift: Shift, actor: Member | None, now: datetime) -> Shift:
    """Approve the whole pay; it is paid at once. No actor: the time to answer is over.

    A manager may do so without a report, once it has begun: whose account is closed can't write
    one. Locks the shift. Raises the refusals of `policies`.
    """
    row = lock_shift(shift.pk)
    changes = {"approved_amount": row.amount, "decided_by": actor, "due_at": now}
    shift_transition(row, ShiftMove.APPROVE, actor=actor, now=now, changes=changes)
    publish(about(PaidShiftApproved, row), now=now)
    return row


@transaction.atomic
def question_shift(
    *, shift: Shift, actor: Member, amount: int, reason: str, now: datetime
) -> Shift:
    """Propose less than was agreed, with a reason; the member agrees, or somebody else decides.

    Locks the shift. Raises LessThanPay, ShiftTextMissing, ShiftNotBegun and the refusals of
    `policies`.
    """
    row = lock_shift(shift.pk)
    if not 0 <= amount < row.amount:
        raise errors.LessThanPay(field="amount")
    changes = {
        "proposed_amount": amount,
        "questioned_by": actor,
        "question": text_in(reason, "reason"),
    }
    shift_transition(row, ShiftMove.QUESTION, actor=actor, now=now, changes=changes)
    publish(about(PaidShiftQuestioned, row), now=now)
    return row


@transaction.atomic
def agree_to_less(*, shift: Shift, actor: Member, now: datetime) -> Shift:
    """Agree to what was proposed; nothing at all: the shift is cancelled and the pay goes back.

    Locks the shift, then its fund. Raises the refusals of `policies`.
    """
    row = lock_shift(shift.pk)
    if row.proposed_amount == 0:
        shift_transition(row, ShiftMove.FORGO, actor=actor, now=now)
        publish(about(PaidShiftCancelled, row, by_member=True), now=now)
        return row
    changes = {"approved_amount": row.proposed_amount, "due_at": now}
    shift_transition(row, ShiftMove.AGREE, actor=actor, now=now, changes=changes)
    publish(about(PaidShiftApproved, row), now=now)
    return row


@transaction.atomic
def reply_to_less(*, shift: Shift, actor: Member, text: str, now: datetime) -> Shift:
    """Say what speaks against less, to those who decide; said again, it replaces what was said.

    Locks the shift. Raises ShiftTextMissing and the refusals of `policies`.
    """
    row = lock_shift(shift.pk)
    changes = {"reply": text_in(text, "reply")}
    shift_transition(row, ShiftMove.REPLY, actor=actor, now=now, changes=changes)
    publish(about(PaidShiftReplied, row), now=now)
    return row


@transaction.atomic
def decide_shift(*, shift: Shift, actor: Member, amount: int, reason: str, now: datetime) -> Shift:
    """Decide between the sides, as somebody else than who proposed less; nothing: it isn't paid.

    Locks the shift, then its fund. Raises PayOutOfBounds, ShiftTextMissing and the refusals of
    `policies`.
    """
    row = lock_shift(shift.pk)
    if not 0 <= amount <= row.amount:
        raise errors.PayOutOfBounds(field="amount", most=str(row.pay))
    changes = {"decided_by": actor, "decision": text_in(reason, "reason")}
    if not amount:
        shift_transition(row, ShiftMove.REFUSE, actor=actor, now=now, changes=changes)
        publish(about(PaidShiftCancelled, row, by_member=False), now=now)
        return row
    changes |= {"approved_amount": amount, "due_at": now}
    shift_transition(row, ShiftMove.DECIDE, actor=actor, now=now, changes=changes)
    publish(about(PaidShiftApproved, row), now=now)
    return row
