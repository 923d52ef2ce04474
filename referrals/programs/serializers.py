"""Programmes and rewards as JSON. Amounts in minor units, shares in basis points, moments UTC."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.core.money import CURRENCIES
from referrals.programs.choices import NAME_MAX, RewardKind, RuleEvent, Side, Tier
from referrals.programs.models import Program, Reward, Rule
from referrals.programs.queries import line_text, lines_of, reason_of, rules_of
from referrals.programs.services import ProgramDraft, RuleDraft


class RewardTierOut(serializers.Serializer[Any]):
    first = serializers.IntegerField()
    value = serializers.IntegerField()


class RewardRuleOut(serializers.ModelSerializer[Rule]):
    tiers = RewardTierOut(source="steps", many=True, read_only=True)

    class Meta:
        model = Rule
        fields = (
            "public_id",
            "event",
            "side",
            "kind",
            "amount",
            "share_bp",
            "months",
            "hold_days",
            "cap_month",
            "cap_total",
            "minimum_order",
            "tiers",
            "since",
            "retired_at",
        )
        read_only_fields = fields


class ReferralProgramOut(serializers.ModelSerializer[Program]):
    rules = serializers.SerializerMethodField()

    class Meta:
        model = Program
        fields = ("public_id", "names", "currency", "begins_at", "ends_at", "state", "rules")
        read_only_fields = fields

    def get_rules(self, program: Program) -> list[dict[str, Any]]:
        """Return the rules that hold; lists give them by programme."""
        known: dict[int, list[Rule]] = self.context.get("rules", {})
        rules = known[program.pk] if program.pk in known else rules_of(program)
        return [dict(row) for row in RewardRuleOut(rules, many=True).data]


class DeskProgramOut(ReferralProgramOut):
    class Meta(ReferralProgramOut.Meta):
        fields = (  # type: ignore[assignment]  # more
            *ReferralProgramOut.Meta.fields,
            "funded",
            "reserved",
            "paid",
            "left",
            "short_at",
            "started_at",
            "ended_at",
        )
        read_only_fields = fields  # type: ignore[assignment]


class RewardOut(serializers.ModelSerializer[Reward]):
    program = serializers.CharField(source="program.public_id", read_only=True)
    friend = serializers.CharField(source="attribution.member.username", read_only=True)
    order = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()

    class Meta:
        model = Reward
        fields = (
            "public_id",
            "program",
            "event",
            "side",
            "kind",
            "friend",
            "order",
            "granted",
            "taken_back",
            "value",
            "owed",
            "currency",
            "state",
            "ended_by",
            "reason",
            "granted_at",
            "due_at",
            "paid_at",
        )
        read_only_fields = fields

    def get_order(self, reward: Reward) -> str | None:
        """Return the order's id to its client alone, null otherwise."""
        is_own = reward.order is not None and reward.order.client_id == reward.member_id
        return reward.order.public_id if is_own and reward.order else None

    def get_reason(self, reward: Reward) -> str:
        """Return why it stands where it stands."""
        return reason_of(reward)


class RewardLineOut(serializers.Serializer[Any]):
    kind = serializers.CharField()
    said = serializers.SerializerMethodField()
    amount = serializers.IntegerField()
    at = serializers.DateTimeField()

    def get_said(self, line: Any) -> str:
        """Return the line as a sentence."""
        return line_text(line)


class RewardPageOut(RewardOut):
    lines = serializers.SerializerMethodField()

    class Meta(RewardOut.Meta):
        fields = (*RewardOut.Meta.fields, "lines")  # type: ignore[assignment]  # one more
        read_only_fields = fields  # type: ignore[assignment]

    def get_lines(self, reward: Reward) -> list[dict[str, Any]]:
        """Return the statement."""
        return [dict(row) for row in RewardLineOut(lines_of(reward), many=True).data]


class BoardPlaceOut(serializers.Serializer[Any]):
    rank = serializers.IntegerField()
    friends = serializers.IntegerField()
    username = serializers.SerializerMethodField()
    is_me = serializers.BooleanField()

    def get_username(self, place: Any) -> str | None:
        """Return the name of who wishes to be named, null otherwise."""
        return place.member.username if place.member else None


class BoardNameIn(serializers.Serializer[Any]):
    named = serializers.BooleanField()


class ProgramIn(serializers.Serializer[Any]):
    names = serializers.DictField(child=serializers.CharField(max_length=NAME_MAX))
    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    currency = serializers.ChoiceField(choices=sorted(CURRENCIES), default="USD")

    @property
    def draft(self) -> ProgramDraft:
        """What was sent, for the verb."""
        return ProgramDraft(**self.validated_data)


class RewardTierIn(serializers.Serializer[Any]):
    first = serializers.IntegerField(min_value=2, max_value=100_000)
    value = serializers.IntegerField(min_value=1, max_value=10**12)


class RewardRuleIn(serializers.Serializer[Any]):
    event = serializers.ChoiceField(choices=RuleEvent.choices)
    side = serializers.ChoiceField(choices=Side.choices)
    kind = serializers.ChoiceField(choices=RewardKind.choices, default=RewardKind.MONEY)
    amount = serializers.IntegerField(min_value=0, max_value=10**12, default=0)
    share_bp = serializers.IntegerField(min_value=0, max_value=10_000, default=0)
    months = serializers.IntegerField(min_value=1, max_value=120, default=12)
    hold_days = serializers.IntegerField(min_value=0, max_value=90, default=0)
    cap_month = serializers.IntegerField(
        min_value=1, max_value=10**12, allow_null=True, default=None
    )
    cap_total = serializers.IntegerField(
        min_value=1, max_value=10**12, allow_null=True, default=None
    )
    minimum_order = serializers.IntegerField(min_value=0, max_value=10**12, default=0)
    tiers = RewardTierIn(many=True, required=False)

    @property
    def draft(self) -> RuleDraft:
        """What was sent, for the verb."""
        sent = dict(self.validated_data)
        tiers = [Tier(**tier) for tier in sent.pop("tiers", [])]
        return RuleDraft(**sent, tiers=tiers)


class RulePreviewIn(RewardRuleIn):
    days = serializers.IntegerField(min_value=1, max_value=730, default=90)

    @property
    def draft(self) -> RuleDraft:
        """What was sent, without the days."""
        sent = {name: value for name, value in self.validated_data.items() if name != "days"}
        tiers = [Tier(**tier) for tier in sent.pop("tiers", [])]
        return RuleDraft(**sent, tiers=tiers)


class PreviewPersonOut(serializers.Serializer[Any]):
    username = serializers.CharField()
    rewards = serializers.IntegerField()
    amount = serializers.IntegerField()


class RulePreviewOut(serializers.Serializer[Any]):
    days = serializers.IntegerField()
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    budget = serializers.IntegerField()
    count = serializers.IntegerField()
    amount = serializers.IntegerField()
    taken_back = serializers.IntegerField(help_text="What refunds until now would have taken")
    in_doubt = serializers.IntegerField(help_text="Rewards that would have waited for a person")
    cut = serializers.IntegerField(help_text="What limits would have cut")
    missing = serializers.IntegerField(help_text="What the budget would have lacked")
    holds = serializers.BooleanField()
    ran_out_at = serializers.DateTimeField(allow_null=True)
    people = serializers.SerializerMethodField()

    def get_people(self, preview: Any) -> list[dict[str, Any]]:
        """Return who would have got the most."""
        return [
            {"username": member.username, "rewards": count, "amount": amount}
            for member, count, amount in preview.people
        ]


class FundIn(serializers.Serializer[Any]):
    amount = serializers.IntegerField(min_value=1, max_value=10**12)
