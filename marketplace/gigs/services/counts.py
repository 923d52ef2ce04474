"""Counts kept as columns."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from marketplace.core.events import publish
from marketplace.gigs.errors import GigNotFound, PieceOutOfRange
from marketplace.gigs.events import GigRatingChanged
from marketplace.gigs.models import Category, Gig
from marketplace.gigs.services.listing import tell_index

FIVE_STARS = 500


def count_live(*, category_id: int, by: int) -> None:
    """Add to the number of live gigs of a category, in the caller's transaction."""
    Category.objects.filter(pk=category_id).update(live_count=F("live_count") + by)


def move_live(*, old_id: int, new_id: int) -> None:
    """Count a live gig under another category. The rows are taken by id, so that two can't meet."""
    for category_id in sorted({old_id, new_id}):
        count_live(category_id=category_id, by=1 if category_id == new_id else -1)


@transaction.atomic
def count_order(*, gig_id: int, now: datetime) -> None:  # noqa: ARG001 - verbs take their moment
    """Add one order to a gig's count; for the consumer of the order's event. Raises GigNotFound."""
    if not Gig.objects.filter(pk=gig_id).update(orders_count=F("orders_count") + 1):
        raise GigNotFound
    tell_index(gig_id)


@transaction.atomic
def set_rating(*, gig_id: int, rating_sum: int, rating_count: int, now: datetime) -> bool:
    """Keep what a gig's reviews add up to, in hundredths of a star; returns whether it changed.

    Whoever counts calls it with the whole, so doing it again changes nothing. Locks the gig.
    Raises PieceOutOfRange, GigNotFound.
    """
    gig = Gig.objects.select_for_update(no_key=True, of=("self",)).select_related("seller")
    row = gig.filter(pk=gig_id).first()
    if row is None:
        raise GigNotFound
    if not rating_count * FIVE_STARS // 5 <= rating_sum <= rating_count * FIVE_STARS:
        raise PieceOutOfRange(field="rating_sum")
    if (row.rating_sum, row.rating_count) == (rating_sum, rating_count):
        return False
    Gig.objects.filter(pk=gig_id).update(rating_sum=rating_sum, rating_count=rating_count)
    tell_index(gig_id)
    publish(
        GigRatingChanged(
            gig_id=row.public_id,
            seller_id=row.seller.public_id,
            rating_sum=rating_sum,
            rating_count=rating_count,
        ),
        now=now,
    )
    return True
