"""One review as a reader sees it. What is hidden has no words, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from marketplace.gigs.queries.cards import rating_text
from marketplace.reviews.choices import CRITERIA, CRITERION_LABELS, HideReason
from marketplace.reviews.models import Review

_report_links: list[Callable[[str], str]] = []


def register_report_link(address: Callable[[str], str]) -> None:
    """Say where a review is reported: `address(public_id)`, "" where it can't be."""
    _report_links[:] = [address]


@dataclass(frozen=True)
class ShownReview:
    """A visible review; `text` and `answer` are empty while a moderator hides them."""

    public_id: str
    written_by: str
    author_name: str
    author_username: str
    author_url: str
    subject_name: str
    rating: str
    stars: tuple[tuple[str, str, int], ...]
    text: str
    language: str
    at: datetime
    answer: str
    answer_language: str
    answered_at: datetime | None
    is_hidden: bool
    is_counted: bool
    hidden_at: datetime | None
    hide_label: str
    hide_reason: str
    report_url: str


def show(review: Review, *, is_sealed: bool = False) -> ShownReview:
    """Return what anyone may read of a visible review; of a sealed one what its author reads.

    No query: author, subject and round are loaded.
    """
    labels = CRITERION_LABELS[review.written_by]
    is_hidden = review.hidden_at is not None
    return ShownReview(
        public_id=review.public_id,
        written_by=review.written_by,
        author_name=review.author.display_name,
        author_username=review.author.username,
        author_url=reverse("accounts:profile", args=[review.author.username]),
        subject_name=review.subject.display_name,
        rating=rating_text(review.rating, 1),
        stars=tuple((name, str(labels[name]), getattr(review, name)) for name in CRITERIA),
        text="" if is_hidden else review.text,
        language=review.language,
        at=review.written_at if is_sealed else review.revealed_at or review.round.due_at,
        answer="" if is_hidden else review.answer,
        answer_language=review.answer_language,
        answered_at=review.answered_at,
        is_hidden=is_hidden,
        is_counted=review.is_counted,
        hidden_at=review.hidden_at,
        hide_label=str(HideReason(review.hide_reason).label) if is_hidden else "",
        hide_reason=review.hide_reason,
        report_url="" if is_hidden or is_sealed else _report_url(review.public_id),
    )


def _report_url(public_id: str) -> str:
    return _report_links[0](public_id) if _report_links else ""


def show_all(reviews: Iterable[Review]) -> list[ShownReview]:
    """Return several as readers see them."""
    return [show(review) for review in reviews]
