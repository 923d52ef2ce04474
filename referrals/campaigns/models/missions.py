"""What is to be done, and what it is thanked with."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from marketplace.accounts.choices import Language
from marketplace.core.ids import PublicIdField
from marketplace.core.money import Money
from referrals.campaigns.choices import (
    FUNDED_KINDS,
    POSTING_KINDS,
    MissionKind,
    ProofKind,
    RewardKind,
)
from referrals.campaigns.choices.campaigns import REASON_MAX, TITLE_MAX
from referrals.campaigns.choices.missions import BRIEF_MAX, PLACE_MAX
from referrals.campaigns.models.campaigns import Campaign

_FUNDED = Q(reward_kind__in=FUNDED_KINDS)


class Cause(models.Model):
    """Whoever gives a reward on gives it to a cause; finance hands over what has gathered."""

    public_id = PublicIdField()
    # By language; the reader's, else the first there is.
    names = models.JSONField(default=dict)
    url = models.URLField(max_length=300, blank=True, default="")
    is_active = models.BooleanField(default=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="causes_named"
    )
    created_at = models.DateTimeField()
    # Numbers what was handed over.
    payout_count = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return str(next(iter(self.names.values()), self.public_id))

    @property
    def reference(self) -> str:
        """How the ledger and the audit log name it."""
        return f"cause:{self.public_id}"


class Mission(models.Model):
    public_id = PublicIdField()
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="missions")
    kind = models.CharField(max_length=10, choices=MissionKind.choices)
    position = models.PositiveSmallIntegerField(default=0)
    # In which language it is done; "" for any.
    language = models.CharField(max_length=8, blank=True, default="")
    # Where; "" for anywhere.
    place = models.CharField(max_length=PLACE_MAX, blank=True, default="")
    proof = models.CharField(max_length=8, choices=ProofKind.choices)
    # About telling others in public: the disclosure stands on it.
    is_posting = models.BooleanField(default=False)
    # Done in shifts: who takes part books a slot, and the places are those of the slots.
    has_slots = models.BooleanField(default=False)
    places = models.PositiveIntegerField(default=1)

    reward_kind = models.CharField(max_length=8, choices=RewardKind.choices)
    amount = models.BigIntegerField(default=0)
    # A discount code takes this share off, or `amount` where it is zero; for so many days.
    coupon_bp = models.PositiveIntegerField(default=0)
    coupon_days = models.PositiveSmallIntegerField(default=0)
    badge_names = models.JSONField(default=dict, blank=True)
    cause = models.ForeignKey(
        Cause, on_delete=models.PROTECT, null=True, blank=True, related_name="missions"
    )
    # Why it is rewarded otherwise than missions of the same kind; "" where it isn't.
    reward_reason = models.CharField(max_length=REASON_MAX, blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["campaign", "position", "id"], name="campaigns_missions")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="campaigns_mission_reward",
                condition=(_FUNDED & Q(amount__gt=0))
                | (Q(reward_kind=RewardKind.COUPON) & (Q(amount__gt=0) | Q(coupon_bp__gt=0)))
                | Q(reward_kind=RewardKind.BADGE, amount=0),
            ),
            models.CheckConstraint(
                name="campaigns_mission_cause",
                condition=Q(reward_kind=RewardKind.DONATION, cause__isnull=False)
                | (~Q(reward_kind=RewardKind.DONATION) & Q(cause=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("campaigns:mission", args=[self.campaign.slug, self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"mission:{self.public_id}"

    @property
    def value(self) -> Money:
        """What one reward takes out of the fund; zero for what isn't paid from it."""
        amount = self.amount if self.reward_kind in FUNDED_KINDS else 0
        return Money(amount, self.campaign.currency)

    @property
    def needs_disclosure(self) -> bool:
        """Tell whether whoever does it must say in public that it is rewarded."""
        return self.is_posting or self.kind in POSTING_KINDS


class MissionText(models.Model):
    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=Language.choices)
    title = models.CharField(max_length=TITLE_MAX)
    # Markdown, and the safe HTML that was made of it.
    brief = models.TextField(max_length=BRIEF_MAX, blank=True, default="")
    brief_html = models.TextField(blank=True, default="", editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mission", "language"], name="campaigns_mission_text_once"
            )
        ]

    def __str__(self) -> str:
        return self.title
