"""Prizes as JSON. Amounts in minor units, moments in UTC."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from contests.prizes.choices import NOTE_MAX
from contests.prizes.models import Award
from contests.prizes.queries import fields_for, prize_name
from marketplace.core.places import is_country


class AwardOut(serializers.ModelSerializer[Award]):
    contest = serializers.CharField(source="contest.slug", read_only=True)
    member = serializers.CharField(source="member.username", read_only=True)
    entry = serializers.SerializerMethodField()
    name = serializers.SerializerMethodField()

    class Meta:
        model = Award
        fields = (
            "public_id",
            "contest",
            "member",
            "entry",
            "rank",
            "kind",
            "name",
            "amount",
            "currency",
            "state",
            "approved_at",
            "claim_by",
            "deliver_by",
            "sent_at",
            "carrier",
            "tracking",
            "done_at",
        )
        read_only_fields = fields

    def get_entry(self, award: Award) -> str | None:
        """Return the entry's id, null for a draw."""
        return award.entry.public_id if award.entry else None

    def get_name(self, award: Award) -> str:
        """Return the name of goods or of a badge."""
        return prize_name(award.prize)


class WinnerOut(serializers.ModelSerializer[Award]):
    """What everybody may see of an award."""

    member = serializers.CharField(source="member.username", read_only=True)
    entry = serializers.SerializerMethodField()
    name = serializers.SerializerMethodField()

    class Meta:
        model = Award
        fields = ("rank", "member", "entry", "kind", "name", "amount", "currency")
        read_only_fields = fields

    def get_entry(self, award: Award) -> str | None:
        """Return the entry's id, null for a draw."""
        return award.entry.public_id if award.entry else None

    def get_name(self, award: Award) -> str:
        """Return the name of goods or of a badge."""
        return prize_name(award.prize)


class AwardFieldOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field may be called so
    pattern = serializers.CharField()


class AwardPageOut(AwardOut):
    """An award with what is asked of its winner, for the country they live in."""

    asks = serializers.SerializerMethodField()

    class Meta(AwardOut.Meta):
        fields = (*AwardOut.Meta.fields, "asks")  # type: ignore[assignment]  # one more
        read_only_fields = fields  # type: ignore[assignment]

    def get_asks(self, award: Award) -> list[dict[str, str]]:
        """Return the fields to answer while the award waits for its winner."""
        if award.state != "waiting":
            return []
        country = self.context.get("country") or award.member.country
        return [
            {"name": field.name, "label": str(field.label), "pattern": field.pattern}
            for field in fields_for(award, country)
        ]


class ClaimIn(serializers.Serializer[Any]):
    country = serializers.CharField(max_length=2)
    answers = serializers.DictField(child=serializers.CharField(max_length=200, allow_blank=True))

    def validate_country(self, value: str) -> str:
        """Refuse what is no country."""
        if not is_country(value):
            raise serializers.ValidationError(code="invalid")
        return value


class ResultsApprovalIn(serializers.Serializer[Any]):
    digest = serializers.CharField(min_length=64, max_length=64)


class SendIn(serializers.Serializer[Any]):
    carrier = serializers.CharField(max_length=80)
    tracking = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")


class ReceivedIn(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=NOTE_MAX, required=False, allow_blank=True, default="")


class ProposedOut(serializers.Serializer[Any]):
    digest = serializers.CharField()
    needed = serializers.IntegerField()
    signed = serializers.IntegerField()
    state = serializers.CharField()
    awards = AwardOut(many=True)


class FigureOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    count = serializers.IntegerField(allow_null=True)
    amount = serializers.IntegerField(allow_null=True)
    currency = serializers.CharField(allow_null=True)


class ContestReportOut(serializers.Serializer[Any]):
    until = serializers.DateTimeField()
    paid = serializers.IntegerField(source="paid.amount")
    waiting = serializers.IntegerField(source="waiting.amount")
    currency = serializers.CharField(source="paid.currency")
    winners = serializers.IntegerField()
    link_visits = serializers.IntegerField()
    sign_ups = serializers.IntegerField()
    figures = serializers.SerializerMethodField()

    def get_figures(self, report: Any) -> list[dict[str, Any]]:
        """Return what other parts of the platform know."""
        return [
            {
                "name": figure.name,
                "count": figure.count,
                "amount": None if figure.money is None else figure.money.amount,
                "currency": None if figure.money is None else figure.money.currency,
            }
            for figure in report.figures
        ]
