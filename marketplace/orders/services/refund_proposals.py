"""A part of the money back by agreement: one side proposes, the other answers, or it runs out.

While the money is held it comes out of the escrow; after completion out of what still clears, and
after that out of the freelancer's available money, of their free will.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.services import Bearers
from marketplace.orders.choices import Move, OrderState, RefundKind, RequestState, TimerKind
from marketplace.orders.errors import (
    NoRefundProposed,
    ReasonMissing,
    RefundNotCovered,
    RefundOutOfRange,
    RefundTooLarge,
)
from marketplace.orders.events import (
    RefundExpired,
    RefundProposed,
    RefundRefused,
    RefundWithdrawn,
)
from marketplace.orders.models import Order, Refund, RefundProposal
from marketplace.orders.services.acting import NO_REFUND, TIMER, Actor, refuse, transition
from marketplace.orders.services.announcing import facts, iso
from marketplace.orders.services.endings import announce_part, parts_of_refund
from marketplace.orders.services.paying_back import Why, from_earning, from_escrow
from marketplace.orders.services.settling import enter, register_timer

FREE_WILL: Final = Bearers(available=True, reserve=False)


@transaction.atomic
def propose_refund(
    *, order: Order, actor: Member, amount: int, reason: str, now: datetime
) -> Order:
    """Propose that `amount` (minor units of the total) goes back to the client, for a reason.

    The other side has `refund_answer_hours`. Locks the order. Raises RefundAlreadyProposed,
    RefundOutOfRange, RefundTooLarge (all of a running order), ReasonMissing, refusals by state.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.PROPOSE_REFUND, by)
    _refuse_amount(locked, amount)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    due_at = now + timedelta(hours=rules().refund_answer_hours)
    RefundProposal.objects.create(
        order=locked,
        asked_by=by.kind,
        amount=amount,
        reason=reason.strip(),
        asked_at=now,
        due_at=due_at,
    )

    entry = transition(
        locked,
        Move.PROPOSE_REFUND,
        by=by,
        now=now,
        changes={"refund_by": by.kind, "refund_due_at": due_at},
        params={"amount": amount, "reason": reason.strip()},
    )

    publish(
        RefundProposed(**facts(locked, entry), refund_amount=amount, answer_due_at=iso(due_at)),
        now=now,
    )
    return locked


@transaction.atomic
def withdraw_refund(*, order: Order, actor: Member, now: datetime) -> Order:
    """Take one's own proposal back. Locks the order. Raises NoRefundProposed, NotYourRequest."""
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.WITHDRAW_REFUND, by)

    proposal = _close(locked, RequestState.WITHDRAWN, now=now)
    entry = transition(
        locked,
        Move.WITHDRAW_REFUND,
        by=by,
        now=now,
        changes=NO_REFUND,
        params={"amount": proposal.amount},
    )

    publish(RefundWithdrawn(**facts(locked, entry), refund_amount=proposal.amount), now=now)
    return locked


@transaction.atomic
def refuse_refund(*, order: Order, actor: Member, now: datetime, reason: str = "") -> Order:
    """Refuse what the other side proposes: the order goes on as it was.

    Locks the order. Raises NoRefundProposed, OwnRequest.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.REFUSE_REFUND, by)

    proposal = _close(locked, RequestState.REFUSED, now=now, answer=reason.strip())
    entry = transition(
        locked,
        Move.REFUSE_REFUND,
        by=by,
        now=now,
        changes=NO_REFUND,
        params={"amount": proposal.amount, "reason": reason.strip()},
    )

    publish(RefundRefused(**facts(locked, entry), refund_amount=proposal.amount), now=now)
    return locked


@transaction.atomic
def accept_refund(*, order: Order, actor: Member, now: datetime) -> Order:
    """Accept what the other side proposes: the sum goes back to where it came from.

    The order goes on; fee and earning are of what is kept. Locks the order, then clearing lots,
    then the accounts. Raises NoRefundProposed, OwnRequest, RefundTooLarge (the order has shrunk
    meanwhile), RefundNotCovered (the money has cleared and is spent).
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.ACCEPT_REFUND, by)
    amount = _open(locked).amount
    _refuse_amount(locked, amount)

    proposal = _close(locked, RequestState.ACCEPTED, now=now)
    refund = _pay(locked, proposal, by=by, now=now)
    entry = transition(
        locked,
        Move.ACCEPT_REFUND,
        by=by,
        now=now,
        changes=NO_REFUND,
        params=parts_of_refund(refund),
    )

    announce_part(locked, entry, refund, now=now)
    return locked


def expire_refund(order: Order, at: datetime) -> None:
    """Let a proposal run out that nobody answered: nothing changes."""
    proposal = _close(order, RequestState.EXPIRED, now=at)
    entry = transition(
        order,
        Move.EXPIRE_REFUND,
        by=TIMER,
        now=at,
        changes=NO_REFUND,
        params={"amount": proposal.amount},
    )
    publish(RefundExpired(**facts(order, entry), refund_amount=proposal.amount), now=at)


def _pay(order: Order, proposal: RefundProposal, *, by: Actor, now: datetime) -> Refund:
    why = Why(kind=RefundKind.AGREED, by=by, reason=proposal.reason)
    if order.state != OrderState.COMPLETED:
        return from_escrow(order, proposal.amount, why=why, now=now)
    try:
        return from_earning(order, proposal.amount, why=why, bearers=FREE_WILL, now=now)
    except InsufficientFunds as short:
        raise RefundNotCovered from short


def _refuse_amount(order: Order, amount: int) -> None:
    """Refuse more than is kept; while an order runs, all of it is a cancellation."""
    kept = Money(order.kept_amount, order.currency)
    if not 1 <= amount <= kept.amount:
        raise RefundOutOfRange(field="amount", maximum=str(kept))
    if order.state != OrderState.COMPLETED and amount == kept.amount:
        most = Money(kept.amount - 1, order.currency)
        raise RefundTooLarge(field="amount", maximum=str(most))


def _open(order: Order) -> RefundProposal:
    proposal = RefundProposal.objects.filter(order=order, state=RequestState.OPEN).first()
    if proposal is None:
        raise NoRefundProposed
    return proposal


def _close(order: Order, state: RequestState, *, now: datetime, answer: str = "") -> RefundProposal:
    proposal = _open(order)
    proposal.state, proposal.answered_at, proposal.answer = state, now, answer
    proposal.save(update_fields=["state", "answered_at", "answer"])
    return proposal


register_timer(TimerKind.REFUND_UNANSWERED, expire_refund)
