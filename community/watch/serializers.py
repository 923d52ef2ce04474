"""Sightings as JSON, for those who look after newcomers, and a member's own break."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from community.watch.choices import NOTE_MAX, REASON_MAX, ActKind, CloseReason, Stage
from community.watch.models import Sighting, WatchAct


class SightingOut(serializers.ModelSerializer[Sighting]):
    member = serializers.CharField(source="member.username", read_only=True)
    stage = serializers.ChoiceField(choices=Stage.choices, read_only=True)
    closed_as = serializers.ChoiceField(
        choices=CloseReason.choices, read_only=True, allow_blank=True
    )

    class Meta:
        model = Sighting
        fields = (
            "public_id",
            "member",
            "stage",
            "since",
            "opened_at",
            "evidence",
            "latest",
            "closed_at",
            "closed_as",
            "reason",
        )
        read_only_fields = fields


class WatchActOut(serializers.ModelSerializer[WatchAct]):
    kind = serializers.ChoiceField(choices=ActKind.choices, read_only=True)
    by = serializers.CharField(source="by.username", read_only=True)

    class Meta:
        model = WatchAct
        fields = ("public_id", "kind", "note", "by", "at")
        read_only_fields = fields


class WatchThankIn(serializers.Serializer[Any]):
    words = serializers.CharField(max_length=NOTE_MAX)


class WatchActIn(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(
        choices=[(kind.value, kind.label) for kind in ActKind if kind != ActKind.THANK]
    )
    note = serializers.CharField(max_length=NOTE_MAX, required=False, allow_blank=True, default="")


class WatchDismissIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=REASON_MAX)


class PauseIn(serializers.Serializer[Any]):
    until = serializers.DateField()


class PauseOut(serializers.Serializer[Any]):
    from_on = serializers.DateField(allow_null=True)
    until_on = serializers.DateField(allow_null=True)
