"""Shapes of draws in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from contests.draws.choices import NOTE_MAX, SOURCE_MAX, VALUE_MAX, PassReason, SourceKind
from contests.draws.models import Draw, Pass
from contests.draws.queries import Winner, source_of


class DrawWinnerOut(serializers.Serializer[Winner]):
    place = serializers.IntegerField()
    participant = serializers.CharField(source="entrant.public_id")
    ticket = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]  # a name that DRF uses itself
    moved_up = serializers.BooleanField()


class DrawPassOut(serializers.Serializer[Pass]):
    place = serializers.IntegerField()
    participant = serializers.CharField()
    reason = serializers.CharField()
    at = serializers.DateTimeField()


class DrawOut(serializers.Serializer[Draw]):
    """A draw with what is published of it so far; `secret` is empty until the draw."""

    contest = serializers.CharField(source="contest.public_id")
    state = serializers.CharField()
    commitment = serializers.CharField()
    committed_at = serializers.DateTimeField()
    source = serializers.SerializerMethodField()  # type: ignore[assignment]  # likewise
    tickets_sha256 = serializers.CharField(source="tickets_digest")
    tickets = serializers.IntegerField(source="tickets_count")
    participants = serializers.IntegerField(source="participants_count")
    frozen_at = serializers.DateTimeField(allow_null=True)
    value = serializers.CharField()
    signature = serializers.CharField()
    value_at = serializers.DateTimeField(allow_null=True)
    secret = serializers.CharField()
    drawn_at = serializers.DateTimeField(allow_null=True)
    scored = serializers.IntegerField()
    winners = serializers.SerializerMethodField()
    passed = serializers.SerializerMethodField()

    def get_source(self, draw: Draw) -> dict[str, Any]:
        """Return the source as a receipt names it."""
        return source_of(draw)

    def get_winners(self, _draw: Draw) -> list[dict[str, Any]]:
        """Return who holds which place now."""
        rows = DrawWinnerOut(self.context["winners"], many=True).data
        return [dict(row) for row in rows]

    def get_passed(self, _draw: Draw) -> list[dict[str, Any]]:
        """Return who was passed over, in order."""
        rows = DrawPassOut(self.context["passes"], many=True).data
        return [dict(row) for row in rows]


class DrawSourceIn(serializers.Serializer[Any]):
    source_kind = serializers.ChoiceField(choices=SourceKind.choices)
    source_name = serializers.CharField(max_length=SOURCE_MAX, required=False, default="")
    source_url = serializers.URLField(max_length=500, required=False, default="")


class DrawValueIn(serializers.Serializer[Any]):
    value = serializers.CharField(max_length=VALUE_MAX)
    evidence = serializers.URLField(max_length=500)


class DrawSignatureIn(serializers.Serializer[Any]):
    signature = serializers.CharField(max_length=200)


class DrawPassIn(serializers.Serializer[Any]):
    place = serializers.IntegerField(min_value=1)
    participant = serializers.CharField(max_length=12)
    reason = serializers.ChoiceField(choices=PassReason.choices)
    note = serializers.CharField(max_length=NOTE_MAX)
