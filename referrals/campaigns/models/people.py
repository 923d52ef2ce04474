"""Who is called, and who is brought together."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from marketplace.core.ids import PublicIdField
from referrals.campaigns.choices import CardSide, MatchState
from referrals.campaigns.choices.missions import NAME_MAX
from referrals.campaigns.choices.people import CITY_MAX, WORDS_MAX
from referrals.campaigns.models.campaigns import Campaign


class Segment(models.Model):
    public_id = PublicIdField()
    name = models.CharField(max_length=NAME_MAX, unique=True)
    # skills, least_level, countries, languages, active_days: what `services.segments` has checked.
    rules = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="segments_saved"
    )
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"segment:{self.public_id}"


class Invitation(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="campaign_invitations"
    )
    segment = models.ForeignKey(
        Segment, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["member", "at"], name="campaigns_invited_when"),
            models.Index(fields=["campaign", "at"], name="campaigns_invited_day"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "member"], name="campaigns_invited_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} to {self.campaign_id}"


class Quiet(models.Model):
    """The member wants no calls to campaigns."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="campaign_quiet"
    )
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.member_id} wants no calls"


class Card(models.Model):
    public_id = PublicIdField()
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="cards")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="campaign_cards"
    )
    side = models.CharField(max_length=8, choices=CardSide.choices)
    languages = models.JSONField(default=list)
    country = models.CharField(max_length=2)
    city = models.CharField(max_length=CITY_MAX, blank=True, default="")
    interests = models.JSONField(default=list, blank=True)
    words = models.CharField(max_length=WORDS_MAX, blank=True, default="")
    # How many people it takes: a host may say so, a newcomer looks for one.
    room = models.PositiveSmallIntegerField(default=1)
    is_open = models.BooleanField(default=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "member"], name="campaigns_one_card")
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.member_id}"


class MatchQuerySet(models.QuerySet["Match"]):
    """Chainable choices of matches."""

    def due(self, now: datetime) -> Self:
        """Proposals that nobody answered in time."""
        late = self.filter(state=MatchState.PROPOSED, answer_by__lte=now)
        return late.order_by("answer_by", "id")


class Match(models.Model):
    public_id = PublicIdField()
    host = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="as_host")
    newcomer = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="as_newcomer")
    # Only services.match_transition writes `state`.
    state = models.CharField(max_length=8, choices=MatchState.choices, default=MatchState.PROPOSED)
    # What they share: languages, a place, interests; both read it.
    shared = models.JSONField(default=dict)
    score = models.PositiveSmallIntegerField()
    proposed_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    host_agreed_at = models.DateTimeField(null=True, blank=True)
    newcomer_agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Where they talk, once both agreed.
    conversation = models.CharField(max_length=12, blank=True, default="")

    objects = MatchQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["answer_by", "id"],
                name="campaigns_unanswered",
                condition=Q(state=MatchState.PROPOSED),
            )
        ]
        constraints: ClassVar = [
            # Who declined once isn't asked about the same person again.
            models.UniqueConstraint(fields=["host", "newcomer"], name="campaigns_pair_once"),
            models.CheckConstraint(name="campaigns_two_people", condition=~Q(host=F("newcomer"))),
            models.CheckConstraint(
                name="campaigns_both_agreed",
                condition=~Q(state=MatchState.AGREED)
                | Q(host_agreed_at__isnull=False, newcomer_agreed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host_id} and {self.newcomer_id}"

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"match:{self.public_id}"
