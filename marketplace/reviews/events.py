"""Facts about reviews. Ids are public ids; ratings are hundredths of a star.

Nothing is announced while a review is sealed: whoever listens would know what the other side
must not.
"""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event
from marketplace.orders.choices import ActorKind


@dataclass(frozen=True, kw_only=True)
class ReviewPublished(Event):
    """A review was revealed, with the other side's or because its time was over."""

    review_id: str
    order_id: str
    author_id: str
    subject_id: str
    written_by: str
    rating: int
    gig_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewReminderDue(Event):
    """A side that hasn't written is reminded, once."""

    order_id: str
    member_id: str
    due_at: str


@dataclass(frozen=True, kw_only=True)
class ReviewAnswered(Event):
    review_id: str
    order_id: str
    author_id: str
    subject_id: str


@dataclass(frozen=True, kw_only=True)
class ReviewHidden(Event):
    review_id: str
    author_id: str
    subject_id: str
    reason: str
    written_by: str = ActorKind.CLIENT.value
    gig_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewRestored(Event):
    review_id: str
    author_id: str
    subject_id: str
    written_by: str = ActorKind.CLIENT.value
    gig_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class LevelExplained(Event):
    """A member's level changed; `change_id` is the row that says why."""

    member_id: str
    change_id: int
    old: int
    new: int
    at: str


@dataclass(frozen=True, kw_only=True)
class LevelAtRisk(Event):
    """A condition isn't met any more; at `falls_at` the level falls if that stays so."""

    member_id: str
    level: int
    falls_at: str
