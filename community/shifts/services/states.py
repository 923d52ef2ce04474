"""The only place that writes a state; money comes back where nothing comes of a shift."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from community.shifts.choices import (
    REASON_MAX,
    RETURNING_STATES,
    SHIFT_STEPS,
    ShiftMove,
    ShiftState,
)
from community.shifts.errors import ShiftTextMissing
from community.shifts.events import PaidShiftEvent
from community.shifts.models import Shift
from community.shifts.policies import refusal_of
from community.shifts.queries.funds import fund_account, fund_held
from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.ledger.services import move_fund

PAID_IN: Final = "shift_fund_paid_in"
RETURNED: Final = "shift_fund_returned"


def locked_shifts(*, skip_locked: bool = False) -> QuerySet[Shift]:
    """Return shifts, held until the transaction ends; whoever waits sees what became of them."""
    rows = Shift.objects.select_for_update(no_key=True, skip_locked=skip_locked, of=("self",))
    return rows.select_related("member", "offered_by")


def lock_shift(pk: int) -> Shift:
    """Return a shift, held until the transaction ends."""
    return locked_shifts().get(pk=pk)


def shift_transition(
    shift: Shift,
    move: ShiftMove,
    *,
    actor: Member | None,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Make a move of a shift that is locked; no actor: the clock.

    What was due is due no more unless `changes` says until when. Where nothing comes of it, the
    whole fund goes back in the same transaction. Raises the refusals of `policies`.
    """
    if (refusal := refusal_of(shift, move, actor, now=now)) is not None:
        raise refusal
    before = ShiftState(shift.state)
    shift.state = SHIFT_STEPS[before][move].target.value
    shift.due_at = None
    if shift.state != ShiftState.ACCEPTED:
        shift.remind_at = None
    if not SHIFT_STEPS[ShiftState(shift.state)]:
        shift.ended_at = now
    for name, value in (changes or {}).items():
        setattr(shift, name, value)
    if shift.state in RETURNING_STATES:
        return_rest(shift, now=now)
    shift.save()
    record_audit(
        actor=actor.public_id if actor else SYSTEM,
        action=f"shift_{move}",
        subject=shift.reference,
        before={"state": before},
        after={"state": shift.state, "amount": shift.approved_amount},
        reason=shift.decision or shift.question,
        now=now,
    )


def return_rest(shift: Shift, *, now: datetime) -> int:
    """Move what lies in a locked shift's fund back to marketing; returns how much that was."""
    left = fund_held(shift).amount
    if left:
        move_money(shift, -left, now=now)
    return left


def move_money(shift: Shift, amount: int, *, now: datetime) -> None:
    """Move a sum into the fund, or a negative one out of it; the caller saves the shift."""
    shift.fund_count += 1
    move_fund(
        fund=fund_account(shift),
        amount=amount,
        number=shift.fund_count,
        kind=PAID_IN if amount > 0 else RETURNED,
        actor=shift.offered_by.public_id,
        now=now,
    )


def text_in(text: str, field: str, *, most: int = REASON_MAX) -> str:
    """Return a text without what surrounds it. Raises ShiftTextMissing."""
    said = text.strip()[:most]
    if not said:
        raise ShiftTextMissing(field=field)
    return said


def about(event: type[PaidShiftEvent], shift: Shift, **more: Any) -> PaidShiftEvent:
    """Return a fact about a shift, with what is paid where that is known."""
    amount = shift.amount if shift.approved_amount is None else shift.approved_amount
    return event(
        shift_id=shift.public_id,
        member_id=shift.member.public_id,
        offered_by_id=shift.offered_by.public_id,
        starts_at=shift.starts_at.isoformat(),
        ends_at=shift.ends_at.isoformat(),
        amount=amount,
        currency=shift.currency,
        **more,
    )
