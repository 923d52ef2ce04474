"""Sign-ups and orders earn; refunds take back."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe
from marketplace.orders.events import (
    OrderChargedBack,
    OrderCompleted,
    OrderRefunded,
    OrderRefundedPartly,
)
from marketplace.orders.queries import get_order_for_support
from referrals.links.events import SignupAttributed
from referrals.programs.services import reward_order, reward_signup, take_back_of_order


@subscribe(SignupAttributed, consumer="programs.signed_up", queue="money")
def earn_signup(event: SignupAttributed, *, now: datetime) -> None:
    """Grant what a sign-up by somebody's link earns."""
    if event.owner_id:
        reward_signup(member=get_member_by_public_id(event.member_id), now=now)


@subscribe(OrderCompleted, consumer="programs.order_completed", queue="money")
def earn_order(event: OrderCompleted, *, now: datetime) -> None:
    """Grant what an order earns those who brought its client."""
    reward_order(order=get_order_for_support(event.order_id), now=now)


@subscribe(OrderRefundedPartly, consumer="programs.refunded_partly", queue="money")
def take_back_some(event: OrderRefundedPartly, *, now: datetime) -> None:
    """Take the refunded share back."""
    take_back_of_order(order=get_order_for_support(event.order_id), now=now)


@subscribe(OrderRefunded, consumer="programs.refunded", queue="money")
def take_back_all(event: OrderRefunded, *, now: datetime) -> None:
    """Take all of it back."""
    take_back_of_order(order=get_order_for_support(event.order_id), now=now)


@subscribe(OrderChargedBack, consumer="programs.charged_back", queue="money")
def take_back_charged(event: OrderChargedBack, *, now: datetime) -> None:
    """Treat a payment that the bank took back as a refund."""
    take_back_of_order(order=get_order_for_support(event.order_id), now=now)
