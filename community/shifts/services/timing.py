"""What falls due: offers lapse, what nobody answers is approved, what is approved is paid."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import structlog
from django.db import transaction

from community.shifts.choices import ShiftMove, ShiftState
from community.shifts.events import (
    PaidShiftApproved,
    PaidShiftNotTaken,
    PaidShiftPaid,
    PaidShiftReminderDue,
    PaidShiftUnreported,
)
from community.shifts.models import Shift
from community.shifts.queries.funds import fund_account
from community.shifts.services.states import about, locked_shifts, return_rest, shift_transition
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.events import publish
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import member_account
from marketplace.ledger.services import Posting, post_transfer

PAY: Final = "shift_pay"
log = structlog.get_logger(__name__)


def move_due_shifts(*, now: datetime, limit: int) -> int:
    """Do what is due, each shift in a transaction of its own; returns how many were moved.

    Two at once take different shifts. One that fails is logged and keeps no other waiting.
    """
    due = Shift.objects.filter(due_at__lte=now).order_by("due_at", "id")
    return sum(_move_alone(pk, now) for pk in due.values_list("pk", flat=True)[:limit])


def _move_alone(pk: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            row = locked_shifts(skip_locked=True).filter(pk=pk, due_at__lte=now).first()
            return row is not None and _move(row, now)
    except Exception:
        log.exception("shift_not_moved", shift=pk)
        return False


def _move(row: Shift, now: datetime) -> bool:
    if row.state == ShiftState.APPROVED:
        pay_locked(row, now=now)
    elif row.state == ShiftState.WORKED:
        changes = {"approved_amount": row.amount, "due_at": now}
        shift_transition(row, ShiftMove.APPROVE, actor=None, now=now, changes=changes)
        publish(about(PaidShiftApproved, row), now=now)
    elif row.state == ShiftState.ACCEPTED and not row.member.is_active:
        _leave_to_managers(row, now)
    else:
        shift_transition(row, ShiftMove.LAPSE, actor=None, now=now)
        publish(about(PaidShiftNotTaken, row), now=now)
    return True


def _leave_to_managers(row: Shift, now: datetime) -> None:
    """Let a locked shift stand that its member can't report: the hours may have been worked."""
    row.due_at = None
    row.save(update_fields=["due_at"])
    record_audit(actor=SYSTEM, action="shift_unreported", subject=row.reference, now=now)
    publish(about(PaidShiftUnreported, row), now=now)


def pay_locked(shift: Shift, *, now: datetime) -> None:
    """Pay a locked shift that is approved: into the wallet, exactly once; the rest goes back."""
    amount = shift.approved_amount or 0
    if amount:
        post_transfer(
            key=f"{shift.reference}:paid",
            kind=PAY,
            reference=shift.reference,
            postings=[
                Posting(fund_account(shift), -amount),
                Posting(
                    member_account(AccountKind.AVAILABLE, shift.member, shift.currency), amount
                ),
            ],
            memo={"member": shift.member.public_id},
            now=now,
        )
    return_rest(shift, now=now)
    shift_transition(shift, ShiftMove.PAY, actor=None, now=now)
    publish(about(PaidShiftPaid, shift), now=now)


@transaction.atomic
def remind_due_shifts(*, now: datetime, limit: int) -> int:
    """Remind those whose shift begins within a day, once; returns how many."""
    due = locked_shifts(skip_locked=True).filter(remind_at__lte=now)
    found = list(due.order_by("remind_at", "id")[:limit])
    for one in found:
        if one.starts_at > now:
            publish(about(PaidShiftReminderDue, one), now=now)
    Shift.objects.filter(pk__in=[one.pk for one in found]).update(remind_at=None)
    return len(found)
