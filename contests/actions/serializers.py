"""Shapes of actions, claims and entrants in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from contests.actions.choices import (
    FRIENDS_MAX,
    NOTE_MAX,
    TEXT_MAX,
    TICKETS_MAX,
    TIMES_MAX,
    ActionKind,
    Network,
    RejectReason,
)
from contests.actions.models import Action, Claim, Entrant
from contests.actions.queries import ActionView, describe
from contests.actions.services import ActionDraft
from contests.actions.verifiers import VERIFIERS, verifier_named


class ClaimOut(serializers.Serializer[Claim]):
    """One time that an action was done."""

    id = serializers.CharField(source="public_id")
    action = serializers.CharField(source="action.public_id")
    state = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a name that DRF uses itself
    tickets = serializers.IntegerField()
    url = serializers.CharField()
    text = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()
    note = serializers.CharField()
    appeal_until = serializers.DateTimeField(allow_null=True)
    appeal_text = serializers.CharField()


class ContestActionOut(serializers.Serializer[Action]):
    id = serializers.CharField(source="public_id")
    kind = serializers.CharField()
    words = serializers.SerializerMethodField()
    verifier = serializers.CharField()
    label = serializers.SerializerMethodField()  # type: ignore[assignment]  # likewise
    asks = serializers.SerializerMethodField()
    tickets = serializers.IntegerField()
    times = serializers.IntegerField()
    is_daily = serializers.BooleanField()
    network = serializers.CharField()
    address = serializers.CharField()
    friends = serializers.IntegerField()

    def get_words(self, action: Action) -> str:
        """Return what is asked, in the reader's language."""
        return describe(action)

    def get_label(self, action: Action) -> str:
        """Return how sure a proof makes the platform."""
        return verifier_named(action.verifier).gives.value

    def get_asks(self, action: Action) -> list[str]:
        """Return what belongs to a proof."""
        return sorted(verifier_named(action.verifier).asks)


class ActionStandingOut(serializers.Serializer[ActionView]):
    """An action and what the reader did of it."""

    action = ContestActionOut()
    used = serializers.IntegerField()
    left = serializers.IntegerField()
    earned = serializers.IntegerField()
    can_do = serializers.BooleanField()
    next_at = serializers.DateTimeField(allow_null=True)
    claims = ClaimOut(many=True)


class StandingOut(serializers.Serializer[Any]):
    """Where the reader stands in a contest; `participant` is empty for who doesn't take part."""

    participant = serializers.CharField()
    hold = serializers.CharField()
    hold_reason = serializers.CharField()
    tickets = serializers.IntegerField()
    waiting = serializers.IntegerField()
    all_tickets = serializers.IntegerField()
    people = serializers.IntegerField()
    actions = ActionStandingOut(many=True)


class JoinIn(serializers.Serializer[Any]):
    accepts_terms = serializers.BooleanField()
    shows_name = serializers.BooleanField(required=False, default=False)


class ProofIn(serializers.Serializer[Any]):
    url = serializers.URLField(max_length=500, required=False, default="")
    text = serializers.CharField(max_length=TEXT_MAX, required=False, default="")
    picture = serializers.FileField(required=False, default=None)


class ClaimAppealIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=TEXT_MAX)


class ClaimRejectIn(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(choices=RejectReason.choices)
    note = serializers.CharField(max_length=NOTE_MAX, required=False, default="")


class EntrantExcludeIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=NOTE_MAX)


class EntrantOut(serializers.Serializer[Entrant]):
    participant = serializers.CharField(source="public_id")
    username = serializers.CharField(source="member.username")
    joined_at = serializers.DateTimeField()
    hold = serializers.CharField()
    hold_reason = serializers.CharField()
    answer = serializers.CharField()
    tickets = serializers.IntegerField()
    signals = serializers.SerializerMethodField()

    def get_signals(self, entrant: Entrant) -> list[dict[str, Any]]:
        """Return what a person should look at."""
        rows = entrant.signals.all()
        return [{"kind": x.kind, "weight": x.weight, "evidence": x.evidence} for x in rows]


class ContestActionIn(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=ActionKind.choices)
    verifier = serializers.ChoiceField(choices=list(VERIFIERS))
    tickets = serializers.IntegerField(min_value=1, max_value=TICKETS_MAX, default=1)
    times = serializers.IntegerField(min_value=1, max_value=TIMES_MAX, default=1)
    is_daily = serializers.BooleanField(default=False)
    network = serializers.ChoiceField(
        choices=Network.choices, required=False, default="", allow_blank=True
    )
    address = serializers.URLField(max_length=500, required=False, default="")
    article = serializers.CharField(max_length=12, required=False, default="")
    friends = serializers.IntegerField(min_value=0, max_value=FRIENDS_MAX, default=0)
    words = serializers.DictField(child=serializers.CharField(), required=False, default=dict)

    @property
    def given(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {"draft": ActionDraft(**self.validated_data)}
