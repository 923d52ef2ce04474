"""The client's bank took a payment back: a refund of 100 %, whatever the order had come to.

The ledger has taken the sum from the client's wallet as far as it was there, the rest from the
platform's reserve. Here the order gives it back to those two: out of its escrow, and then it ends
refunded; or, once it is completed, out of what still clears, and the reserve bears the rest: what a
freelancer has already been paid for accepted work stays theirs.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.core.events import publish
from marketplace.ledger.services import Bearers, free_clearing
from marketplace.orders.choices import (
    EXTRA_PURPOSE,
    HOLDING_STATES,
    PAYMENT_PURPOSE,
    ComplaintState,
    Move,
    RefundKind,
)
from marketplace.orders.events import OrderChargedBack
from marketplace.orders.models import Complaint, ExtraProposal, Order, TimelineEntry
from marketplace.orders.policies import refusal_of
from marketplace.orders.services.acting import GATEWAY, transition
from marketplace.orders.services.announcing import facts
from marketplace.orders.services.endings import announce_part, give_back, parts_of_refund
from marketplace.orders.services.paying_back import Why, from_earning
from marketplace.orders.services.settling import lock_settled

THE_RESERVE = Bearers(available=False, reserve=True)


@transaction.atomic
def charge_back(
    *, purpose_kind: str, purpose_ref: str, payment_id: str, from_reserve: int, now: datetime
) -> Order | None:
    """Refund the order that a returned payment had paid for, all of it; None where there is none.

    `from_reserve` is what the platform laid out for the client, in minor units. A payment for an
    extra ends a running order as well, but takes only its own sum out of a completed one. An order
    that is refunded already, or that was paid otherwise, stays as it is. Locks the order, then
    clearing lots, then the accounts.
    """
    paid = _paid_with(purpose_kind, purpose_ref, payment_id)
    if paid is None:
        return None
    order, share = paid
    locked = lock_settled(order, now=now)
    refusal = refusal_of(locked, Move.CHARGE_BACK, GATEWAY.kind)
    if refusal is not None or locked.is_refunded_whole:
        return locked

    amount = locked.kept_amount
    if locked.state in HOLDING_STATES:
        entry = give_back(locked, Move.CHARGE_BACK, by=GATEWAY, now=now, reserve=from_reserve)
    else:
        amount = min(share or amount, amount)
        entry = _take_back(locked, amount, from_reserve=from_reserve, now=now)

    publish(OrderChargedBack(**facts(locked, entry), refund_amount=amount), now=now)
    return locked


def _take_back(order: Order, amount: int, *, from_reserve: int, now: datetime) -> TimelineEntry:
    why = Why(kind=RefundKind.CHARGEBACK, by=GATEWAY)
    if order.complaint_state == ComplaintState.OPEN:
        Complaint.objects.filter(order=order, state=ComplaintState.OPEN).update(
            state=ComplaintState.OVERTAKEN, decided_at=now
        )
        free_clearing(reference=order.reference)
        order.complaint_state = ComplaintState.OVERTAKEN
    refund = from_earning(
        order, amount, why=why, bearers=THE_RESERVE, now=now, reserve=from_reserve
    )
    entry = transition(order, Move.CHARGE_BACK, by=GATEWAY, now=now, params=parts_of_refund(refund))
    announce_part(order, entry, refund, now=now)
    return entry


def _paid_with(
    purpose_kind: str, purpose_ref: str, payment_id: str
) -> tuple[Order, int | None] | None:
    """Return the order that this payment went into, if it did, and its share if it isn't all."""
    if purpose_kind == PAYMENT_PURPOSE:
        order = Order.objects.filter(public_id=purpose_ref, paid_with=payment_id).first()
        return (order, None) if order else None
    if purpose_kind == EXTRA_PURPOSE:
        found = ExtraProposal.objects.filter(public_id=purpose_ref, paid_with=payment_id)
        proposal = found.select_related("order").first()
        return (proposal.order, proposal.amount) if proposal else None
    return None
