"""What the API takes. Amounts are minor units; moments ISO 8601."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.accounts.choices import Language
from marketplace.core.money import CURRENCIES
from marketplace.core.places import is_country
from referrals.campaigns.choices import (
    CardSide,
    MissionKind,
    ProofKind,
    RewardKind,
)
from referrals.campaigns.choices.campaigns import REASON_MAX, SUMMARY_MAX, TITLE_MAX
from referrals.campaigns.choices.missions import BRIEF_MAX, NAME_MAX, PLACE_MAX, PLACES_MAX
from referrals.campaigns.choices.people import CITY_MAX, INTERESTS_MAX, WORDS_MAX
from referrals.campaigns.choices.tickets import MESSAGE_MAX, SUBJECT_MAX
from referrals.campaigns.choices.work import NOTE_MAX, PROOF_MAX
from referrals.campaigns.queries import get_cause
from referrals.campaigns.services import CardDraft, MissionDraft, Plan, Reward, Words

Form = serializers.Serializer[Any]


class CampaignFilterIn(Form):
    tab = serializers.ChoiceField(choices=["open", "over"], required=False, default="")


class CampaignWordsIn(Form):
    language = serializers.ChoiceField(choices=Language.choices)
    title = serializers.CharField(max_length=TITLE_MAX, allow_blank=True)
    summary = serializers.CharField(max_length=SUMMARY_MAX, allow_blank=True, default="")

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"words": Words(**self.validated_data)}


class CampaignIn(CampaignWordsIn):
    title = serializers.CharField(max_length=TITLE_MAX)
    slug = serializers.SlugField(max_length=60, allow_blank=True, default="")
    currency = serializers.ChoiceField(choices=sorted(CURRENCIES), default="USD")

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        sent = dict(self.validated_data)
        plain = {name: sent.pop(name) for name in ("slug", "currency")}
        return {**plain, "words": Words(**sent)}


class CampaignBlocksIn(Form):
    language = serializers.ChoiceField(choices=Language.choices)
    blocks = serializers.ListField(child=serializers.JSONField(), max_length=40)

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return dict(self.validated_data)


class CampaignPlanIn(Form):
    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    timezone = serializers.CharField(max_length=40)
    expected_answers = serializers.IntegerField(min_value=0, max_value=100_000)
    answers_per_day = serializers.IntegerField(min_value=0, max_value=100_000)
    contact = serializers.CharField(max_length=30, allow_blank=True, default="")
    has_matching = serializers.BooleanField(default=False)

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"plan": Plan(**self.validated_data)}


class MissionIn(Form):
    """A mission with its reward; `coupon_bp` is what a code takes off, in basis points."""

    kind = serializers.ChoiceField(choices=MissionKind.choices)
    titles = serializers.DictField(child=serializers.CharField(max_length=TITLE_MAX))
    briefs = serializers.DictField(
        child=serializers.CharField(max_length=BRIEF_MAX, allow_blank=True), default=dict
    )
    proof = serializers.ChoiceField(choices=ProofKind.choices)
    places = serializers.IntegerField(min_value=1, max_value=PLACES_MAX, default=1)
    has_slots = serializers.BooleanField(default=False)
    is_posting = serializers.BooleanField(default=False)
    language = serializers.CharField(max_length=8, allow_blank=True, default="")
    place = serializers.CharField(max_length=PLACE_MAX, allow_blank=True, default="")
    reward_kind = serializers.ChoiceField(choices=RewardKind.choices)
    amount = serializers.IntegerField(min_value=0, max_value=10**12, default=0)
    coupon_bp = serializers.IntegerField(min_value=0, max_value=10_000, default=0)
    coupon_days = serializers.IntegerField(min_value=0, max_value=730, default=0)
    badge_names = serializers.DictField(
        child=serializers.CharField(max_length=NAME_MAX), default=dict
    )
    cause = serializers.CharField(max_length=12, allow_blank=True, default="")
    reward_reason = serializers.CharField(max_length=REASON_MAX, allow_blank=True, default="")

    def _languages(self, texts: dict[str, str]) -> dict[str, str]:
        if not set(texts) <= set(Language.values):
            raise serializers.ValidationError("ar, en, he, ur")
        return texts

    def validate_titles(self, texts: dict[str, str]) -> dict[str, str]:
        """Hold the languages of the platform."""
        return self._languages(texts)

    def validate_briefs(self, texts: dict[str, str]) -> dict[str, str]:
        """Hold the languages of the platform."""
        return self._languages(texts)

    def validate_badge_names(self, texts: dict[str, str]) -> dict[str, str]:
        """Hold the languages of the platform."""
        return self._languages(texts)

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        sent = dict(self.validated_data)
        cause = sent.pop("cause")
        reward = Reward(
            kind=sent.pop("reward_kind"),
            amount=sent.pop("amount"),
            coupon_bp=sent.pop("coupon_bp"),
            coupon_days=sent.pop("coupon_days"),
            badge_names=sent.pop("badge_names"),
            cause=get_cause(cause) if cause else None,
            reason=sent.pop("reward_reason"),
        )
        return {"draft": MissionDraft(**sent, reward=reward)}


class ShiftIn(Form):
    mission = serializers.CharField(max_length=12)
    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    capacity = serializers.IntegerField(min_value=1, max_value=500)
    deal_at = serializers.DateTimeField(allow_null=True, default=None)


class CampaignCancelIn(Form):
    reason = serializers.CharField(max_length=REASON_MAX, allow_blank=True, default="")

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return dict(self.validated_data)


class CampaignCallIn(Form):
    segment = serializers.CharField(max_length=12)


class CampaignCalledOut(Form):
    called = serializers.IntegerField()


class SegmentRulesIn(Form):
    skills = serializers.ListField(child=serializers.CharField(max_length=40), required=False)
    least_level = serializers.IntegerField(required=False, min_value=0)
    countries = serializers.ListField(child=serializers.CharField(max_length=2), required=False)
    languages = serializers.ListField(child=serializers.CharField(max_length=2), required=False)
    active_days = serializers.IntegerField(required=False, min_value=0)


class SegmentIn(Form):
    name = serializers.CharField(max_length=NAME_MAX)
    rules = SegmentRulesIn()


class SegmentOut(Form):
    """A saved rule of who is called; `count` is how many it fits now."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    rules = serializers.DictField()
    count = serializers.IntegerField()


class MissionProofIn(Form):
    text = serializers.CharField(max_length=PROOF_MAX, allow_blank=True, default="")
    url = serializers.CharField(max_length=500, allow_blank=True, default="")
    picture = serializers.FileField(required=False, allow_null=True, default=None)
    shows_work = serializers.BooleanField(default=False)
    discloses = serializers.BooleanField(default=False)


class TaskNoteIn(Form):
    note = serializers.CharField(max_length=NOTE_MAX, allow_blank=True, default="")


class TaskReasonIn(Form):
    reason = serializers.CharField(max_length=NOTE_MAX, allow_blank=True, default="")


class TaskAppealIn(Form):
    text = serializers.CharField(max_length=NOTE_MAX, allow_blank=True)


class TaskShowIn(Form):
    shows = serializers.BooleanField()


class CampaignTicketIn(Form):
    subject = serializers.CharField(max_length=SUBJECT_MAX)
    text = serializers.CharField(max_length=MESSAGE_MAX)
    mission = serializers.CharField(max_length=12, allow_blank=True, default="")


class CampaignMessageIn(Form):
    text = serializers.CharField(max_length=MESSAGE_MAX)


class CampaignCardIn(Form):
    side = serializers.ChoiceField(choices=CardSide.choices)
    languages = serializers.ListField(child=serializers.CharField(max_length=3), max_length=20)
    country = serializers.CharField(max_length=2)
    city = serializers.CharField(max_length=CITY_MAX, allow_blank=True, default="")
    interests = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=INTERESTS_MAX, default=list
    )
    words = serializers.CharField(max_length=WORDS_MAX, allow_blank=True, default="")
    room = serializers.IntegerField(min_value=1, max_value=20, default=1)

    def validate_country(self, value: str) -> str:
        """Refuse what is no country."""
        if not is_country(value):
            raise serializers.ValidationError(code="invalid")
        return value

    @property
    def draft(self) -> CardDraft:
        """What the verb takes."""
        return CardDraft(**self.validated_data)
