"""The record as JSON. Points and weights are in thousandths: 1500 is one and a half."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from community.reputation.choices import (
    ADDRESS_MAX,
    ELSEWHERE_KINDS,
    NOTE_MAX,
    POINTS_MAX,
    TITLE_MAX,
    Kind,
    Level,
    Period,
)
from community.reputation.models import ElsewhereReport, PointRule


class PlaceOut(serializers.Serializer[Any]):
    rank = serializers.IntegerField()
    username = serializers.CharField()
    name = serializers.CharField()
    points_milli = serializers.IntegerField()
    count = serializers.IntegerField()


class BoardOut(serializers.Serializer[Any]):
    period = serializers.ChoiceField(choices=Period.choices, source="board.span.period")
    starts_on = serializers.DateField(source="board.span.starts_on")
    last_on = serializers.DateField(source="board.span.last_on", allow_null=True)
    area = serializers.CharField(source="board.area")
    kind = serializers.CharField(source="board.kind")
    places = PlaceOut(many=True)
    has_next = serializers.BooleanField()
    mine = PlaceOut(allow_null=True)


class LineOut(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    area = serializers.CharField()
    occurred_at = serializers.DateTimeField()
    recorded_at = serializers.DateTimeField()
    sign = serializers.IntegerField()
    weight_milli = serializers.IntegerField()
    price_milli = serializers.IntegerField(help_text="What the kind was worth in full.")
    points_milli = serializers.IntegerField()
    rule_version = serializers.IntegerField()
    reasons = serializers.ListField(
        child=serializers.CharField(), help_text="Why it weighs less: short words."
    )
    giver_username = serializers.CharField()
    subject = serializers.CharField(source="subject.title", default="")
    note = serializers.CharField()
    reverses = serializers.IntegerField(allow_null=True)
    is_reversed = serializers.BooleanField()


class RequirementOut(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="points, givers or days")
    has = serializers.IntegerField()
    needs = serializers.IntegerField()
    missing = serializers.IntegerField()


class StandingOut(serializers.Serializer[Any]):
    level = serializers.ChoiceField(choices=Level.choices)
    name = serializers.CharField(source="label")
    current_milli = serializers.IntegerField(help_text="Points that halve every 180 days.")
    givers = serializers.IntegerField()
    days = serializers.IntegerField()
    next_up = RequirementOut(many=True)
    keeps = RequirementOut(many=True)


class MetricsOut(serializers.Serializer[Any]):
    username = serializers.CharField()
    counts = serializers.DictField(child=serializers.IntegerField())
    points_milli = serializers.IntegerField()
    givers = serializers.IntegerField()
    days = serializers.IntegerField()
    share_of_replies_valued = serializers.IntegerField(help_text="Of a hundred replies.")
    level = serializers.ChoiceField(choices=Level.choices)


class PointRuleOut(serializers.ModelSerializer[PointRule]):
    name = serializers.CharField(source="get_kind_display", read_only=True)

    class Meta:
        model = PointRule
        fields = ("kind", "name", "version", "points_milli", "note", "made_at")


class PointRuleIn(serializers.Serializer[Any]):
    points_milli = serializers.IntegerField(min_value=0, max_value=POINTS_MAX * 1_000)
    note = serializers.CharField(max_length=NOTE_MAX)
    version = serializers.IntegerField(min_value=1, help_text="The version that you looked at.")


class PriceIn(serializers.Serializer[Any]):
    points_milli = serializers.IntegerField(min_value=0, max_value=POINTS_MAX * 1_000)


class MovedOut(serializers.Serializer[Any]):
    username = serializers.CharField()
    points_milli = serializers.IntegerField()
    after_milli = serializers.IntegerField()
    before_rank = serializers.IntegerField()
    after_rank = serializers.IntegerField()


class PriceEffectOut(serializers.Serializer[Any]):
    days = serializers.IntegerField()
    count = serializers.IntegerField()
    members = serializers.IntegerField()
    points_milli = serializers.IntegerField()
    after_milli = serializers.IntegerField()
    moved = MovedOut(many=True)


class ElsewhereOut(serializers.ModelSerializer[ElsewhereReport]):
    member = serializers.CharField(source="member.username", read_only=True)

    class Meta:
        model = ElsewhereReport
        fields = (
            *("public_id", "member", "kind", "address", "title", "happened_on", "note", "state"),
            *("reason", "reported_at", "decided_at"),
        )


class ElsewhereIn(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=[(kind.value, kind.label) for kind in ELSEWHERE_KINDS])
    address = serializers.CharField(max_length=ADDRESS_MAX)
    title = serializers.CharField(max_length=TITLE_MAX)
    happened_on = serializers.DateField()
    note = serializers.CharField(max_length=NOTE_MAX, required=False, default="", allow_blank=True)


class VerdictIn(serializers.Serializer[Any]):
    reason = serializers.CharField(
        max_length=NOTE_MAX, required=False, default="", allow_blank=True
    )
