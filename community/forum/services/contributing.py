"""What is written in the forum counts in the record of contributions, in the same transaction.

The record locks the members it writes about: a verb calls these last, and once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from community.forum.models import Like, Post, Solution, Topic
from community.reputation.choices import Kind
from community.reputation.models import Contribution
from community.reputation.services import (
    record_contribution,
    reinstate_by_subject,
    reverse_by_subject,
    reverse_contribution,
)

SUBJECT: Final = "post"


def like_key(like: Like) -> str:
    """Return the key under which this giving of a like is recorded."""
    return f"forum:like:{like.pk}:{like.times}"


def post_key(post: Post) -> str:
    """Return the key under which a post is recorded when it comes into view for the first time."""
    return f"forum:post:{post.pk}"


def was_in_view(post: Post) -> bool:
    """Whether everybody could read the post before: then it is announced and recorded already."""
    return Contribution.objects.filter(key=post_key(post)).exists()


def credit_post(post: Post, topic: Topic, *, area: str, now: datetime) -> None:
    """Record a post that came into view: a topic for its first one, else a reply."""
    is_first = topic.first_post_id == post.pk
    record_contribution(
        kind=Kind.TOPIC if is_first else Kind.REPLY,
        receiver_id=post.author_id,
        giver_id=None,
        subject_kind=SUBJECT,
        subject_id=post.pk,
        area=area,
        key=post_key(post),
        occurred_at=post.created_at,
        now=now,
    )


def credit_like(like: Like, post: Post, *, area: str, now: datetime) -> None:
    """Record one giving of a like."""
    record_contribution(
        kind=Kind.LIKE,
        receiver_id=post.author_id,
        giver_id=like.member_id,
        subject_kind=SUBJECT,
        subject_id=post.pk,
        area=area,
        key=like_key(like),
        occurred_at=like.given_at,
        now=now,
    )


def debit_like(like: Like, *, now: datetime) -> None:
    """Reverse the giving of a like that ends."""
    reverse_contribution(key=like_key(like), note="like taken back", by_id=like.member_id, now=now)


def credit_solution(solution: Solution, post: Post, *, area: str, now: datetime) -> None:
    """Record a solution. Who solves their own question gains nothing by choosing it."""
    if solution.member_id == post.author_id:
        return
    record_contribution(
        kind=Kind.SOLUTION,
        receiver_id=post.author_id,
        giver_id=solution.member_id,
        subject_kind=SUBJECT,
        subject_id=post.pk,
        area=area,
        key=f"forum:solution:{solution.pk}",
        occurred_at=solution.chosen_at,
        now=now,
    )


def debit_solution(solution: Solution, *, by_id: int, now: datetime) -> None:
    """Reverse a solution that was taken back."""
    reverse_contribution(
        key=f"forum:solution:{solution.pk}", note="no solution any more", by_id=by_id, now=now
    )


def debit_post(post: Post, *, by_id: int, note: str, now: datetime) -> None:
    """Reverse all that stands for a post which is out of view: itself, likes, solutions."""
    reverse_by_subject(
        subject_kind=SUBJECT, subject_id=post.pk, note=note or "out of view", by_id=by_id, now=now
    )


def reinstate_post(post: Post, *, by_id: int | None, now: datetime) -> None:
    """Count again what was reversed when the post went out of view."""
    reinstate_by_subject(
        subject_kind=SUBJECT, subject_id=post.pk, note="in view again", by_id=by_id, now=now
    )
