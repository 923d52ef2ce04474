"""Shapes of articles in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.accounts.choices import Language
from marketplace.core.categories import CATEGORY_CHOICES


class ArticleOut(serializers.Serializer[Any]):
    """A published article in a list."""

    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    language = serializers.CharField()
    category = serializers.CharField()
    summary = serializers.CharField()
    author = serializers.CharField(source="author_username")
    reading_minutes = serializers.IntegerField()
    published_at = serializers.DateTimeField()


class DraftOut(serializers.Serializer[Any]):
    """One's own article, in whatever state. `revision` goes back with the next change."""

    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    summary = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field called source
    html = serializers.CharField()
    language = serializers.CharField()
    category = serializers.CharField()
    state = serializers.CharField()
    revision = serializers.IntegerField()
    word_count = serializers.IntegerField()
    decision_reason = serializers.CharField()
    is_hire_enabled = serializers.BooleanField()


class DraftIn(serializers.Serializer[Any]):
    """The whole text with what surrounds it."""

    title = serializers.CharField(max_length=140, allow_blank=True, default="")
    summary = serializers.CharField(max_length=280, allow_blank=True, default="")
    source = serializers.CharField(  # type: ignore[assignment]  # a field called source
        max_length=60_000, allow_blank=True, default="", trim_whitespace=False
    )
    language = serializers.ChoiceField(choices=Language.choices)
    category = serializers.ChoiceField(choices=CATEGORY_CHOICES)
    revision = serializers.IntegerField(min_value=1)


class ArticleReasonIn(serializers.Serializer[Any]):
    """What the author should know."""

    reason = serializers.CharField(max_length=2000)
