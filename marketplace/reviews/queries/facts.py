"""What levels are measured on, read from orders and reviews."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.models import Member
from marketplace.orders.choices import SETTLEMENTS, ActorKind, OrderState
from marketplace.orders.models import Delivery, Order, TimelineEntry
from marketplace.reviews.choices import ActKind
from marketplace.reviews.models import Review, ReviewAct
from marketplace.reviews.queries.ladder import Facts, OrderFact, ReviewFact

_DECIDERS = (ActorKind.SUPPORT, ActorKind.TIMER)


def facts_of(member: Member, *, now: datetime) -> Facts:
    """Return all that a freelancer's level depends on by `now`. Five queries."""
    return Facts(orders=_orders(member), reviews=_reviews(member, now))


def _orders(member: Member) -> list[OrderFact]:
    rows = Order.objects.filter(
        seller=member, closed_at__isnull=False, started_at__isnull=False
    ).order_by("closed_at", "id")
    late = _first_deliveries(member)
    lost = _lost_orders(member)
    return [
        OrderFact(
            at=order.closed_at,
            number=order.number,
            client_id=order.client_id,
            is_completed=order.state == OrderState.COMPLETED,
            is_on_time=_punctual(order, late.get(order.pk)),
            is_lost=order.pk in lost,
        )
        for order in rows
        if order.closed_at is not None
    ]


def _first_deliveries(member: Member) -> dict[int, bool]:
    """Return of each order with a delivery whether the first one was late."""
    rows = Delivery.objects.filter(order__seller=member, version=1)
    return dict(rows.values_list("order_id", "was_late"))


def _lost_orders(member: Member) -> set[int]:
    """Return the orders in which a decision, or the stated rule, gave the client more than half."""
    decided = TimelineEntry.objects.filter(
        order__seller=member, kind__in=SETTLEMENTS, actor_kind__in=_DECIDERS
    ).values_list("order_id", "order__total_amount", "params")
    return {pk for pk, total, params in decided if 2 * int(params.get("refund") or 0) > total}


def _punctual(order: Order, was_late: bool | None) -> bool | None:  # noqa: FBT001  a column
    """Whether the first delivery came in time; late without one counts as late."""
    if was_late is not None:
        return not was_late
    return False if order.is_late else None


def _reviews(member: Member, now: datetime) -> list[ReviewFact]:
    rows = (
        Review.objects.visible(now)
        .filter(subject=member, written_by=ActorKind.CLIENT)
        .values_list("pk", "revealed_at", "round__due_at", "rating")
    )
    acts: dict[int, list[ReviewAct]] = {}
    for act in ReviewAct.objects.filter(
        review__subject=member, review__written_by=ActorKind.CLIENT
    ).order_by("id"):
        acts.setdefault(act.review_id, []).append(act)
    found = [
        ReviewFact(revealed_at or due_at, rating, _spans(acts.get(pk, [])))
        for pk, revealed_at, due_at, rating in rows
    ]
    return sorted(found, key=lambda fact: (fact.at, fact.rating))


def _spans(acts: list[ReviewAct]) -> tuple[tuple[datetime, datetime | None], ...]:
    """Return the spans in which a review didn't count, by what moderators did, in their order."""
    found: list[tuple[datetime, datetime | None]] = []
    since: datetime | None = None
    for act in acts:
        if act.kind == ActKind.HIDE and not act.is_counted:
            since = act.at
        elif act.kind == ActKind.RESTORE and since is not None:
            found.append((since, act.at))
            since = None
    if since is not None:
        found.append((since, None))
    return tuple(found)
