"""Rounds open with completion; ratings and levels follow what was revealed, hidden or decided."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe
from marketplace.orders.choices import ActorKind
from marketplace.orders.events import OrderCompleted, OrderEvent, OrderRefunded
from marketplace.orders.queries import get_order_for_support
from marketplace.reviews.events import ReviewHidden, ReviewPublished, ReviewRestored
from marketplace.reviews.services import open_round, recount_gig, recount_level


@subscribe(OrderCompleted, consumer="reviews.open_round")
def begin(event: OrderCompleted, *, now: datetime) -> None:  # noqa: ARG001
    """Let both sides review the completed order."""
    open_round(order=get_order_for_support(event.order_id))


def recount_after_order(event: OrderEvent, *, now: datetime) -> None:
    """Count the freelancer's level again: one of their orders ended."""
    recount_level(member=get_member_by_public_id(event.seller_id), now=now)


for _event in (OrderCompleted, OrderRefunded):
    subscribe(_event, consumer=f"reviews.level_after_{_event.__name__}")(recount_after_order)


def recount_after_review(
    event: ReviewPublished | ReviewHidden | ReviewRestored, *, now: datetime
) -> None:
    """Count the gig's rating and the freelancer's level again, after a client's review."""
    if event.written_by != ActorKind.CLIENT:
        return
    if event.gig_id is not None:
        recount_gig(gig_id=event.gig_id, now=now)
    recount_level(member=get_member_by_public_id(event.subject_id), now=now)


for _change in (ReviewPublished, ReviewHidden, ReviewRestored):
    subscribe(_change, consumer=f"reviews.recount_after_{_change.__name__}")(recount_after_review)
