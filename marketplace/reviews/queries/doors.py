"""The guarded doors to a review, and what belongs to an order or a member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.orders.models import Order
from marketplace.reviews.models import LevelChange, Review, ReviewAct, ReviewRound, Standing


def _with_people(found: QuerySet[Review]) -> QuerySet[Review]:
    return found.select_related("author", "subject", "round__order")


def get_review(public_id: str, *, now: datetime) -> Review:
    """Return a review that is sealed no more; anyone may read it. Raises NotFound."""
    found = _with_people(Review.objects.visible(now)).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_review_about(member: Member, public_id: str, *, now: datetime) -> Review:
    """Return a visible review about this member, who may answer it. Raises NotFound."""
    found = get_review(public_id, now=now)
    if found.subject_id != member.pk:
        raise NotFound
    return found


def round_of(order: Order) -> ReviewRound | None:
    """Return the order's round, if it has begun."""
    return ReviewRound.objects.filter(order=order).first()


def own_review(order: Order, member: Member) -> Review | None:
    """Return what the member wrote about this order, sealed or not."""
    return _with_people(Review.objects.filter(round__order=order, author=member)).first()


@dataclass(frozen=True)
class OrderReviews:
    """What one side of an order sees: the round, their own review, the other's once revealed."""

    round: ReviewRound
    mine: Review | None
    theirs: Review | None
    is_open: bool


def reviews_of_order(order: Order, member: Member, *, now: datetime) -> OrderReviews | None:
    """Return what this side may see of an order's reviews; None before there is a round.

    While the round is open the other side's review isn't even looked for: whether it exists is
    part of the seal. Two queries.
    """
    found = round_of(order)
    if found is None:
        return None
    is_open = found.is_open(now)
    rows = Review.objects.filter(round=found)
    if is_open:
        rows = rows.filter(author=member)
    by_author = {review.author_id: review for review in _with_people(rows)}
    mine = by_author.pop(member.pk, None)
    return OrderReviews(found, mine, next(iter(by_author.values()), None), is_open)


def waiting_rounds(member: Member, *, now: datetime) -> QuerySet[ReviewRound]:
    """Return the open rounds in which the member hasn't written yet, the most urgent first."""
    mine = Review.objects.filter(round=OuterRef("pk"), author=member)
    sides = Q(order__client=member) | Q(order__seller=member)
    return (
        ReviewRound.objects.filter(sides, ~Exists(mine), closed_at=None, due_at__gt=now)
        .select_related("order__client", "order__seller")
        .order_by("due_at", "id")
    )


def reviews_by(member: Member) -> QuerySet[Review]:
    """Return what the member wrote, sealed or not, newest first."""
    return _with_people(Review.objects.filter(author=member)).order_by("-id")


def loaded(found: QuerySet[Review]) -> QuerySet[Review]:
    """Load with reviews what showing them needs."""
    return _with_people(found)


def newest_reviews(*, now: datetime, hidden_only: bool = False) -> QuerySet[Review]:
    """Return all visible reviews for the moderators, newest first."""
    found = _with_people(Review.objects.visible(now))
    return (found.filter(hidden_at__isnull=False) if hidden_only else found).order_by("-id")


def acts_on(review: Review) -> Sequence[ReviewAct]:
    """Return what moderators did to a review, first things first."""
    return list(review.acts.select_related("by").order_by("id"))


def moderation_log() -> QuerySet[ReviewAct]:
    """Return everything that moderators did to reviews, newest first."""
    return ReviewAct.objects.select_related(
        "by", "review__author", "review__subject", "review__round"
    ).order_by("-id")


def level_history(member: Member) -> list[LevelChange]:
    """Return how a member's level moved, newest first."""
    return list(LevelChange.objects.filter(member=member).order_by("-at", "-id"))


def get_level_change(change_id: int) -> LevelChange:
    """Return one change of a level with its member. Raises NotFound."""
    found = LevelChange.objects.select_related("member").filter(pk=change_id).first()
    if found is None:
        raise NotFound
    return found


def standing_of(member: Member) -> Standing | None:
    """Return where a member stood when it was last counted."""
    return Standing.objects.filter(member=member).first()
