"""Calling an order off: freely before the work starts, by agreement after, by support at last."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.orders.choices import (
    OPEN_REQUESTS,
    ActorKind,
    Move,
    OrderState,
    RequestState,
)
from marketplace.orders.errors import NotYourMove, ReasonMissing
from marketplace.orders.events import (
    CancellationRefused,
    CancellationRequested,
    CancellationWithdrawn,
)
from marketplace.orders.models import CancellationRequest, Order
from marketplace.orders.services.acting import (
    NO_CANCELLATION,
    Actor,
    close_cancellation,
    refuse,
    transition,
)
from marketplace.orders.services.announcing import facts, iso
from marketplace.orders.services.endings import give_back
from marketplace.orders.services.settling import enter


@transaction.atomic
def cancel_order(*, order: Order, actor: Member, now: datetime, reason: str = "") -> Order:
    """End an order whose work hasn't started; what was paid goes back to the client in full.

    Locks the order, then the accounts. Raises NotYourMove, WorkHasStarted, the refusals by state.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.CANCEL, by)

    give_back(locked, Move.CANCEL, by=by, now=now, params={"reason": reason.strip()})
    return locked


@transaction.atomic
def leave_suspended_seller(
    *, order: Order, actor: Member, now: datetime, reason: str = ""
) -> Order:
    """End an order whose freelancer is suspended and hasn't delivered; the client gets all back.

    What is delivered stays with its client's answer. Locks the order, then the accounts.
    Raises NotYourMove, SellerNotSuspended, the refusals by state.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.LEAVE_SUSPENDED, by)

    give_back(locked, Move.LEAVE_SUSPENDED, by=by, now=now, params={"reason": reason.strip()})
    return locked


@transaction.atomic
def request_cancellation(*, order: Order, actor: Member, reason: str, now: datetime) -> Order:
    """Ask the other side to call the order off. Unanswered, support decides.

    Locks the order. Raises CancellationAlreadyRequested, ReasonMissing, the refusals by state.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.REQUEST_CANCELLATION, by)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    due_at = now + timedelta(hours=rules().cancellation_answer_hours)
    CancellationRequest.objects.create(
        order=locked, asked_by=by.kind, reason=reason.strip(), asked_at=now
    )

    entry = transition(
        locked,
        Move.REQUEST_CANCELLATION,
        by=by,
        now=now,
        changes={"cancellation_by": by.kind, "cancellation_due_at": due_at},
        params={"reason": reason.strip()},
    )

    publish(CancellationRequested(**facts(locked, entry), answer_due_at=iso(due_at)), now=now)
    return locked


@transaction.atomic
def withdraw_cancellation(*, order: Order, actor: Member, now: datetime) -> Order:
    """Take one's own request back.

    Locks the order. Raises NoCancellationRequested, NotYourRequest.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.WITHDRAW_CANCELLATION, by)

    changes = go_on(locked, now)
    close_cancellation(locked, RequestState.WITHDRAWN, by=by, now=now)
    entry = transition(locked, Move.WITHDRAW_CANCELLATION, by=by, now=now, changes=changes)

    publish(CancellationWithdrawn(**facts(locked, entry)), now=now)
    return locked


@transaction.atomic
def accept_cancellation(*, order: Order, actor: Member, now: datetime) -> Order:
    """Agree to the other side's request: the order ends and the client gets everything back.

    Locks the order, then the accounts. Raises OwnRequest, NoCancellationRequested,
    CancellationNotWithSupport (support before its time) and the refusals by state.
    """
    locked, by = enter(order, actor, now=now)
    _refuse_support(by)
    return _accept(locked, by=by, answer="", now=now)


@transaction.atomic
def refuse_cancellation(*, order: Order, actor: Member, now: datetime, reason: str = "") -> Order:
    """Refuse the other side's request: the order goes on as it was.

    Locks the order. Raises OwnRequest, NoCancellationRequested, CancellationWithSupport.
    """
    locked, by = enter(order, actor, now=now)
    _refuse_support(by)
    return _refuse(locked, by=by, answer=reason.strip(), now=now)


@transaction.atomic
def decide_cancellation(
    *, order: Order, actor: Member, accept: bool, reason: str, now: datetime
) -> Order:
    """Decide for support on a request that the two sides didn't settle, with a reason for both.

    Locks the order, then the accounts. Raises CancellationNotWithSupport, NotYourMove (a party
    can't decide), ReasonMissing, NotFound without the role.
    """
    locked, by = enter(order, actor, now=now)
    if by.kind != ActorKind.SUPPORT:
        raise NotYourMove
    refuse(locked, Move.ACCEPT_CANCELLATION if accept else Move.REFUSE_CANCELLATION, by)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    verb = _accept if accept else _refuse
    return verb(locked, by=by, answer=reason.strip(), now=now)


def _refuse_support(by: Actor) -> None:
    """Support decides by `decide_cancellation`, with a reason."""
    if by.kind == ActorKind.SUPPORT:
        raise NotYourMove


def _accept(locked: Order, *, by: Actor, answer: str, now: datetime) -> Order:
    refuse(locked, Move.ACCEPT_CANCELLATION, by)
    close_cancellation(locked, RequestState.ACCEPTED, by=by, now=now, answer=answer)
    give_back(locked, Move.ACCEPT_CANCELLATION, by=by, now=now, params={"reason": answer})
    return locked


def _refuse(locked: Order, *, by: Actor, answer: str, now: datetime) -> Order:
    refuse(locked, Move.REFUSE_CANCELLATION, by)
    changes = go_on(locked, now)
    close_cancellation(locked, RequestState.REFUSED, by=by, now=now, answer=answer)
    entry = transition(
        locked,
        Move.REFUSE_CANCELLATION,
        by=by,
        now=now,
        changes=changes,
        params={"reason": answer},
    )
    publish(CancellationRefused(**facts(locked, entry)), now=now)
    return locked


def go_on(order: Order, now: datetime) -> dict[str, Any]:
    """Return what changes when an order goes on after a request: no silence counted meanwhile."""
    changes = dict(NO_CANCELLATION)
    if order.state == OrderState.DELIVERED and order.review_due_at is not None:
        asked_at = (
            CancellationRequest.objects.filter(order=order, state__in=OPEN_REQUESTS)
            .values_list("asked_at", flat=True)
            .get()
        )
        changes["review_due_at"] = order.review_due_at + (now - asked_at)
    elif order.is_late:
        changes["stalled_at"] = now + timedelta(days=rules().late_support_days)
    return changes
