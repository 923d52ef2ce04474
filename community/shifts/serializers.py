"""Paid shifts as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from community.shifts.choices import (
    AREAS_MAX,
    MINUTES_MAX,
    REASON_MAX,
    TEXT_MAX,
    TOLD_STATES,
    TOPICS_MAX,
)
from community.shifts.models import Shift
from marketplace.core.money import CURRENCIES


class PaidShiftOut(serializers.ModelSerializer[Shift]):
    member = serializers.CharField(source="member.username", read_only=True)
    state = serializers.ChoiceField(source="told_state", choices=TOLD_STATES, read_only=True)

    class Meta:
        model = Shift
        fields = (
            "public_id",
            "member",
            "state",
            "starts_at",
            "ends_at",
            "answer_by",
            "areas",
            "expected",
            "amount",
            "currency",
            "proposed_amount",
            "approved_amount",
            "topics",
            "minutes",
            "report",
            "question",
            "reply",
            "decision",
            "ended_at",
        )
        read_only_fields = fields


class PaidShiftIn(serializers.Serializer[Any]):
    member = serializers.CharField(max_length=60)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    answer_by = serializers.DateTimeField()
    amount = serializers.IntegerField(min_value=1)
    currency = serializers.CharField(max_length=3)
    areas = serializers.ListField(
        child=serializers.IntegerField(min_value=1), required=False, max_length=AREAS_MAX
    )
    expected = serializers.CharField(max_length=TEXT_MAX)

    def validate_currency(self, value: str) -> str:
        """Take only currencies that the books know."""
        if value not in CURRENCIES:
            raise serializers.ValidationError(code="unknown_currency")
        return value


class PaidShiftReportIn(serializers.Serializer[Any]):
    topics = serializers.IntegerField(min_value=0, max_value=TOPICS_MAX)
    minutes = serializers.IntegerField(min_value=1, max_value=MINUTES_MAX)
    text = serializers.CharField(max_length=TEXT_MAX)


class PaidShiftReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=REASON_MAX)


class PaidShiftReplyIn(serializers.Serializer[Any]):
    reply = serializers.CharField(max_length=REASON_MAX)


class PaidShiftLessIn(PaidShiftReasonIn):
    amount = serializers.IntegerField(min_value=0)
