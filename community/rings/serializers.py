"""Cases of honesty as JSON: what a member reads of them, and what the desk sees."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from community.rings.choices import REASON_MAX, WORD_MAX, AppealOutcome, CaseKind, RingState
from community.rings.models import RingAppeal, RingCase


class RingCaseOut(serializers.ModelSerializer[RingCase]):
    kind = serializers.ChoiceField(choices=CaseKind.choices, read_only=True)
    state = serializers.ChoiceField(choices=RingState.choices, read_only=True)

    class Meta:
        model = RingCase
        fields = (
            "public_id",
            "kind",
            "state",
            "opened_at",
            "proposed_at",
            "proposal",
            "decided_at",
            "reason",
        )
        read_only_fields = fields


class RingAppealOut(serializers.ModelSerializer[RingAppeal]):
    member = serializers.CharField(source="member.username", read_only=True)
    outcome = serializers.ChoiceField(choices=AppealOutcome.choices, read_only=True)

    class Meta:
        model = RingAppeal
        fields = ("public_id", "member", "text", "at", "outcome", "answered_at", "answer")
        read_only_fields = fields


class DeskRingCaseOut(RingCaseOut):
    members = serializers.SerializerMethodField()
    appeals = RingAppealOut(many=True, read_only=True)

    class Meta(RingCaseOut.Meta):
        fields = (  # type: ignore[assignment]
            *RingCaseOut.Meta.fields,
            "score",
            "inside_count",
            "evidence",
            "members",
            "appeals",
        )
        read_only_fields = fields  # type: ignore[assignment]

    def get_members(self, case: RingCase) -> list[str]:
        """Return the members in the order in which the evidence numbers them."""
        rows = case.people.select_related("member").order_by("place")
        return [person.member.username for person in rows]


class RingYearOut(serializers.Serializer[Any]):
    year = serializers.IntegerField()
    opened = serializers.IntegerField()
    dismissed = serializers.IntegerField()
    reversed = serializers.IntegerField()
    waiting = serializers.IntegerField()
    appeals = serializers.IntegerField()
    overturned = serializers.IntegerField()
    contributions = serializers.IntegerField()
    members = serializers.IntegerField()
    median_days = serializers.IntegerField(allow_null=True)


class RingWordIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=WORD_MAX)


class RingReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=REASON_MAX)


class RingPairIn(serializers.Serializer[Any]):
    giver = serializers.IntegerField(min_value=0)
    receiver = serializers.IntegerField(min_value=0)


class RingProposalIn(RingReasonIn):
    pairs = RingPairIn(many=True)
