"""How an order enters a dispute and how a dispute ends for the money: the app above does the rest.

While an order is disputed nothing is released and no timer of the order runs: the dispute's own
timers live in the app above, which settles by `settle_split`, and says so to readers by
`settling.register_settler`.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.orders.choices import ActorKind, Move, RefundKind
from marketplace.orders.errors import NotYourMove, ReasonMissing, RefundOutOfRange
from marketplace.orders.events import DisputeOpened
from marketplace.orders.models import Order
from marketplace.orders.services.acting import TIMER, Actor, Params, refuse, transition
from marketplace.orders.services.announcing import facts
from marketplace.orders.services.endings import announce_part, finish, give_back
from marketplace.orders.services.paying_back import Why, from_escrow
from marketplace.orders.services.settling import enter, lock_settled

PARTIES = (ActorKind.CLIENT, ActorKind.SELLER)


@transaction.atomic
def open_dispute(*, order: Order, actor: Member, reason: str, now: datetime) -> Order:
    """Freeze the order: its escrow stays until the dispute is settled. DisputeOpened says why.

    Ends open requests and a stopped clock. Locks the order. Raises ReasonMissing, NotYourMove and
    the refusals by state (a completed order is closed to disputes).
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.OPEN_DISPUTE, by)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    entry = transition(locked, Move.OPEN_DISPUTE, by=by, now=now, params={"reason": reason.strip()})

    publish(DisputeOpened(**facts(locked, entry), reason=reason.strip()), now=now)
    return locked


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
