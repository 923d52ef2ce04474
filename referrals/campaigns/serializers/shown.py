"""What the API shows. Amounts are minor units; moments ISO 8601 in UTC."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

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
from referrals.campaigns.models import Booking, Campaign, Card, Match, Mission, Slot, Task, Ticket
from referrals.campaigns.queries import Check, places_of

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
        known: dict[int, int] = self.context.get("places", {})
        return known[mission.pk] if mission.pk in known else places_of(mission)


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
