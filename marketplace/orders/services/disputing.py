"""How an order enters a dispute and how a dispute ends for the money: the app above does the rest.

While an order is disputed nothing is released and no timer of the order runs: the dispute's own
timers live in the app above, which settles by `settle_split`, and says so to readers by
`settling.register_settler`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.orders.choices import (
    RETURNS,
    ActorKind,
    Move,
    OrderState,
    RefundKind,
    RequestState,
)
from marketplace.orders.errors import NotYourMove, ReasonMissing, RefundOutOfRange
from marketplace.orders.events import DisputeOpened, DisputeWithdrawn
from marketplace.orders.models import Order
from marketplace.orders.services.acting import (
    TIMER,
    Actor,
    Params,
    close_cancellation,
    refuse,
    transition,
)
from marketplace.orders.services.announcing import facts, iso
from marketplace.orders.services.cancellation import go_on
from marketplace.orders.services.endings import announce_part, finish, give_back
from marketplace.orders.services.paying_back import Why, from_escrow
from marketplace.orders.services.settling import enter, lock_settled

ANSWER_MAX: Final = 1_000
PARTIES = (ActorKind.CLIENT, ActorKind.SELLER)


@transaction.atomic
def open_dispute(*, order: Order, actor: Member, reason: str, now: datetime) -> Order:
    """Freeze the order: its escrow stays until the dispute is settled. DisputeOpened says why.

    Ends open requests and a stopped clock; no silence counts while a request to call the order off
    was open. Support may do so with what it was asked to decide. Locks the order. Raises
    ReasonMissing, NotYourMove, CancellationNotWithSupport and the refusals by state (a completed
    order is closed to disputes).
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.OPEN_DISPUTE, by)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    params: Params = {"reason": reason.strip(), "from": locked.state}
    changes: dict[str, Any] = {}
    if locked.cancellation_by:
        changes = go_on(locked, now)
        # The dispute keeps all of it.
        answer = reason.strip()[:ANSWER_MAX] if by.kind == ActorKind.SUPPORT else ""
        close_cancellation(locked, RequestState.OVERTAKEN, by=by, now=now, answer=answer)
    entry = transition(locked, Move.OPEN_DISPUTE, by=by, now=now, changes=changes, params=params)

    publish(DisputeOpened(**facts(locked, entry), reason=reason.strip()), now=now)
    return locked


@transaction.atomic
def leave_dispute(*, order: Order, actor: Member, now: datetime) -> Order:
    """Take a disputed order back to where it was; the time in dispute doesn't count.

    The caller vouches that the one who opened it withdraws. Deadlines move on by the time that the
    dispute took. Locks the order. Raises NotInDispute, the refusals by state, NotFound for
    strangers.
    """
    locked, by = enter(order, actor, now=now)
    opened = locked.timeline.filter(kind=Move.OPEN_DISPUTE).order_by("-id").first()
    before = OrderState(str(opened.params.get("from"))) if opened else OrderState.DELIVERED
    since = opened.at if opened else now

    refuse(locked, RETURNS[before], by)

    entry = transition(
        locked,
        RETURNS[before],
        by=by,
        now=now,
        changes=_moved_on(locked, before, now - since),
        params={"seconds": int((now - since).total_seconds())},
    )
    publish(DisputeWithdrawn(**facts(locked, entry), due_at=iso(locked.timer_at)), now=now)
    return locked


def _moved_on(order: Order, before: OrderState, elapsed: timedelta) -> dict[str, datetime]:
    """Return the order's moments that lie ahead, later by the time that didn't count.

    The deadline of delivered work is behind it; a revision adds the whole time since the delivery.
    """
    ahead = "stalled_at" if order.is_late else "delivery_due_at"
    names = ("review_due_at",) if before == OrderState.DELIVERED else (ahead, "review_due_at")
    moments = {name: getattr(order, name) for name in names}
    return {name: at + elapsed for name, at in moments.items() if at is not None}


@transaction.atomic
def settle_split(
    *,
    order: Order,
    actor: Member | None,
    refund_amount: int,
    reason: str,
    now: datetime,
    agreed: bool = False,
) -> Order:
    """End a dispute: `refund_amount` (minor units) to the client, the rest to the freelancer.

    The fee is taken of what the freelancer keeps. Nothing refunded completes the order, all of
    what is held refunds it, a part completes it as well. `actor` is a member of support, None for
    the stated rule of the timer, or, with `agreed`, the side that accepted the other's proposal:
    the caller vouches that both agreed. OrderCompleted or OrderRefunded is announced, for a part
    OrderRefundedPartly as well. Locks the order, then the accounts.
    Raises NotInDispute, NotYourMove, RefundOutOfRange, ReasonMissing (support's alone), the
    refusals by state, NotFound for strangers.
    """
    locked, by = _enter(order, actor, now=now)
    move = _settlement(locked, refund_amount)

    refuse(locked, move, by)
    if by.kind in PARTIES and not agreed:
        raise NotYourMove
    if not 0 <= refund_amount <= locked.kept_amount:
        most = Money(locked.kept_amount, locked.currency)
        raise RefundOutOfRange(field="refund_amount", maximum=str(most))
    if by.kind == ActorKind.SUPPORT and not reason.strip():
        raise ReasonMissing(field="reason")

    params: Params = {"reason": reason.strip(), "refund": refund_amount}
    if move == Move.SETTLE_FOR_CLIENT:
        give_back(locked, move, by=by, now=now, params=params)
        return locked
    if not refund_amount:
        finish(locked, by=by, now=now, move=move, params=params)
        return locked
    why = Why(kind=RefundKind.SPLIT, by=by, reason=reason.strip())
    refund = from_escrow(locked, refund_amount, why=why, now=now)
    entry = finish(locked, by=by, now=now, move=move, params=params)
    announce_part(locked, entry, refund, now=now)
    return locked


def _enter(order: Order, actor: Member | None, *, now: datetime) -> tuple[Order, Actor]:
    if actor is None:
        return lock_settled(order, now=now), TIMER
    return enter(order, actor, now=now)


def _settlement(order: Order, refund_amount: int) -> Move:
    if refund_amount <= 0:
        return Move.SETTLE_FOR_SELLER
    return Move.SETTLE_FOR_CLIENT if refund_amount >= order.kept_amount else Move.SETTLE_SPLIT
