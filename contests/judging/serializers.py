"""Shapes of judging in the API. Moments are UTC; scores run from 1 to 5."""

from __future__ import annotations

import re
from typing import Any

from rest_framework import serializers

from contests.judging.choices import FEEDBACK_MAX, REASON_MAX

# A rubric has few criteria; numbers of thousands of digits aren't read at all.
POSITION = re.compile(r"[0-9]{1,4}")


class CriterionOut(serializers.Serializer[Any]):
    position = serializers.IntegerField()
    name = serializers.CharField()
    hint = serializers.CharField()
    weight = serializers.IntegerField()


class JudgingOut(serializers.Serializer[Any]):
    """A contest in which one judges, or is asked to."""

    id = serializers.CharField(source="public_id")
    contest = serializers.CharField(source="contest.slug")
    state = serializers.CharField()
    number = serializers.IntegerField()
    waiting = serializers.IntegerField()
    sealed = serializers.IntegerField()
    pairs = serializers.IntegerField()
    due_at = serializers.DateTimeField(source="contest.judged_by", allow_null=True)


class SheetOut(serializers.Serializer[Any]):
    """A sheet in the judge's queue: nothing about its writer."""

    id = serializers.CharField(source="public_id")
    state = serializers.CharField()
    title = serializers.CharField(source="entry.title")
    language = serializers.CharField(source="entry.language")
    words = serializers.IntegerField(source="entry.words")
    sealed_at = serializers.DateTimeField(allow_null=True)
    digest = serializers.CharField()


class SheetPageOut(SheetOut):
    """A sheet with the text, the rubric, and what stands on it."""

    text = serializers.CharField(source="entry.text")
    feedback = serializers.CharField()
    scores = serializers.SerializerMethodField()
    rubric = serializers.SerializerMethodField()
    others = serializers.SerializerMethodField()

    def get_scores(self, sheet: Any) -> dict[str, int]:
        """Return the scores by the criterion's position."""
        return {str(one.criterion.position): one.value for one in sheet.scores.all()}

    def get_rubric(self, _sheet: Any) -> list[dict[str, Any]]:
        """Return the criteria."""
        return list(CriterionOut(self.context["rubric"], many=True).data)

    def get_others(self, _sheet: Any) -> dict[str, dict[str, int]]:
        """Return the other judges' scores by number, once scoring is closed."""
        return {
            str(judge): {str(at): value for at, value in given.items()}
            for judge, given in self.context["others"].items()
        }


class JudgingAnswerIn(serializers.Serializer[Any]):
    is_named = serializers.BooleanField(default=False)
    reason = serializers.CharField(max_length=REASON_MAX, required=False, allow_blank=True)


class DeclaredTieOut(serializers.Serializer[Any]):
    """A member whose entry one must not get."""

    username = serializers.CharField(source="member.username")
    name = serializers.CharField(source="member.display_name")
    note = serializers.CharField()
    declared_at = serializers.DateTimeField()


class DeclareTieIn(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=150)
    note = serializers.CharField(max_length=REASON_MAX, required=False, allow_blank=True)


class WithdrawTieIn(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=150)


class SheetIn(serializers.Serializer[Any]):
    """Scores by position; null takes one back."""

    scores = serializers.DictField(
        child=serializers.IntegerField(min_value=1, max_value=5, allow_null=True)
    )
    feedback = serializers.CharField(max_length=FEEDBACK_MAX, required=False, allow_blank=True)
    with_gaps = serializers.BooleanField(default=False)

    def validate_scores(self, value: dict[str, int | None]) -> dict[int, int | None]:
        """Turn positions into numbers."""
        if not all(POSITION.fullmatch(key) for key in value):
            raise serializers.ValidationError("position")
        return {int(key): score for key, score in value.items()}


class RecuseIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=REASON_MAX)


class PreferIn(serializers.Serializer[Any]):
    side = serializers.ChoiceField(choices=["first", "second"])


class DuelOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    first = serializers.CharField(source="first.title")
    second = serializers.CharField(source="second.title")
    decided_at = serializers.DateTimeField(allow_null=True)


class ResultOut(serializers.Serializer[Any]):
    """Where one's own entry came, once the results are out; no rank where nobody read it."""

    contest = serializers.CharField(source="contest.slug")
    entry = serializers.CharField(source="entry.public_id")
    title = serializers.CharField(source="entry.title")
    rank = serializers.IntegerField(allow_null=True)
    raw = serializers.FloatField(allow_null=True)
    adjusted = serializers.FloatField(allow_null=True)
    sheets = serializers.IntegerField()


class RankedOut(ResultOut):
    raw_rank = serializers.IntegerField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class PaperOut(serializers.Serializer[Any]):
    digest = serializers.CharField()
    paper = serializers.CharField()


class FairnessOut(serializers.Serializer[Any]):
    """What the fairness page shows. Before the results only hashes."""

    is_published = serializers.BooleanField()
    judges = serializers.IntegerField(source="judge_count")
    seals = serializers.ListField(child=serializers.CharField())
    alpha = serializers.FloatField(allow_null=True)
    blocks = serializers.IntegerField(allow_null=True)
    results = RankedOut(many=True)
    severities = serializers.DictField(child=serializers.FloatField(allow_null=True))
    papers = PaperOut(many=True)
