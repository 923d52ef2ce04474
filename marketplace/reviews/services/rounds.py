"""The time in which both sides review: it opens with completion and closes at its exact moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Prefetch

from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.reviews.errors import OrderNotReviewable
from marketplace.reviews.events import ReviewPublished, ReviewReminderDue
from marketplace.reviews.models import Review, ReviewRound


def open_round(*, order: Order) -> ReviewRound:
    """Return the round of a completed order, made when it is first asked for.

    It opens at the moment of completion, whenever it is made. Takes no lock; two at once get the
    same one. Raises OrderNotReviewable.
    """
    if order.state != OrderState.COMPLETED or order.completed_at is None:
        raise OrderNotReviewable
    opened_at = order.completed_at
    due_at = opened_at + timedelta(days=rules().review_days)
    remind_at = min(due_at, opened_at + timedelta(days=rules().review_reminder_days))
    found, _made = ReviewRound.objects.get_or_create(
        order=order, defaults={"opened_at": opened_at, "remind_at": remind_at, "due_at": due_at}
    )
    return found


def lock_round(round_pk: int) -> ReviewRound:
    """Lock a round and read it again, with its order's two sides."""
    rows = ReviewRound.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("order__client", "order__seller").get(pk=round_pk)


def reveal(locked: ReviewRound, *, at: datetime) -> int:
    """Close the locked round at this moment and show what was written; returns how much that is."""
    locked.closed_at = at
    locked.save(update_fields=["closed_at"])
    sealed = locked.reviews.filter(revealed_at=None).select_related("author", "subject")
    shown = list(sealed.order_by("id"))
    Review.objects.filter(pk__in=[review.pk for review in shown]).update(revealed_at=at)
    record_audit(
        actor=SYSTEM,
        action="reviews_revealed",
        subject=locked.order.reference,
        after={"reviews": len(shown)},
        now=at,
    )
    for review in shown:
        publish(
            ReviewPublished(
                review_id=review.public_id,
                order_id=locked.order.public_id,
                author_id=review.author.public_id,
                subject_id=review.subject.public_id,
                written_by=review.written_by,
                rating=review.rating,
                gig_id=review.gig_id,
            ),
            now=at,
        )
    return len(shown)


@transaction.atomic
def settle_round(*, found: ReviewRound, now: datetime) -> ReviewRound:
    """Return the round as it stands at `now`: closed at its own moment if its time is over.

    Takes no lock when nothing is due.
    """
    if found.closed_at is not None or now < found.due_at:
        return found
    locked = lock_round(found.pk)
    if locked.closed_at is None:
        reveal(locked, at=locked.due_at)
    return locked


def close_due_rounds(*, now: datetime, limit: int) -> int:
    """Close up to `limit` rounds whose time is over; safe to run twice at once."""
    due = ReviewRound.objects.filter(closed_at=None, due_at__lte=now).order_by("due_at", "id")
    return sum(_close_alone(pk, now=now) for pk in list(due.values_list("pk", flat=True)[:limit]))


@transaction.atomic
def _close_alone(pk: int, *, now: datetime) -> bool:
    rows = ReviewRound.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    found = rows.select_related("order").filter(pk=pk, closed_at=None, due_at__lte=now).first()
    if found is None:
        return False
    reveal(found, at=found.due_at)
    return True


def remind_due(*, now: datetime, limit: int) -> int:
    """Remind, once, each side that hasn't written; safe to run twice at once."""
    due = ReviewRound.objects.filter(
        closed_at=None, reminded_at=None, remind_at__lte=now, due_at__gt=now
    ).order_by("remind_at", "id")
    return sum(_remind_alone(pk, now=now) for pk in list(due.values_list("pk", flat=True)[:limit]))


@transaction.atomic
def _remind_alone(pk: int, *, now: datetime) -> bool:
    rows = ReviewRound.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    written = Prefetch("reviews", queryset=Review.objects.only("round_id", "author_id"))
    found = (
        rows.select_related("order__client", "order__seller")
        .prefetch_related(written)
        .filter(pk=pk, closed_at=None, reminded_at=None, remind_at__lte=now)
        .first()
    )
    if found is None:
        return False
    found.reminded_at = now
    found.save(update_fields=["reminded_at"])
    authors = {review.author_id for review in found.reviews.all()}
    for side in (found.order.client, found.order.seller):
        if side.pk not in authors:
            publish(
                ReviewReminderDue(
                    order_id=found.order.public_id,
                    member_id=side.public_id,
                    due_at=found.due_at.isoformat(),
                ),
                now=now,
            )
    return True
