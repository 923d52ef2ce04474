"""Shapes of disputes in the API. Amounts are minor units; `refund_amount` goes to the client."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.disputes.choices import NOTE_MAX, TEXT_MAX, DisputeReason, Part
from marketplace.disputes.models import Dispute
from marketplace.disputes.policies import possible_moves
from marketplace.disputes.services import Evidence


class DisputeOut(serializers.Serializer[Dispute]):
    """A dispute as the asking side sees it; `moves` are the verbs open to it now."""

    id = serializers.CharField(source="public_id")
    order = serializers.CharField(source="order.public_id")
    state = serializers.CharField()
    part = serializers.SerializerMethodField()
    moves = serializers.SerializerMethodField()
    opener = serializers.CharField(source="opener.username")
    other = serializers.CharField(source="other.username")
    opened_by = serializers.CharField()
    is_referred = serializers.BooleanField()
    reason = serializers.CharField()
    currency = serializers.CharField(source="order.currency")
    stake = serializers.IntegerField()
    wanted_refund = serializers.IntegerField()
    refund_amount = serializers.IntegerField(allow_null=True)
    outcome = serializers.CharField()
    opened_at = serializers.DateTimeField()
    answer_due_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)
    decision_due_at = serializers.DateTimeField(allow_null=True)
    default_at = serializers.DateTimeField()
    appeal_due_at = serializers.DateTimeField(allow_null=True)
    appealed_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    next_kind = serializers.CharField(source="timer_kind")
    next_at = serializers.DateTimeField(source="timer_at", allow_null=True)

    def _part(self, dispute: Dispute) -> Part:
        found: Part = self.context["part_of"](dispute)
        return found

    def get_part(self, dispute: Dispute) -> str:
        """Return the part of the asking member."""
        return self._part(dispute).value

    def get_moves(self, dispute: Dispute) -> list[str]:
        """Return the verbs that are open to the asking member now."""
        return sorted(move.value for move in possible_moves(dispute, self._part(dispute)))


class DisputeFileOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    size = serializers.IntegerField()


class StatementOut(serializers.Serializer[Any]):
    part = serializers.CharField()
    text = serializers.CharField()
    refs = serializers.ListField(child=serializers.CharField())
    at = serializers.DateTimeField()
    files = DisputeFileOut(many=True)


class DisputeLineOut(serializers.Serializer[Any]):
    kind = serializers.CharField()
    part = serializers.CharField()
    at = serializers.DateTimeField()
    params = serializers.DictField()


class ProposalOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    part = serializers.CharField()
    refund_amount = serializers.IntegerField()
    note = serializers.CharField()
    state = serializers.CharField()
    at = serializers.DateTimeField()


class DisputeDecisionOut(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    refund_amount = serializers.IntegerField()
    reason = serializers.CharField()
    at = serializers.DateTimeField()


class DisputePageOut(DisputeOut):
    """A dispute with all that belongs to it."""

    statements = serializers.SerializerMethodField()
    timeline = serializers.SerializerMethodField()
    proposals = serializers.SerializerMethodField()
    decisions = serializers.SerializerMethodField()

    def get_statements(self, _dispute: Dispute) -> list[dict[str, Any]]:
        """Return what was said and shown."""
        found = self.context["parts"].statements.values()
        return list(StatementOut(list(found), many=True).data)

    def get_timeline(self, _dispute: Dispute) -> list[dict[str, Any]]:
        """Return what happened, first things first."""
        return list(DisputeLineOut(self.context["parts"].lines, many=True).data)

    def get_proposals(self, _dispute: Dispute) -> list[dict[str, Any]]:
        """Return every split that was offered."""
        return list(ProposalOut(self.context["parts"].proposals, many=True).data)

    def get_decisions(self, _dispute: Dispute) -> list[dict[str, Any]]:
        """Return what was decided."""
        return list(DisputeDecisionOut(self.context["parts"].decisions, many=True).data)


class EvidenceIn(serializers.Serializer[Any]):
    """Words, links ("delivery:2", "entry:17", "message:<id>"), files as multipart/form-data."""

    text = serializers.CharField(max_length=TEXT_MAX, allow_blank=True, default="")
    refs = serializers.ListField(
        child=serializers.CharField(max_length=60), default=list, max_length=60
    )
    files = serializers.ListField(child=serializers.FileField(), default=list)

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        sent = self.validated_data
        return {"evidence": Evidence(text=sent["text"], refs=sent["refs"], files=sent["files"])}


class DisputeIn(EvidenceIn):
    """A new dispute about an order."""

    order = serializers.CharField(max_length=12)
    reason = serializers.ChoiceField(choices=DisputeReason.choices)
    wanted_refund = serializers.IntegerField(min_value=0)


class ReferIn(EvidenceIn):
    """Why support makes a dispute of a request to call an order off, or of a late order."""

    order = serializers.CharField(max_length=12)
    reason = serializers.ChoiceField(choices=DisputeReason.choices)


class DisputeAnswerIn(EvidenceIn):
    """The other side's answer; `refund_amount` proposes a split at the same time."""

    refund_amount = serializers.IntegerField(min_value=0, allow_null=True, default=None)

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return {**super().given, "refund_amount": self.validated_data["refund_amount"]}


class DisputeSplitIn(serializers.Serializer[Any]):
    refund_amount = serializers.IntegerField(min_value=0)
    note = serializers.CharField(max_length=NOTE_MAX, allow_blank=True, default="")

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return dict(self.validated_data)


class SplitIn(serializers.Serializer[Any]):
    proposal_id = serializers.CharField(max_length=12)

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return dict(self.validated_data)


class DisputeDecisionIn(serializers.Serializer[Any]):
    refund_amount = serializers.IntegerField(min_value=0)
    reason = serializers.CharField(max_length=TEXT_MAX)

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return dict(self.validated_data)
