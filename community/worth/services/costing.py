"""What the programme cost is written down line by line; a wrong line gets another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Sum

from community.worth import errors, events
from community.worth.choices import HOURS_MAX, MINUTES, NOTE_MAX, TOKEN_MAX, CostKind
from community.worth.models import ProgrammeCost
from community.worth.policies import is_manager
from community.worth.queries.prices import currency
from community.worth.services.pricing import lock_book
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.events import publish

_TYPED: Final = ("kind", "month", "amount_minor", "minutes", "rate_minor", "note")


@dataclass(frozen=True, kw_only=True)
class CostDraft:
    """A cost as it is typed: a sum, or of staff the minutes and what an hour costs."""

    kind: str
    month: date
    note: str
    amount: int = 0
    minutes: int | None = None
    rate: int | None = None
    token: str = ""


def sum_of_hours(minutes: int, rate: int) -> int:
    """Return what so many minutes cost at a rate for the hour, half a unit rounded up."""
    return (minutes * rate * 2 + MINUTES) // (2 * MINUTES)


def _fact(event: type[events.CostEvent], row: ProgrammeCost, **more: str) -> events.CostEvent:
    return event(
        cost_id=row.public_id,
        kind=row.kind,
        month=row.month.isoformat(),
        amount=row.amount_minor,
        currency=row.currency,
        **more,
    )


def _line_of(actor: Member, draft: CostDraft, now: datetime) -> ProgrammeCost:
    """Return the line that a draft makes, not written yet."""
    month, note = draft.month.replace(day=1), draft.note.strip()[:NOTE_MAX]
    if month > now.astimezone(UTC).date():
        raise errors.CostAhead(field="month")
    is_staff = draft.kind == CostKind.STAFF
    amount = sum_of_hours(draft.minutes or 0, draft.rate or 0) if is_staff else draft.amount
    if amount <= 0:
        raise errors.CostWithoutSum(field="hours" if is_staff else "amount")
    if not note:
        raise errors.WorthReasonMissing(field="note")
    return ProgrammeCost(
        kind=CostKind(draft.kind),
        month=month,
        amount_minor=amount,
        currency=currency(),
        minutes=draft.minutes if is_staff else None,
        rate_minor=draft.rate if is_staff else None,
        note=note,
        made_at=now,
        made_by=actor,
        token=draft.token[:TOKEN_MAX],
    )


def _written_by(made: ProgrammeCost) -> ProgrammeCost | None:
    """Return what the same form wrote. Raises CostFormUsed where it said something else."""
    rows = ProgrammeCost.objects.filter(made_by=made.made_by, token=made.token)
    known = rows.first() if made.token else None
    if known is not None and any(getattr(known, name) != getattr(made, name) for name in _TYPED):
        raise errors.CostFormUsed
    return known


@transaction.atomic
def record_cost(*, actor: Member, draft: CostDraft, now: datetime) -> ProgrammeCost:
    """Write down what the programme cost. The same form sent again returns the line it made.

    Locks the book of costs. Raises NotWorthsManager, CostAhead, CostWithoutSum, CostFormUsed,
    WorthReasonMissing.
    """
    lock_book("costs")
    if not is_manager(actor):
        raise errors.NotWorthsManager
    made = _line_of(actor, draft, now)
    if (known := _written_by(made)) is not None:
        return known
    made.save(force_insert=True)
    record_audit(
        actor=actor.public_id,
        action="programme_cost_recorded",
        subject=made.reference,
        after={"kind": made.kind, "month": made.month.isoformat(), "amount": made.amount_minor},
        reason=made.note,
        now=now,
    )
    publish(_fact(events.ProgrammeCostRecorded, made), now=now)
    return made


def _difference(row: ProgrammeCost, right: int) -> tuple[int, ProgrammeCost]:
    """Return what stands of a locked line, and the line that makes it right, not written yet."""
    is_staff = row.kind == CostKind.STAFF
    if is_staff and right >= (HOURS_MAX + 1) * MINUTES:
        raise errors.HoursTooMany(field="right", count=HOURS_MAX)
    more = ProgrammeCost.objects.filter(corrects=row).aggregate(
        amount=Sum("amount_minor", default=0), minutes=Sum("minutes", default=0)
    )
    wanted = sum_of_hours(right, row.rate_minor or 0) if is_staff else right
    before = row.amount_minor + more["amount"]
    if wanted == before:
        raise errors.WorthUnchanged(field="right")
    minutes = right - (row.minutes or 0) - more["minutes"]
    made = ProgrammeCost(
        kind=row.kind,
        month=row.month,
        amount_minor=wanted - before,
        currency=row.currency,
        minutes=minutes if is_staff else None,
        rate_minor=row.rate_minor,
        corrects=row,
    )
    return before, made


@transaction.atomic
def correct_cost(
    *, cost: ProgrammeCost, actor: Member, right: int, reason: str, now: datetime
) -> ProgrammeCost:
    """Say what a line should have been: the right sum, of staff the right minutes; 0 takes it away.

    The difference to what stands becomes a line of its own. Locks the line. Raises
    NotWorthsManager, CorrectionCorrected, CostWithoutSum, HoursTooMany, WorthReasonMissing,
    WorthUnchanged.
    """
    row = ProgrammeCost.objects.select_for_update(no_key=True, of=("self",)).get(pk=cost.pk)
    if not is_manager(actor):
        raise errors.NotWorthsManager
    if row.corrects_id is not None:
        raise errors.CorrectionCorrected
    note = reason.strip()[:NOTE_MAX]
    if not note:
        raise errors.WorthReasonMissing(field="reason")
    if right < 0:
        raise errors.CostWithoutSum(field="right")
    before, made = _difference(row, right)
    made.note, made.made_at, made.made_by = note, now, actor
    made.save(force_insert=True)
    record_audit(
        actor=actor.public_id,
        action="programme_cost_corrected",
        subject=row.reference,
        before={"amount": before},
        after={"amount": before + made.amount_minor},
        reason=note,
        now=now,
    )
    publish(_fact(events.ProgrammeCostCorrected, made, corrects_id=row.public_id), now=now)
    return made
