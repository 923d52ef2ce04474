"""Shapes of campaigns in the API. Amounts are minor units; moments ISO 8601 in UTC."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.accounts.choices import Language
from marketplace.core.money import CURRENCIES
from marketplace.core.places import is_country
from referrals.campaigns.choices import (
    BookingState,
    CampaignState,
    CardSide,
    MatchState,
    MissionKind,
    ProofKind,
    RewardKind,
    TaskState,
    TicketState,
)
from referrals.campaigns.choices.campaigns import REASON_MAX, SUMMARY_MAX, TITLE_MAX
from referrals.campaigns.choices.missions import BRIEF_MAX, NAME_MAX, PLACE_MAX, PLACES_MAX
from referrals.campaigns.choices.people import CITY_MAX, INTERESTS_MAX, WORDS_MAX
from referrals.campaigns.choices.tickets import MESSAGE_MAX, SUBJECT_MAX
from referrals.campaigns.choices.work import NOTE_MAX, PROOF_MAX
from referrals.campaigns.models import Booking, Campaign, Card, Match, Mission, Slot, Task, Ticket
from referrals.campaigns.queries import Check, get_cause, places_of
from referrals.campaigns.services import CardDraft, MissionDraft, Plan, Reward, Words

Form = serializers.Serializer[Any]


class CampaignTextOut(Form):
    language = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    blocks = serializers.ListField(child=serializers.DictField())


class CampaignOut(serializers.Serializer[Campaign]):
    """A campaign; of its fund what was paid in, what is promised, what was given."""

    id = serializers.CharField(source="public_id")
    slug = serializers.CharField()
    state = serializers.ChoiceField(choices=CampaignState.choices)
    currency = serializers.CharField()
    timezone = serializers.CharField()
    begins_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    has_matching = serializers.BooleanField()
    support_contact = serializers.CharField(
        source="support_contact.username", allow_null=True, default=None
    )
    funded_amount = serializers.IntegerField()
    reserved_amount = serializers.IntegerField()
    paid_amount = serializers.IntegerField()
    cancel_reason = serializers.CharField()
    texts = CampaignTextOut(many=True)


class MissionTextOut(Form):
    language = serializers.CharField()
    title = serializers.CharField()
    brief = serializers.CharField()


class MissionOut(serializers.Serializer[Mission]):
    id = serializers.CharField(source="public_id")
    campaign = serializers.CharField(source="campaign.slug")
    kind = serializers.ChoiceField(choices=MissionKind.choices)
    language = serializers.CharField()
    place = serializers.CharField()
    proof = serializers.ChoiceField(choices=ProofKind.choices)
    needs_disclosure = serializers.BooleanField()
    has_slots = serializers.BooleanField()
    places = serializers.SerializerMethodField()
    reward_kind = serializers.ChoiceField(choices=RewardKind.choices)
    amount = serializers.IntegerField()
    coupon_bp = serializers.IntegerField()
    coupon_days = serializers.IntegerField()
    badge_names = serializers.DictField(child=serializers.CharField())
    cause = serializers.CharField(source="cause.public_id", allow_null=True, default=None)
    reward_reason = serializers.CharField()
    texts = MissionTextOut(many=True)

    def get_places(self, mission: Mission) -> int:
        """Return how many can do it: those of its shifts, where it has shifts."""
        return places_of(mission)


class ShiftOut(serializers.Serializer[Slot]):
    id = serializers.CharField(source="public_id")
    mission = serializers.CharField(source="mission.public_id")
    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    capacity = serializers.IntegerField()
    taken = serializers.IntegerField()
    deal_at = serializers.DateTimeField(allow_null=True)


class ShiftBookingOut(serializers.Serializer[Booking]):
    id = serializers.CharField(source="public_id")
    slot = serializers.CharField(source="slot.public_id")
    mission = serializers.CharField(source="slot.mission.public_id")
    begins_at = serializers.DateTimeField(source="slot.begins_at")
    ends_at = serializers.DateTimeField(source="slot.ends_at")
    state = serializers.ChoiceField(choices=BookingState.choices)
    asked_at = serializers.DateTimeField()


class MissionTaskOut(serializers.Serializer[Task]):
    """A member's work; `note` is what the decider wrote."""

    id = serializers.CharField(source="public_id")
    mission = serializers.CharField(source="mission.public_id")
    member = serializers.CharField(source="member.username")
    booking = serializers.CharField(source="booking.public_id", allow_null=True, default=None)
    state = serializers.ChoiceField(choices=TaskState.choices)
    joined_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    reward_kind = serializers.ChoiceField(choices=RewardKind.choices)
    amount = serializers.IntegerField()
    currency = serializers.CharField()
    text = serializers.CharField()
    url = serializers.CharField()
    shows_work = serializers.BooleanField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    note = serializers.CharField()
    appeal_text = serializers.CharField()
    hold_reason = serializers.CharField()
    paid_at = serializers.DateTimeField(allow_null=True)
    coupon_code = serializers.CharField()


class ShowcaseOut(serializers.Serializer[Task]):
    """Finished work that its doer lets everybody see."""

    id = serializers.CharField(source="public_id")
    mission = serializers.CharField(source="mission.public_id")
    member = serializers.CharField(source="member.username")
    text = serializers.CharField()
    url = serializers.CharField()
    decided_at = serializers.DateTimeField()


class CampaignCheckOut(serializers.Serializer[Check]):
    code = serializers.CharField()
    is_met = serializers.BooleanField()
    text = serializers.CharField()
    step = serializers.CharField()


class CampaignCardOut(serializers.Serializer[Card]):
    side = serializers.ChoiceField(choices=CardSide.choices)
    languages = serializers.ListField(child=serializers.CharField())
    country = serializers.CharField()
    city = serializers.CharField()
    interests = serializers.ListField(child=serializers.CharField())
    words = serializers.CharField()
    room = serializers.IntegerField()
    is_open = serializers.BooleanField()


class MatchOut(serializers.Serializer[Match]):
    """A proposal; who the other one is stands in it once both agreed."""

    id = serializers.CharField(source="public_id")
    campaign = serializers.CharField(source="host.campaign.slug")
    state = serializers.ChoiceField(choices=MatchState.choices)
    shared = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    answer_by = serializers.DateTimeField()
    conversation = serializers.CharField()
    people = serializers.SerializerMethodField()

    def get_people(self, match: Match) -> list[str]:
        """Return both names, once both agreed."""
        if match.state != MatchState.AGREED:
            return []
        return [match.host.member.username, match.newcomer.member.username]


class CampaignTicketNoteOut(Form):
    author = serializers.CharField(source="author.username")
    is_answer = serializers.BooleanField()
    text = serializers.CharField()
    at = serializers.DateTimeField()


class CampaignTicketOut(serializers.Serializer[Ticket]):
    id = serializers.CharField(source="public_id")
    campaign = serializers.CharField(source="campaign.slug")
    mission = serializers.CharField(source="mission.public_id", allow_null=True, default=None)
    subject = serializers.CharField()
    state = serializers.ChoiceField(choices=TicketState.choices)
    opened_at = serializers.DateTimeField()
    answer_by = serializers.DateTimeField(allow_null=True)
    notes = CampaignTicketNoteOut(many=True)


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
