"""Orders that complete ask how they went and thank introducers; payments begin months."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.events import subscribe
from marketplace.ledger.events import PaymentSucceeded
from marketplace.orders.events import OrderCompleted, OrderRefunded, OrderRefundedPartly
from marketplace.orders.queries import get_order_for_support
from marketplace.relationships import services
from marketplace.relationships.queries import waiting_retainers_of


@subscribe(OrderCompleted, consumer="relationships.plan_pulses")
def plan_pulses(event: OrderCompleted, *, now: datetime) -> None:
    """Plan the questions how the job left the client."""
    services.plan_pulses(order=get_order_for_support(event.order_id), now=now)


@subscribe(OrderCompleted, consumer="relationships.reward_introduction", queue="money")
def reward_introduction(event: OrderCompleted, *, now: datetime) -> None:
    """Thank whoever brought the two together."""
    services.reward_introduction(order=get_order_for_support(event.order_id), now=now)


@subscribe(OrderRefunded, consumer="relationships.take_back_share", queue="money")
def take_back_share(event: OrderRefunded, *, now: datetime) -> None:
    """Take the thanks back where all of an order's money went back."""
    take_back_part(order_id=event.order_id, refunded=event.amount, now=now)


@subscribe(OrderRefundedPartly, consumer="relationships.take_back_some", queue="money")
def take_back_some(event: OrderRefundedPartly, *, now: datetime) -> None:
    """Take the thanks back in proportion where a part of an order's money went back."""
    take_back_part(order_id=event.order_id, refunded=event.refunded_amount, now=now)


def take_back_part(*, order_id: str, refunded: int, now: datetime) -> None:
    """Take back the share of all that was refunded of an order so far, in minor units.

    For every fact that a part of an order's money went back: the sum of all refunds is told, so
    that facts in any order and twice have the same effect.
    """
    services.take_back_share(order=get_order_for_support(order_id), refunded=refunded, now=now)


@subscribe(PaymentSucceeded, consumer="relationships.begin_waiting_months", queue="money")
def begin_waiting_months(event: PaymentSucceeded, *, now: datetime) -> None:
    """Money came: begin the months that waited for it, the longest waiting first."""
    for retainer in waiting_retainers_of(event.member_id):
        services.receive_month_payment(retainer=retainer, now=now)
