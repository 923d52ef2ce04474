"""Extras added while an order runs: one side proposes, the freelancer agrees, the client pays.

What the freelancer proposes is agreed already, and so is what stands in the gig's own list. The
payment goes into the escrow, the deadline grows by the extra's days, revisions are added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.gigs.queries import extras_for_order
from marketplace.orders.choices import ActorKind, Move, RequestState, TimerKind
from marketplace.orders.errors import (
    ExtraTermsInvalid,
    NoExtraProposed,
    NotYourMove,
    PriceOutOfRange,
)
from marketplace.orders.events import (
    ExtraAgreed,
    ExtraExpired,
    ExtraProposed,
    ExtraRefused,
    ExtraWithdrawn,
)
from marketplace.orders.models import ExtraProposal, Order
from marketplace.orders.services.acting import (
    NO_EXTRA,
    TIMER,
    Actor,
    refuse,
    transition,
)
from marketplace.orders.services.announcing import facts, iso
from marketplace.orders.services.settling import enter, register_timer


@dataclass(frozen=True, kw_only=True)
class Addition:
    """An extra to be added: minor units, delivery days and revisions on top."""

    title: str
    amount: int
    days: int = 0
    revisions: int = 0


@transaction.atomic
def propose_extra(
    *,
    order: Order,
    actor: Member,
    title: str,
    amount: int,
    now: datetime,
    days: int = 0,
    revisions: int = 0,
    reason: str = "",
) -> Order:
    """Propose an extra; the other side has `extra_answer_hours`.

    Locks the order. Raises ExtraAlreadyProposed, ExtraTermsInvalid, PriceOutOfRange, the refusals
    by state.
    """
    locked, by = enter(order, actor, now=now)
    addition = Addition(title=title.strip(), amount=amount, days=days, revisions=revisions)

    refuse(locked, Move.PROPOSE_EXTRA, by)
    _refuse_terms(locked, addition)

    _propose(locked, addition, by=by, agreed=by.kind == ActorKind.SELLER, reason=reason, now=now)
    return locked


@transaction.atomic
def choose_extra(*, order: Order, actor: Member, extra_id: int, now: datetime) -> Order:
    """Choose one of the gig's own extras for a running order: the freelancer's yes is given.

    The client pays it as an extra that was agreed. Locks the order. Raises NotYourMove,
    ExtraNotFound, ExtraAlreadyProposed, PriceOutOfRange, the refusals by state.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.PROPOSE_EXTRA, by)
    if by.kind != ActorKind.CLIENT:
        raise NotYourMove
    if locked.gig_id is None:
        raise NotFound
    (extra,) = extras_for_order(locked.gig_id, [extra_id])
    addition = Addition(
        title=extra.title, amount=extra.price_amount, days=max(0, extra.days_change)
    )
    _refuse_terms(locked, addition)

    _propose(locked, addition, by=by, agreed=True, reason="", now=now)
    return locked


def _propose(
    order: Order, addition: Addition, *, by: Actor, agreed: bool, reason: str, now: datetime
) -> None:
    due_at = now + timedelta(hours=rules().extra_answer_hours)
    ExtraProposal.objects.create(
        order=order,
        asked_by=by.kind,
        title=addition.title,
        amount=addition.amount,
        days=addition.days,
        revisions=addition.revisions,
        reason=reason.strip(),
        asked_at=now,
        due_at=due_at,
        agreed_at=now if agreed else None,
    )
    entry = transition(
        order,
        Move.PROPOSE_EXTRA,
        by=by,
        now=now,
        changes={"extra_by": by.kind, "extra_due_at": due_at, "extra_agreed": agreed},
        params={"title": addition.title, "amount": addition.amount, "reason": reason.strip()},
    )
    publish(
        ExtraProposed(
            **facts(order, entry), extra_amount=addition.amount, answer_due_at=iso(due_at)
        ),
        now=now,
    )


@transaction.atomic
def withdraw_extra(*, order: Order, actor: Member, now: datetime) -> Order:
    """Take one's own proposal back. Locks the order. Raises NoExtraProposed, NotYourRequest."""
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.WITHDRAW_EXTRA, by)

    event = _end(locked, Move.WITHDRAW_EXTRA, RequestState.WITHDRAWN, by=by, now=now)
    publish(ExtraWithdrawn(**event), now=now)
    return locked


@transaction.atomic
def refuse_extra(*, order: Order, actor: Member, now: datetime, reason: str = "") -> Order:
    """Refuse what the other side proposes. Locks the order.

    Raises NoExtraProposed, OwnRequest, ExtraAlreadyAgreed (the freelancer's yes stands).
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.REFUSE_EXTRA, by)

    event = _end(
        locked, Move.REFUSE_EXTRA, RequestState.REFUSED, by=by, now=now, reason=reason.strip()
    )
    publish(ExtraRefused(**event), now=now)
    return locked


@transaction.atomic
def agree_extra(*, order: Order, actor: Member, now: datetime) -> Order:
    """Agree, as the freelancer, to what the client proposes; the client then pays for it.

    Locks the order. Raises NotYourMove, NoExtraProposed, OwnRequest, ExtraAlreadyAgreed.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.AGREE_EXTRA, by)

    due_at = now + timedelta(hours=rules().extra_answer_hours)
    proposal = open_proposal(locked)
    proposal.agreed_at, proposal.due_at = now, due_at
    proposal.save(update_fields=["agreed_at", "due_at"])

    entry = transition(
        locked,
        Move.AGREE_EXTRA,
        by=by,
        now=now,
        changes={"extra_agreed": True, "extra_due_at": due_at},
        params={"title": proposal.title, "amount": proposal.amount},
    )

    publish(
        ExtraAgreed(
            **facts(locked, entry), extra_amount=proposal.amount, answer_due_at=iso(due_at)
        ),
        now=now,
    )
    return locked


def expire_extra(order: Order, at: datetime) -> None:
    """Let a proposed extra run out that nobody answered or paid."""
    event = _end(order, Move.EXPIRE_EXTRA, RequestState.EXPIRED, by=TIMER, now=at)
    publish(ExtraExpired(**event), now=at)


def open_proposal(order: Order) -> ExtraProposal:
    """Return the extra that waits. Raises NoExtraProposed."""
    proposal = ExtraProposal.objects.filter(order=order, state=RequestState.OPEN).first()
    if proposal is None:
        raise NoExtraProposed
    return proposal


def _end(
    order: Order,
    move: Move,
    state: RequestState,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> dict[str, Any]:
    """Close the proposal without adding anything; returns what the event says."""
    proposal = open_proposal(order)
    proposal.state, proposal.answered_at = state, now
    proposal.save(update_fields=["state", "answered_at"])
    entry = transition(
        order,
        move,
        by=by,
        now=now,
        changes=NO_EXTRA,
        params={"title": proposal.title, "amount": proposal.amount, "reason": reason},
    )
    return {**facts(order, entry), "extra_amount": proposal.amount}


def _refuse_terms(order: Order, addition: Addition) -> None:
    days, revisions = rules().extension_days_max, rules().extra_revisions_max
    fits = 0 <= addition.days <= days and 0 <= addition.revisions <= revisions
    if not addition.title or addition.amount <= 0 or not fits:
        raise ExtraTermsInvalid(days=days, revisions=revisions)
    refuse_total(order, addition.amount)


def refuse_total(order: Order, amount: int) -> None:
    """Refuse what would make the order larger than an order may be. Raises PriceOutOfRange."""
    least, most = rules().order_minimum_minor, rules().order_maximum_minor
    if order.total_amount + amount > most:
        raise PriceOutOfRange(
            field="amount",
            minimum=str(Money(least, order.currency)),
            maximum=str(Money(most, order.currency)),
        )


register_timer(TimerKind.EXTRA_UNANSWERED, expire_extra)
