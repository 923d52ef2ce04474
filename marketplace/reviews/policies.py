"""Who may do what with reviews."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.reviews.models import Review


def can_answer(member: Member | None, review: Review, now: datetime) -> bool:
    """Whether the member may answer this review: it is about them, revealed, and unanswered."""
    is_revealed = review.revealed_at is not None or review.round.due_at <= now
    return (
        member is not None
        and review.subject_id == member.pk
        and is_revealed
        and review.hidden_at is None
        and not review.answer
    )


def can_moderate(member: Member, review: Review) -> bool:
    """Whether the member may hide or restore it: a moderator who is no side of it."""
    return has_role(member, Role.MODERATOR) and member.pk not in (
        review.author_id,
        review.subject_id,
    )
