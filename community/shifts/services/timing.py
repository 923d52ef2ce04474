"""What falls due: offers lapse, what nobody answers is approved, what is approved is paid."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from community.shifts.choices import ShiftMove, ShiftState
from community.shifts.events import (
    PaidShiftApproved,
    PaidShiftNotTaken,
    PaidShiftPaid,
    PaidShiftReminderDue,
)
from community.shifts.models import Shift
from community.shifts.queries.funds import fund_account
from community.shifts.services.states import about, return_rest, shift_transition
from marketplace.core.events import publish
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import member_account
from marketplace.ledger.services import Posting, post_transfer

PAY: Final = "shift_pay"


def move_due_shifts(*, now: datetime, limit: int) -> int:
    """Do what is due, each shift in a transaction of its own; returns how many were moved.

    Two at once take different shifts.
    """
    moved = 0
    for _number in range(limit):
        if not _move_next(now):
            break
        moved += 1
    return moved


@transaction.atomic
def _move_next(now: datetime) -> bool:
    rows = Shift.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    due = rows.select_related("member", "offered_by").filter(due_at__lte=now)
    row = due.order_by("due_at", "id").first()
    if row is None:
        return False
    if row.state == ShiftState.APPROVED:
        pay_locked(row, now=now)
    elif row.state == ShiftState.WORKED:
        changes = {"approved_amount": row.amount, "due_at": now}
        shift_transition(row, ShiftMove.APPROVE, actor=None, now=now, changes=changes)
        publish(about(PaidShiftApproved, row), now=now)
    else:
        shift_transition(row, ShiftMove.LAPSE, actor=None, now=now)
        publish(about(PaidShiftNotTaken, row), now=now)
    return True


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
    rows = Shift.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    due = rows.select_related("member", "offered_by").filter(remind_at__lte=now)
    found = list(due.order_by("remind_at", "id")[:limit])
    for one in found:
        if one.starts_at > now:
            publish(about(PaidShiftReminderDue, one), now=now)
    Shift.objects.filter(pk__in=[one.pk for one in found]).update(remind_at=None)
    return len(found)
