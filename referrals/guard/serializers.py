"""Cases as JSON: in general words what was seen; the desk sees weights and evidence as well."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from referrals.guard.choices import REASON_MAX, WORD_MAX, SignalKind
from referrals.guard.models import Case, Signal
from referrals.guard.queries import signals_of, words_of


class CaseSignalOut(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=SignalKind.choices)
    said = serializers.CharField(source="get_kind_display")


class SeenSignalOut(CaseSignalOut):
    weight = serializers.IntegerField()
    evidence = serializers.JSONField()
    found_at = serializers.DateTimeField()


class CaseWordOut(serializers.Serializer[Any]):
    member = serializers.CharField(source="member.username")
    is_appeal = serializers.BooleanField()
    text = serializers.CharField()
    at = serializers.DateTimeField()


class CaseOut(serializers.ModelSerializer[Case]):
    owner = serializers.CharField(source="owner.username", read_only=True)
    friend = serializers.CharField(source="friend.username", read_only=True)
    signals = serializers.SerializerMethodField()

    class Meta:
        model = Case
        fields = (
            "public_id",
            "owner",
            "friend",
            "state",
            "opened_at",
            "decided_at",
            "reason",
            "appealed_at",
            "settled_at",
            "settled_reason",
            "signals",
        )
        read_only_fields = fields

    def get_signals(self, case: Case) -> list[dict[str, Any]]:
        """Return what was seen, in general words; lists give it by sign-up."""
        known: dict[int, list[Signal]] = self.context.get("signals", {})
        seen = known[case.attribution_id] if case.attribution_id in known else signals_of(case)
        return [dict(row) for row in CaseSignalOut(seen, many=True).data]


class DeskCaseOut(CaseOut):
    words = serializers.SerializerMethodField()

    class Meta(CaseOut.Meta):
        fields = (*CaseOut.Meta.fields, "score", "words")  # type: ignore[assignment]  # more
        read_only_fields = fields  # type: ignore[assignment]

    def get_signals(self, case: Case) -> list[dict[str, Any]]:
        """Return what was seen, with weights and evidence."""
        return [dict(row) for row in SeenSignalOut(signals_of(case), many=True).data]

    def get_words(self, case: Case) -> list[dict[str, Any]]:
        """Return what the two members wrote."""
        return [dict(row) for row in CaseWordOut(words_of(case), many=True).data]


class CaseWordIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=WORD_MAX)


class CaseDecisionIn(serializers.Serializer[Any]):
    reason = serializers.CharField(
        max_length=REASON_MAX, required=False, allow_blank=True, default=""
    )
