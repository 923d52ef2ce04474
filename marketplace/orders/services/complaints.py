"""A completed order is closed to disputes; a later complaint is a request to support.

While support looks into it, for `complaint_hold_days` at most, what still clears stays where it
is; a complaint that follows one that was taken back has the days that are left. What support gives
back comes out of that, then out of the freelancer's available money as far as it reaches, then out
of the platform's reserve.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.ledger.services import Bearers, free_clearing, hold_clearing
from marketplace.orders.choices import ActorKind, ComplaintState, Move, RefundKind
from marketplace.orders.errors import (
    ComplaintTooLate,
    NoComplaint,
    NotYourMove,
    ReasonMissing,
    RefundOutOfRange,
)
from marketplace.orders.events import ComplaintDecided, ComplaintOpened, ComplaintWithdrawn
from marketplace.orders.models import Complaint, Order
from marketplace.orders.services.acting import refuse, transition
from marketplace.orders.services.announcing import facts
from marketplace.orders.services.endings import announce_part, parts_of_refund
from marketplace.orders.services.paying_back import Why, from_earning
from marketplace.orders.services.settling import enter

AS_FAR_AS_IT_REACHES = Bearers(available=True, reserve=True)


@transaction.atomic
def complain(*, order: Order, actor: Member, wanted_amount: int, text: str, now: datetime) -> Order:
    """Ask support, as the client of a completed order, for money back, and say why.

    Locks the order, then its clearing lots. Raises NotYourMove, OrderNotCompleted,
    ComplaintAlreadyOpen, ComplaintAlreadyDecided, ComplaintTooLate, RefundOutOfRange,
    ReasonMissing.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.COMPLAIN, by)
    days = rules().complaint_days
    if locked.completed_at is None or now >= locked.completed_at + timedelta(days=days):
        raise ComplaintTooLate(days=days)
    _refuse_amount(locked, wanted_amount, least=1, field="wanted_amount")
    if not text.strip():
        raise ReasonMissing(field="text")

    held_until = now + _hold_left(locked)
    Complaint.objects.create(
        order=locked,
        text=text.strip(),
        wanted_amount=wanted_amount,
        asked_at=now,
        held_until=held_until,
    )
    hold_clearing(reference=locked.reference, until=held_until)

    entry = transition(
        locked,
        Move.COMPLAIN,
        by=by,
        now=now,
        changes={"complaint_state": ComplaintState.OPEN},
        params={"amount": wanted_amount},
    )

    publish(ComplaintOpened(**facts(locked, entry), wanted_amount=wanted_amount), now=now)
    return locked


@transaction.atomic
def withdraw_complaint(*, order: Order, actor: Member, now: datetime) -> Order:
    """Take one's complaint back; another may follow. Locks the order. Raises NoComplaint."""
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.WITHDRAW_COMPLAINT, by)

    complaint = _open(locked)
    complaint.state, complaint.decided_at = ComplaintState.WITHDRAWN, now
    complaint.save(update_fields=["state", "decided_at"])
    free_clearing(reference=locked.reference)

    entry = transition(
        locked, Move.WITHDRAW_COMPLAINT, by=by, now=now, changes={"complaint_state": ""}
    )

    publish(ComplaintWithdrawn(**facts(locked, entry)), now=now)
    return locked


@transaction.atomic
def decide_complaint(
    *, order: Order, actor: Member, refund_amount: int, reason: str, now: datetime
) -> Order:
    """Decide for support: all of it back, a part, or nothing, with a reason that both sides read.

    Locks the order, then clearing lots, then the accounts. Raises NoComplaint, NotYourMove (a
    party can't decide), RefundOutOfRange, ReasonMissing, NotFound without the role.
    """
    locked, by = enter(order, actor, now=now)

    if by.kind != ActorKind.SUPPORT:
        raise NotYourMove
    refuse(locked, Move.DECIDE_COMPLAINT, by)
    _refuse_amount(locked, refund_amount, least=0, field="refund_amount")
    if not reason.strip():
        raise ReasonMissing(field="reason")

    complaint = _open(locked)
    complaint.state, complaint.decided_at = ComplaintState.DECIDED, now
    complaint.decided_by, complaint.answer = actor, reason.strip()
    complaint.refund_amount = refund_amount
    complaint.save()
    free_clearing(reference=locked.reference)
    refund = None
    if refund_amount:
        why = Why(kind=RefundKind.DECIDED, by=by, reason=reason.strip())
        refund = from_earning(locked, refund_amount, why=why, bearers=AS_FAR_AS_IT_REACHES, now=now)

    entry = transition(
        locked,
        Move.DECIDE_COMPLAINT,
        by=by,
        now=now,
        changes={"complaint_state": ComplaintState.DECIDED},
        params={"reason": reason.strip(), **(parts_of_refund(refund) if refund else {})},
    )

    publish(ComplaintDecided(**facts(locked, entry), refund_amount=refund_amount), now=now)
    if refund is not None:
        announce_part(locked, entry, refund, now=now)
    return locked


def _hold_left(order: Order) -> timedelta:
    """Return how long a complaint may still keep the money, less what earlier ones took of it."""
    moments = order.complaints.values_list("asked_at", "held_until", "decided_at")
    spans = ((min(held, ended or held) - asked) for asked, held, ended in moments)
    return max(timedelta(days=rules().complaint_hold_days) - sum(spans, timedelta()), timedelta())


def _open(order: Order) -> Complaint:
    complaint = Complaint.objects.filter(order=order, state=ComplaintState.OPEN).first()
    if complaint is None:
        raise NoComplaint
    return complaint


def _refuse_amount(order: Order, amount: int, *, least: int, field: str) -> None:
    if not least <= amount <= order.kept_amount:
        most = Money(order.kept_amount, order.currency)
        raise RefundOutOfRange(field=field, maximum=str(most))
