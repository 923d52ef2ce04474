"""Trophies as JSON; names and lines in the language of the request."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from typing_extensions import override

from community.trophies.choices import Drawing, Policy, Season, Tier, TrophyState
from community.trophies.models import Simulation, Trophy, TrophyAward
from community.trophies.policies import can_read_rule


class TrophyOut(serializers.ModelSerializer[Trophy]):
    name = serializers.CharField(read_only=True)
    line = serializers.CharField(read_only=True)
    tier = serializers.ChoiceField(choices=Tier.choices, read_only=True)
    drawing = serializers.ChoiceField(choices=Drawing.choices, read_only=True)
    # How it is won is told of a hidden one only to who holds it: empty for everybody else.
    season = serializers.ChoiceField(choices=Season.choices, read_only=True)
    policy = serializers.ChoiceField(choices=Policy.choices, read_only=True, allow_blank=True)

    class Meta:
        model = Trophy
        fields = ("slug", "name", "line", "tier", "drawing", "season", "policy", "is_hidden")
        read_only_fields = fields

    @override
    def to_representation(self, instance: Trophy) -> dict[str, Any]:
        """Show it as the viewer may: the context's `viewer`, who holds the trophies `held`."""
        shown = super().to_representation(instance)
        holds = instance.pk in self.context.get("held", ())
        if not can_read_rule(instance, holds=holds, viewer=self.context.get("viewer")):
            shown["season"] = shown["policy"] = ""
        return dict(shown)


class TrophyOnWallOut(serializers.Serializer[Any]):
    trophy = TrophyOut()
    holders = serializers.IntegerField()
    per_mille = serializers.IntegerField()
    is_mine = serializers.BooleanField()


class TrophyAwardOut(serializers.ModelSerializer[TrophyAward]):
    trophy = TrophyOut(read_only=True)

    class Meta:
        model = TrophyAward
        fields = ("trophy", "season", "sequence", "earned_at", "evidence", "taken_at")
        read_only_fields = fields


class TrophyHolderOut(serializers.ModelSerializer[TrophyAward]):
    member = serializers.CharField(source="member.username", read_only=True)

    class Meta:
        model = TrophyAward
        fields = ("member", "season", "sequence", "earned_at")
        read_only_fields = fields


class TrophyProgressPartOut(serializers.Serializer[Any]):
    condition = serializers.CharField(source="line.text")
    limits = serializers.ListField(source="line.limits", child=serializers.CharField())
    is_wanted = serializers.BooleanField(source="line.is_wanted")
    has = serializers.IntegerField()
    needs = serializers.IntegerField()
    missing = serializers.IntegerField()
    is_met = serializers.BooleanField()


class TrophyProgressOut(serializers.Serializer[Any]):
    trophy = serializers.CharField(source="trophy.slug")
    percent = serializers.IntegerField()
    parts = TrophyProgressPartOut(many=True)


class TrophySimulationOut(serializers.ModelSerializer[Simulation]):
    class Meta:
        model = Simulation
        fields = ("version", "awards", "members", "first_at", "last_at", "at")
        read_only_fields = fields


class DeskTrophyOut(TrophyOut):
    state = serializers.ChoiceField(choices=TrophyState.choices, read_only=True)

    class Meta(TrophyOut.Meta):
        fields = (*TrophyOut.Meta.fields, "state", "version", "rule")  # type: ignore[assignment]
        read_only_fields = fields  # type: ignore[assignment]
