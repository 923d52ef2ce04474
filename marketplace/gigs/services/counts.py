"""Counts kept as columns."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from marketplace.gigs.errors import GigNotFound, PieceOutOfRange
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
def count_rating(*, gig_id: int, hundredths: int, now: datetime) -> None:  # noqa: ARG001
    """Add a rating in hundredths of a star, 100 to 500.

    Raises PieceOutOfRange, GigNotFound.
    """
    if not FIVE_STARS // 5 <= hundredths <= FIVE_STARS:
        raise PieceOutOfRange(field="hundredths")
    changed = Gig.objects.filter(pk=gig_id).update(
        rating_sum=F("rating_sum") + hundredths, rating_count=F("rating_count") + 1
    )
    if not changed:
        raise GigNotFound
    tell_index(gig_id)
