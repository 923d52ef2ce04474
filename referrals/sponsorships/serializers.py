"""Sponsorships as JSON. Amounts in minor units, moments in UTC."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.core.places import is_country
from referrals.links.choices import WORD_MAX
from referrals.sponsorships.choices import (
    ADDRESS_MAX,
    AUDIENCE_MAX,
    LICENCE_MAX,
    PLACE_MAX,
    REASON_MAX,
    STAYS_MAX,
    TEXT_MAX,
    Network,
    PayKind,
)
from referrals.sponsorships.models import Sponsorship
from referrals.sponsorships.services import ChannelDraft, Terms


class SponsorshipOut(serializers.ModelSerializer[Sponsorship]):
    creator = serializers.CharField(source="creator.username", read_only=True)
    network = serializers.CharField(source="channel.network", read_only=True)
    channel = serializers.CharField(source="channel.address", read_only=True)
    audience = serializers.IntegerField(source="channel.audience", read_only=True)
    language = serializers.CharField(source="channel.language", read_only=True)
    code = serializers.SerializerMethodField()

    class Meta:
        model = Sponsorship
        fields = (
            *("public_id", "creator", "network", "channel", "audience", "language", "state"),
            *("content", "place", "path", "starts_at", "publish_by", "stays_days", "country"),
            *("licence", "disclosure", "pay_kind", "amount", "currency", "code", "reason"),
            *("created_at", "agreed_at", "started_at", "checked_at", "appeal_by", "paid_at"),
        )
        read_only_fields = fields

    def get_code(self, row: Sponsorship) -> str:
        """Return what stands in the tracked link, "" before it starts."""
        return row.link.key if row.link else ""


class EarnedOut(serializers.Serializer[Any]):
    currency = serializers.CharField()
    completed = serializers.IntegerField()
    volume = serializers.IntegerField()
    fees = serializers.IntegerField()


class EffectOut(serializers.Serializer[Any]):
    visits = serializers.IntegerField(source="figures.visits")
    people = serializers.IntegerField(source="figures.people")
    signups = serializers.IntegerField(source="figures.signups")
    briefs = serializers.IntegerField(source="figures.briefs")
    orders = serializers.IntegerField(source="figures.orders")
    earned = EarnedOut(many=True)


class TermsIn(serializers.Serializer[Any]):
    content = serializers.CharField(max_length=TEXT_MAX)
    place = serializers.CharField(max_length=PLACE_MAX)
    path = serializers.CharField(max_length=300, required=False, default="/")
    starts_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    publish_by = serializers.DateTimeField()
    stays_days = serializers.IntegerField(min_value=1, max_value=STAYS_MAX, default=30)
    country = serializers.CharField(max_length=2, required=False, allow_blank=True, default="")
    licence = serializers.CharField(
        max_length=LICENCE_MAX, required=False, allow_blank=True, default=""
    )
    pay_kind = serializers.ChoiceField(choices=PayKind.choices)
    amount = serializers.IntegerField(min_value=1, max_value=10_000_000_000)
    currency = serializers.CharField(min_length=3, max_length=3)

    def validate_country(self, value: str) -> str:
        """Refuse what is no country."""
        if value and not is_country(value):
            raise serializers.ValidationError(code="invalid")
        return value

    @property
    def terms(self) -> Terms:
        """What was sent, for the verb."""
        return Terms(**{name: self.validated_data[name] for name in Terms.__dataclass_fields__})


class RequestIn(TermsIn):
    network = serializers.ChoiceField(choices=Network.choices)
    address = serializers.CharField(max_length=ADDRESS_MAX)
    audience = serializers.IntegerField(min_value=0, max_value=AUDIENCE_MAX, default=0)
    language = serializers.CharField(max_length=2)
    pitch = serializers.CharField(max_length=TEXT_MAX, required=False, allow_blank=True, default="")

    @property
    def channel(self) -> ChannelDraft:
        """Where the creator speaks, for the verb."""
        names = ChannelDraft.__dataclass_fields__
        return ChannelDraft(**{name: self.validated_data[name] for name in names})


class InviteCreatorIn(RequestIn):
    username = serializers.CharField(max_length=60)


class LicenceIn(serializers.Serializer[Any]):
    licence = serializers.CharField(
        max_length=LICENCE_MAX, required=False, allow_blank=True, default=""
    )


class SponsorshipReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField(
        max_length=REASON_MAX, required=False, allow_blank=True, default=""
    )


class ProofNoteIn(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=REASON_MAX)


class SponsorshipWordIn(serializers.Serializer[Any]):
    word = serializers.CharField(max_length=WORD_MAX, required=False, allow_blank=True, default="")


class PublishedIn(serializers.Serializer[Any]):
    address = serializers.CharField(max_length=ADDRESS_MAX)


class SponsorshipAppealIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=TEXT_MAX)
