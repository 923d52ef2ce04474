"""What moderators do to a review: it is said in place, logged, and can be taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.reviews.choices import NOT_COUNTED, NOTE_MAX, ActKind, HideReason
from marketplace.reviews.errors import (
    AlreadyHidden,
    NoteMissing,
    NotHidden,
    PartyToReview,
)
from marketplace.reviews.events import ReviewHidden, ReviewRestored
from marketplace.reviews.models import Review, ReviewAct
from marketplace.reviews.queries.doors import get_review


def _lock(review: Review, actor: Member | None) -> Review:
    rows = Review.objects.select_for_update(no_key=True, of=("self",))
    locked = rows.select_related("author", "subject").get(pk=review.pk)
    if locked.revealed_at is None:
        raise NotFound
    if actor is not None and not has_role(actor, Role.MODERATOR):
        raise NotFound
    if actor is not None and actor.pk in (locked.author_id, locked.subject_id):
        raise PartyToReview
    return locked


@transaction.atomic
def hide_review(
    *, review: Review, actor: Member, reason: HideReason, note: str, now: datetime
) -> Review:
    """Hide a review's words, for one of the stated reasons.

    Its stars stay counted, unless it is no genuine review at all.
    Locks the review. Raises NotFound (sealed, or no moderator), PartyToReview, AlreadyHidden,
    NoteMissing.
    """
    locked = _lock(review, actor)
    if locked.hidden_at is not None:
        raise AlreadyHidden
    if not note.strip():
        raise NoteMissing(field="note")

    locked.hidden_at, locked.hide_reason = now, reason
    locked.is_counted = reason not in NOT_COUNTED
    locked.save(update_fields=["hidden_at", "hide_reason", "is_counted"])

    _record(locked, ActKind.HIDE, actor, note, now)
    publish(
        ReviewHidden(
            review_id=locked.public_id,
            author_id=locked.author.public_id,
            subject_id=locked.subject.public_id,
            written_by=locked.written_by,
            reason=reason,
            gig_id=locked.gig_id,
        ),
        now=now,
    )
    return locked


@transaction.atomic
def restore_review(*, review: Review, actor: Member | None, note: str, now: datetime) -> Review:
    """Show a hidden review again; it counts from now on. `actor` None is a granted appeal.

    Locks the review. Raises NotFound, PartyToReview, NotHidden, NoteMissing.
    """
    locked = _lock(review, actor)
    if locked.hidden_at is None:
        raise NotHidden
    if not note.strip():
        raise NoteMissing(field="note")

    locked.hidden_at, locked.hide_reason, locked.is_counted = None, "", True
    locked.save(update_fields=["hidden_at", "hide_reason", "is_counted"])

    _record(locked, ActKind.RESTORE, actor, note, now)
    publish(
        ReviewRestored(
            review_id=locked.public_id,
            author_id=locked.author.public_id,
            subject_id=locked.subject.public_id,
            written_by=locked.written_by,
            gig_id=locked.gig_id,
        ),
        now=now,
    )
    return locked


def _record(review: Review, kind: ActKind, actor: Member | None, note: str, now: datetime) -> None:
    """Write what was done; of a long reason an act holds the beginning, the audit log all."""
    ReviewAct.objects.create(
        review=review,
        kind=kind,
        reason=review.hide_reason,
        note=note[:NOTE_MAX].strip(),
        is_counted=review.is_counted,
        by=actor,
        at=now,
    )
    record_audit(
        actor=actor.public_id if actor else SYSTEM,
        action=f"review_{kind}",
        subject=f"review:{review.public_id}",
        after={"reason": review.hide_reason, "is_counted": review.is_counted},
        reason=note.strip(),
        now=now,
    )


def hide_reported(ref: str, *, actor: Member, reason: str, now: datetime) -> str | None:
    """Hide a review that was reported, in the form in which reports are decided.

    `ref` is its public id. Returns what `show_reported` needs, None where it isn't in view.
    Raises NotFound, PartyToReview, NoteMissing.
    """
    review = get_review(ref, now=now)
    if review.hidden_at is not None:
        return None
    hide_review(review=review, actor=actor, reason=HideReason.RULES, note=reason, now=now)
    return HideReason.RULES.value


def show_reported(ref: str, *, memo: str, reason: str, now: datetime) -> bool:
    """Show a review again whose hiding was taken back; False where it is hidden for another reason.

    Raises NotFound, NoteMissing.
    """
    review = get_review(ref, now=now)
    if review.hide_reason != memo:
        return False
    restore_review(review=review, actor=None, note=reason, now=now)
    return True
