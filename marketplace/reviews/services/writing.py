"""Writing a review, changing it while it is sealed, and answering one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.orders.choices import ActorKind
from marketplace.orders.models import Order
from marketplace.orders.policies import party_kind
from marketplace.reviews.choices import ANSWER_MAX, CRITERIA, SIDES, STARS, TEXT_MAX
from marketplace.reviews.errors import (
    AlreadyAnswered,
    AlreadyHidden,
    AnswerMissing,
    LanguageUnknown,
    NotYourReview,
    ReviewAlreadyWritten,
    ReviewNotWritten,
    ReviewsClosed,
    ReviewTooLong,
    StarsMissing,
)
from marketplace.reviews.events import ReviewAnswered
from marketplace.reviews.models import Review, ReviewRound
from marketplace.reviews.services.rounds import lock_round, open_round, reveal


@dataclass(frozen=True, kw_only=True)
class Written:
    """What one side says: one to five stars by criterion, words, and the language of these."""

    stars: Mapping[str, int]
    text: str
    language: str


@transaction.atomic
def write_review(*, order: Order, actor: Member, written: Written, now: datetime) -> Review:
    """Write one side's review of a completed order; when both have written, both are revealed.

    Locks the round. Raises NotFound for strangers, OrderNotReviewable, ReviewsClosed,
    ReviewAlreadyWritten, StarsMissing, ReviewTooLong, LanguageUnknown.
    """
    side = _side(order, actor)
    locked = lock_round(open_round(order=order).pk)

    _refuse_closed(locked, now)
    if locked.reviews.filter(written_by=side).exists():
        raise ReviewAlreadyWritten
    _refuse_words(written)

    review = Review.objects.create(
        round=locked,
        author=actor,
        subject=order.seller if side == ActorKind.CLIENT else order.client,
        written_by=side,
        gig_id=order.gig_id,
        text=written.text.strip(),
        language=written.language,
        written_at=now,
        **written.stars,
    )
    _record(locked, actor, "review_written", now)

    if locked.reviews.count() == len(SIDES):
        reveal(locked, at=now)
        review.refresh_from_db()
    return review


@transaction.atomic
def edit_review(*, order: Order, actor: Member, written: Written, now: datetime) -> Review:
    """Change one's own review while it is sealed.

    Locks the round. Raises NotFound for strangers, OrderNotReviewable, ReviewsClosed,
    ReviewNotWritten, StarsMissing, ReviewTooLong, LanguageUnknown.
    """
    side = _side(order, actor)
    locked = lock_round(open_round(order=order).pk)
    review = locked.reviews.filter(written_by=side).first()

    _refuse_closed(locked, now)
    if review is None:
        raise ReviewNotWritten
    _refuse_words(written)

    for name, stars in written.stars.items():
        setattr(review, name, stars)
    review.text = written.text.strip()
    review.language = written.language
    review.edited_at = now
    review.save()
    _record(locked, actor, "review_edited", now)
    return review


@transaction.atomic
def answer_review(
    *, review: Review, actor: Member, text: str, language: str, now: datetime
) -> Review:
    """Answer a revealed review about oneself, once and in public.

    Locks the round, then the review. Raises NotFound while it is sealed, NotYourReview,
    AlreadyHidden, AlreadyAnswered, AnswerMissing, ReviewTooLong, LanguageUnknown.
    """
    locked_round = lock_round(review.round_id)
    if locked_round.closed_at is None and now >= locked_round.due_at:
        reveal(locked_round, at=locked_round.due_at)
    rows = Review.objects.select_for_update(no_key=True, of=("self",))
    locked = rows.select_related("author", "subject").get(pk=review.pk)

    if locked.revealed_at is None:
        raise NotFound
    if locked.subject_id != actor.pk:
        raise NotYourReview
    if locked.hidden_at is not None:
        raise AlreadyHidden
    if locked.answer:
        raise AlreadyAnswered
    _refuse_answer(text, language)

    locked.answer, locked.answer_language = text.strip(), language
    locked.answered_at = now
    locked.save(update_fields=["answer", "answer_language", "answered_at"])
    _record(locked_round, actor, "review_answered", now)

    publish(
        ReviewAnswered(
            review_id=locked.public_id,
            order_id=locked_round.order.public_id,
            author_id=locked.author.public_id,
            subject_id=locked.subject.public_id,
        ),
        now=now,
    )
    return locked


def _side(order: Order, actor: Member) -> ActorKind:
    kind = party_kind(actor, order)
    if kind is None:
        raise NotFound
    return kind


def _refuse_closed(locked: ReviewRound, now: datetime) -> None:
    if not locked.is_open(now):
        raise ReviewsClosed


def _refuse_words(written: Written) -> None:
    for name in CRITERIA:
        if written.stars.get(name) not in STARS:
            raise StarsMissing(field=name)
    if set(written.stars) - set(CRITERIA):
        raise StarsMissing
    if len(written.text.strip()) > TEXT_MAX:
        raise ReviewTooLong(field="text", limit=TEXT_MAX)
    if written.language not in Language.values:
        raise LanguageUnknown(field="language")


def _refuse_answer(text: str, language: str) -> None:
    if not text.strip():
        raise AnswerMissing(field="text")
    if len(text.strip()) > ANSWER_MAX:
        raise ReviewTooLong(field="text", limit=ANSWER_MAX)
    if language not in Language.values:
        raise LanguageUnknown(field="language")


def _record(locked: ReviewRound, actor: Member, action: str, now: datetime) -> None:
    """Note the act in the audit log, without a word or a star of what was written."""
    record_audit(actor=actor.public_id, action=action, subject=locked.order.reference, now=now)
