"""Shapes of trust in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.moderation.choices import (
    TEXT_LIMIT,
    Act,
    AppealState,
    DecisionState,
    DepartureState,
    ExportState,
    FlagOutcome,
    FlagReason,
)
from marketplace.moderation.models import Appeal, DataExport, Decision, Departure, Flag


class FlagIn(serializers.Serializer[dict[str, Any]]):
    """A thing to report: its kind (gig, article, profile, message, review, …) and its id."""

    kind = serializers.SlugField(max_length=20)
    ref = serializers.CharField(max_length=40)
    reason = serializers.ChoiceField(choices=FlagReason.choices)
    text = serializers.CharField(
        max_length=TEXT_LIMIT, allow_blank=True, required=False, default=""
    )


class FlagOut(serializers.Serializer[Flag]):
    """One of the member's reports and what became of it."""

    id = serializers.CharField(source="public_id")
    kind = serializers.CharField(source="case.kind")
    ref = serializers.CharField(source="case.ref")
    title = serializers.CharField(source="case.title")
    reason = serializers.ChoiceField(choices=FlagReason.choices)
    text = serializers.CharField()
    outcome = serializers.ChoiceField(choices=FlagOutcome.choices)
    created_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)


class AppealOut(serializers.Serializer[Appeal]):
    """An appeal and its answer; it is answered by `due_at`, or granted."""

    id = serializers.CharField(source="public_id")
    text = serializers.CharField()
    state = serializers.ChoiceField(choices=AppealState.choices)
    asked_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    answer = serializers.CharField()
    decided_at = serializers.DateTimeField(allow_null=True)


class PlannedPayoutOut(serializers.Serializer[Any]):
    """A sum, in minor units, that can be withdrawn from a moment on."""

    available_at = serializers.DateTimeField()
    amount = serializers.IntegerField()
    currency = serializers.CharField()


class SuspensionOut(serializers.Serializer[Any]):
    """How long the account is closed, and when its money can be withdrawn."""

    state = serializers.CharField()
    started_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(allow_null=True)
    payouts_from = serializers.DateTimeField()
    payouts = PlannedPayoutOut(many=True, source="payouts.all")


class DecisionOut(serializers.Serializer[Decision]):
    """A decision about the member: what, by which rule, why, and what it is about."""

    id = serializers.CharField(source="public_id")
    act = serializers.ChoiceField(choices=Act.choices)
    rule = serializers.CharField()
    reason = serializers.CharField()
    state = serializers.ChoiceField(choices=DecisionState.choices)
    kind = serializers.CharField(source="case.kind")
    ref = serializers.CharField(source="case.ref")
    title = serializers.CharField(source="case.title")
    evidence = serializers.CharField(source="case.text")
    decided_at = serializers.DateTimeField()
    appeal_until = serializers.DateTimeField()
    suspension = SuspensionOut(allow_null=True, default=None)
    appeal = AppealOut(allow_null=True, default=None)


class AppealIn(serializers.Serializer[dict[str, Any]]):
    """Why a decision is wrong."""

    text = serializers.CharField(max_length=TEXT_LIMIT)


class PasswordIn(serializers.Serializer[dict[str, Any]]):
    """The member's password, as for a withdrawal."""

    password = serializers.CharField(max_length=128, write_only=True, trim_whitespace=False)


class DepartureIn(PasswordIn):
    """The closing of the account: its username typed by hand, and what happens to articles."""

    username = serializers.CharField(max_length=30)
    keeps_texts = serializers.BooleanField(default=True)


class ExportOut(serializers.Serializer[DataExport]):
    """A package of the member's data and how far it is."""

    id = serializers.CharField(source="public_id")
    state = serializers.ChoiceField(choices=ExportState.choices)
    steps_done = serializers.IntegerField()
    steps_total = serializers.IntegerField()
    size = serializers.IntegerField()
    asked_at = serializers.DateTimeField()
    ready_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)


class DepartureOut(serializers.Serializer[Departure]):
    """The closing that is under way: it can be taken back until `due_at`."""

    id = serializers.CharField(source="public_id")
    state = serializers.ChoiceField(choices=DepartureState.choices)
    keeps_texts = serializers.BooleanField()
    asked_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
