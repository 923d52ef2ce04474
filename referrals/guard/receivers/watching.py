"""When something happens that may say more about a referral, it is weighed again."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.queries import members_by_public_id
from marketplace.core.events import subscribe
from marketplace.ledger.events import PayoutRequested
from marketplace.orders.events import OrderCompleted, OrderRefunded
from referrals.guard.services import weigh_member
from referrals.links.events import SignupAttributed


def _weigh(public_id: str, now: datetime) -> None:
    if (member := members_by_public_id([public_id]).get(public_id)) is not None:
        weigh_member(member=member, now=now)


@subscribe(SignupAttributed, consumer="guard.signed_up")
def weigh_signup(event: SignupAttributed, *, now: datetime) -> None:
    """Weigh a sign-up by somebody's link."""
    if event.owner_id:
        _weigh(event.member_id, now)


@subscribe(OrderCompleted, consumer="guard.order_completed")
def weigh_order(event: OrderCompleted, *, now: datetime) -> None:
    """Weigh again how a friend buys."""
    _weigh(event.client_id, now)


@subscribe(OrderRefunded, consumer="guard.order_refunded")
def weigh_refund(event: OrderRefunded, *, now: datetime) -> None:
    """Weigh again what was paid and refunded."""
    _weigh(event.client_id, now)


@subscribe(PayoutRequested, consumer="guard.payout_requested")
def weigh_payout(event: PayoutRequested, *, now: datetime) -> None:
    """Weigh again where money goes."""
    _weigh(event.member_id, now)
