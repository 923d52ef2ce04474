"""What becomes of shifts when a member closes their account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from community.shifts.choices import SHIFT_STEPS, ShiftMove, ShiftState
from community.shifts.events import PaidShiftCancelled
from community.shifts.models import Shift
from community.shifts.services.states import about, locked_shifts, shift_transition
from marketplace.accounts.models import Member
from marketplace.core.events import publish

_OPEN = tuple(state for state in ShiftState if ShiftMove.END in SHIFT_STEPS[state])


@transaction.atomic
def end_shifts_of(*, member: Member, now: datetime) -> None:
    """End offers and shifts to come; their pay goes back. Forget what the member wrote.

    Money that is owed stands against leaving before this. Doing it again changes nothing.
    """
    rows = Shift.objects.filter(member=member)
    for row in locked_shifts().filter(member=member, state__in=_OPEN).order_by("id"):
        shift_transition(row, ShiftMove.END, actor=None, now=now)
        publish(about(PaidShiftCancelled, row, by_member=True), now=now)
    rows.exclude(report="", reply="").update(report="", reply="")
    rows.filter(decided_by=member).update(decision="")
