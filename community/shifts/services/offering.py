"""A shift is offered, and answered: accepted, declined, taken back, cancelled before it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from community.forum.queries.places import places_for
from community.shifts import errors
from community.shifts.choices import TAKEN_STATES, TEXT_MAX, ShiftMove
from community.shifts.events import (
    PaidShiftAccepted,
    PaidShiftCancelled,
    PaidShiftNotTaken,
    PaidShiftOffered,
    PaidShiftWithdrawn,
)
from community.shifts.models import Shift
from community.shifts.policies import eligibility_of, is_manager
from community.shifts.services.states import (
    about,
    lock_shift,
    move_money,
    shift_transition,
    text_in,
)
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.money import Money

SHORTEST: Final = timedelta(minutes=15)
LONGEST: Final = timedelta(days=1)
AHEAD: Final = timedelta(days=365)


@dataclass(frozen=True)
class ShiftDraft:
    """What is offered. Moments in UTC, the pay in minor units; no areas: the whole forum."""

    member: Member
    starts_at: datetime
    ends_at: datetime
    answer_by: datetime
    amount: int
    currency: str
    expected: str
    areas: Sequence[int] = field(default=())


@transaction.atomic
def offer_shift(*, actor: Member, draft: ShiftDraft, now: datetime) -> Shift:
    """Offer a shift, and set its pay apart from marketing. Locks the member, then the fund.

    Raises NotFound for others, OfferToOneself, NotEligible, HoursAreWrong, ShiftTooFarAhead,
    AnswerTooLate, PayOutOfBounds, AreaUnknown, ShiftTextMissing, HoursTaken.
    """
    if not is_manager(actor):
        raise NotFound
    member = Member.objects.select_for_update(no_key=True).get(pk=draft.member.pk)
    _refuse_member(member, actor)
    _refuse_terms(draft, now)
    areas = _areas(draft.areas)
    expected = text_in(draft.expected, "expected", most=TEXT_MAX)
    _refuse_double(member, draft)
    shift = Shift.objects.create(
        member=member,
        offered_by=actor,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        areas=areas,
        expected=expected,
        amount=draft.amount,
        currency=draft.currency,
        offered_at=now,
        answer_by=draft.answer_by,
        due_at=draft.answer_by,
    )
    move_money(shift, shift.amount, now=now)
    shift.save(update_fields=["fund_count"])
    record_audit(
        actor=actor.public_id,
        action="shift_offered",
        subject=shift.reference,
        after={"member": member.public_id, "amount": shift.amount, "currency": shift.currency},
        now=now,
    )
    publish(about(PaidShiftOffered, shift), now=now)
    return shift


def _refuse_member(member: Member, actor: Member) -> None:
    if member.pk == actor.pk:
        raise errors.OfferToOneself(field="member")
    if not member.is_active:
        raise errors.ExpertUnknown(field="member")
    found = eligibility_of(member)
    if not found.is_met:
        raise errors.NotEligible(field="member", level=found.needed.label)


def _refuse_terms(draft: ShiftDraft, now: datetime) -> None:
    length = draft.ends_at - draft.starts_at
    if draft.starts_at <= now or not SHORTEST <= length <= LONGEST:
        raise errors.HoursAreWrong(field="starts_at")
    if draft.starts_at > now + AHEAD:
        raise errors.ShiftTooFarAhead(field="starts_at")
    if not now < draft.answer_by <= draft.starts_at:
        raise errors.AnswerTooLate(field="answer_by")
    most = rules().shift_pay_max_minor
    if not 0 < draft.amount <= most:
        raise errors.PayOutOfBounds(field="amount", most=str(Money(most, draft.currency)))


def _refuse_double(member: Member, draft: ShiftDraft) -> None:
    rows = Shift.objects.filter(member=member, state__in=TAKEN_STATES)
    if rows.filter(starts_at__lt=draft.ends_at, ends_at__gt=draft.starts_at).exists():
        raise errors.HoursTaken(field="starts_at")


def _areas(wanted: Sequence[int]) -> list[int]:
    """Return the numbers of these categories and of all below; only what everybody may see."""
    if not wanted:
        return []
    places = places_for(None)
    if not set(wanted) <= set(places.by_id):
        raise errors.AreaUnknown(field="areas")
    return sorted({below for one in wanted for below in places.below(places.by_id[one])})


@transaction.atomic
def accept_shift(*, shift: Shift, actor: Member, now: datetime) -> Shift:
    """Take the offer. Locks the shift. Raises the refusals of `policies`."""
    row = lock_shift(shift.pk)
    remind = row.starts_at - timedelta(hours=rules().shift_remind_hours)
    changes = {
        "answered_at": now,
        "due_at": row.ends_at + timedelta(days=rules().shift_report_days),
        "remind_at": remind if remind > now else None,
    }
    shift_transition(row, ShiftMove.ACCEPT, actor=actor, now=now, changes=changes)
    publish(about(PaidShiftAccepted, row), now=now)
    return row


@transaction.atomic
def decline_shift(*, shift: Shift, actor: Member, now: datetime) -> Shift:
    """Say no: no reason is asked for, and nothing is held against anybody. The pay goes back.

    Locks the shift, then its fund. Raises the refusals of `policies`.
    """
    row = lock_shift(shift.pk)
    shift_transition(row, ShiftMove.DECLINE, actor=actor, now=now, changes={"answered_at": now})
    publish(about(PaidShiftNotTaken, row), now=now)
    return row


@transaction.atomic
def withdraw_shift(*, shift: Shift, actor: Member, reason: str, now: datetime) -> Shift:
    """Take an unanswered offer back, with a reason that the member reads. The pay goes back.

    Locks the shift, then its fund. Raises ShiftTextMissing and the refusals of `policies`.
    """
    row = lock_shift(shift.pk)
    changes = {"decided_by": actor, "decision": text_in(reason, "reason")}
    shift_transition(row, ShiftMove.WITHDRAW, actor=actor, now=now, changes=changes)
    publish(about(PaidShiftWithdrawn, row), now=now)
    return row


@transaction.atomic
def cancel_shift(*, shift: Shift, actor: Member, reason: str, now: datetime) -> Shift:
    """Cancel before it begins, either side, with a reason. The pay goes back.

    Locks the shift, then its fund. Raises ShiftTextMissing and the refusals of `policies`.
    """
    row = lock_shift(shift.pk)
    changes = {"decided_by": actor, "decision": text_in(reason, "reason")}
    shift_transition(row, ShiftMove.CANCEL, actor=actor, now=now, changes=changes)
    publish(about(PaidShiftCancelled, row, by_member=actor.pk == row.member_id), now=now)
    return row
