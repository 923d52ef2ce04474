"""Members are told what concerns them; nothing is said of a sealed review."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from marketplace.accounts.choices import SellerLevel
from marketplace.accounts.queries import get_member_by_public_id, members_by_public_id
from marketplace.core.events import subscribe
from marketplace.notifications.services import notify
from marketplace.orders.events import OrderCompleted
from marketplace.orders.queries import get_order_for_support
from marketplace.reviews.events import (
    LevelAtRisk,
    LevelExplained,
    ReviewAnswered,
    ReviewHidden,
    ReviewPublished,
    ReviewReminderDue,
    ReviewRestored,
)
from marketplace.reviews.services import open_round


@subscribe(OrderCompleted, consumer="reviews.tell_open")
def tell_open(event: OrderCompleted, *, now: datetime) -> None:
    """Ask both sides for their review."""
    order = get_order_for_support(event.order_id)
    found = open_round(order=order)
    for side in (order.client, order.seller):
        notify(
            member=side,
            kind="reviews.open",
            params={"title": order.title, "due_at": found.due_at.isoformat()},
            url=reverse("reviews:write", args=[order.public_id]),
            now=now,
        )


@subscribe(ReviewReminderDue, consumer="reviews.tell_reminder")
def tell_reminder(event: ReviewReminderDue, *, now: datetime) -> None:
    """Remind a side that hasn't written."""
    order = get_order_for_support(event.order_id)
    notify(
        member=get_member_by_public_id(event.member_id),
        kind="reviews.reminder",
        params={"title": order.title, "due_at": event.due_at},
        url=reverse("reviews:write", args=[order.public_id]),
        now=now,
    )


@subscribe(ReviewPublished, consumer="reviews.tell_published")
def tell_published(event: ReviewPublished, *, now: datetime) -> None:
    """Tell the one whom the review is about."""
    order = get_order_for_support(event.order_id)
    people = members_by_public_id([event.author_id, event.subject_id])
    notify(
        member=people[event.subject_id],
        kind="reviews.published",
        params={"title": order.title, "author": people[event.author_id].display_name},
        url=reverse("reviews:detail", args=[event.review_id]),
        now=now,
    )


@subscribe(ReviewAnswered, consumer="reviews.tell_answered")
def tell_answered(event: ReviewAnswered, *, now: datetime) -> None:
    """Tell the author that there is an answer."""
    people = members_by_public_id([event.author_id, event.subject_id])
    notify(
        member=people[event.author_id],
        kind="reviews.answered",
        params={"subject": people[event.subject_id].display_name},
        url=reverse("reviews:detail", args=[event.review_id]),
        now=now,
    )


def tell_moderated(event: ReviewHidden | ReviewRestored, *, now: datetime) -> None:
    """Tell both, the one who wrote and the one it is about."""
    kind = "reviews.hidden" if isinstance(event, ReviewHidden) else "reviews.restored"
    people = members_by_public_id([event.author_id, event.subject_id])
    for member in people.values():
        notify(
            member=member,
            kind=kind,
            params={},
            url=reverse("reviews:detail", args=[event.review_id]),
            now=now,
        )


for _event in (ReviewHidden, ReviewRestored):
    subscribe(_event, consumer=f"reviews.tell_{_event.__name__}")(tell_moderated)


@subscribe(LevelExplained, consumer="reviews.tell_level")
def tell_level(event: LevelExplained, *, now: datetime) -> None:
    """Tell a freelancer that the level changed; the page says why."""
    member = get_member_by_public_id(event.member_id)
    with override(member.language):
        level = str(SellerLevel(event.new).label)
    notify(
        member=member,
        kind="reviews.level_up" if event.new > event.old else "reviews.level_down",
        params={"level": level},
        url=reverse("reviews:my_level"),
        now=now,
    )


@subscribe(LevelAtRisk, consumer="reviews.tell_at_risk")
def tell_at_risk(event: LevelAtRisk, *, now: datetime) -> None:
    """Tell a freelancer that the period of grace has begun."""
    member = get_member_by_public_id(event.member_id)
    with override(member.language):
        level = str(SellerLevel(event.level).label)
    notify(
        member=member,
        kind="reviews.level_at_risk",
        params={"level": level, "falls_at": event.falls_at},
        url=reverse("reviews:my_level"),
        now=now,
    )
