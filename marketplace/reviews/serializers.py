"""Shapes of reviews and levels in the API. Means are texts with one decimal."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.accounts.choices import Language
from marketplace.reviews.choices import (
    ANSWER_MAX,
    CRITERIA,
    NOTE_MAX,
    TEXT_MAX,
    HideReason,
)
from marketplace.reviews.queries import ShownReview
from marketplace.reviews.services import Written


class ReviewAnswerOut(serializers.Serializer[Any]):
    text = serializers.CharField(source="answer")
    language = serializers.CharField(source="answer_language")
    at = serializers.DateTimeField(source="answered_at")


class ReviewOut(serializers.Serializer[ShownReview]):
    """A published review. What a moderator hid has no text and names the reason."""

    id = serializers.CharField(source="public_id")
    written_by = serializers.CharField()
    author = serializers.CharField(source="author_username")
    rating = serializers.CharField()
    stars = serializers.SerializerMethodField()
    text = serializers.CharField()
    language = serializers.CharField()
    published_at = serializers.DateTimeField(source="at")
    answer = serializers.SerializerMethodField()
    is_hidden = serializers.BooleanField()
    is_counted = serializers.BooleanField()
    hide_reason = serializers.CharField()
    hidden_at = serializers.DateTimeField(allow_null=True)

    def get_stars(self, review: ShownReview) -> dict[str, int]:
        """Return one to five stars by criterion: work, communication, agreed, time."""
        return {name: stars for name, _label, stars in review.stars}

    def get_answer(self, review: ShownReview) -> dict[str, Any] | None:
        """Return the one public answer, if there is one to read."""
        return dict(ReviewAnswerOut(review).data) if review.answer else None


class OwnReviewOut(serializers.Serializer[Any]):
    """One's own review, sealed or not; `published_at` is null while it is sealed."""

    id = serializers.CharField(source="public_id")
    order = serializers.CharField(source="round.order.public_id")
    written_by = serializers.CharField()
    work = serializers.IntegerField()
    communication = serializers.IntegerField()
    agreed = serializers.IntegerField()
    time = serializers.IntegerField()
    text = serializers.CharField()
    language = serializers.CharField()
    written_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField(source="revealed_at", allow_null=True)


class ReviewIn(serializers.Serializer[Any]):
    """One side's review of a completed order."""

    order = serializers.CharField(max_length=12)
    work = serializers.IntegerField(min_value=1, max_value=5)
    communication = serializers.IntegerField(min_value=1, max_value=5)
    agreed = serializers.IntegerField(min_value=1, max_value=5)
    time = serializers.IntegerField(min_value=1, max_value=5)
    text = serializers.CharField(max_length=TEXT_MAX, allow_blank=True, default="")
    language = serializers.ChoiceField(choices=Language.choices)

    @property
    def written(self) -> Written:
        """What was given."""
        given = self.validated_data
        return Written(
            stars={name: given[name] for name in CRITERIA},
            text=given["text"],
            language=given["language"],
        )


class ReviewEditIn(ReviewIn):
    """The same, for the review that the address names."""

    order = None  # type: ignore[assignment]  # DRF's way to leave a field out


class ReviewAnswerIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=ANSWER_MAX)
    language = serializers.ChoiceField(choices=Language.choices)


class ReviewHideIn(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(choices=HideReason.choices)
    note = serializers.CharField(max_length=NOTE_MAX)


class ReviewNoteIn(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=NOTE_MAX)


class ReviewSummaryOut(serializers.Serializer[Any]):
    """What the reviews of a gig or of a member add up to."""

    rating = serializers.CharField()
    count = serializers.IntegerField()
    hidden = serializers.IntegerField()
    histogram = serializers.SerializerMethodField()

    def get_histogram(self, summary: Any) -> dict[str, int]:
        """Return how many reviews have each number of stars, rounded."""
        return {str(bar.stars): bar.count for bar in summary.bars}


class ConditionOut(serializers.Serializer[Any]):
    measure = serializers.CharField()
    asked = serializers.CharField()
    have = serializers.CharField()
    is_met = serializers.BooleanField()
    way = serializers.CharField()


class LevelChangeOut(serializers.Serializer[Any]):
    old = serializers.IntegerField()
    new = serializers.IntegerField()
    at = serializers.DateTimeField()
    because = serializers.CharField()
    evidence = serializers.DictField()


class LevelRulesOut(serializers.Serializer[Any]):
    """What each level asks for: ratings in hundredths of a star, shares in basis points."""

    level = serializers.IntegerField()
    name = serializers.CharField()
    asked = serializers.DictField(child=serializers.IntegerField())


class MyLevelOut(serializers.Serializer[Any]):
    """Where one stands, what is missing to the next level, and how the level moved."""

    level = serializers.IntegerField()
    reached = serializers.IntegerField()
    falls_at = serializers.DateTimeField(allow_null=True)
    figures = serializers.DictField(child=serializers.IntegerField(allow_null=True))
    next = ConditionOut(many=True)
    changes = LevelChangeOut(many=True)
