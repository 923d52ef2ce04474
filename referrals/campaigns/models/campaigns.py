"""The campaign itself, with its words and its fund."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.accounts.choices import Language
from marketplace.core.ids import PublicIdField
from marketplace.core.money import Money
from referrals.campaigns.choices import PUBLIC_STATES, CampaignState, Part, Timer
from referrals.campaigns.choices.campaigns import REASON_MAX, SUMMARY_MAX, TITLE_MAX


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Chainable choices of campaigns."""

    def due(self, now: datetime) -> Self:
        """Campaigns whose timer has run out, the longest waiting first."""
        return self.filter(timer_at__lte=now).order_by("timer_at", "id")

    def public(self) -> Self:
        """Campaigns that everybody may see: also one that was cancelled after it was open."""
        return self.filter(
            Q(state__in=PUBLIC_STATES) | Q(state=CampaignState.CANCELLED, opened_at__isnull=False)
        )


class Campaign(models.Model):
    public_id = PublicIdField()
    slug = models.SlugField(max_length=60, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="campaigns_set_up"
    )
    currency = models.CharField(max_length=3)
    # Shifts and days are typed by this clock; everybody reads them by their own.
    timezone = models.CharField(max_length=40)
    begins_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    has_matching = models.BooleanField(default=False)

    # Who answers questions, how much work is expected, and how much of it can be looked at a day.
    support_contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="campaigns_supported",
    )
    expected_answers = models.PositiveIntegerField(default=0)
    answers_per_day = models.PositiveIntegerField(default=0)

    # Where it stands. Only services.campaign_transition writes `state`.
    state = models.CharField(
        max_length=10, choices=CampaignState.choices, default=CampaignState.DRAFT
    )
    timer_kind = models.CharField(max_length=8, choices=Timer.choices, blank=True, default="")
    timer_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=REASON_MAX, blank=True, default="")

    # The fund in minor units: what was paid in (and not taken back), what of it is promised to
    # work under way, and what has been paid out. The ledger proves the first and the last.
    funded_amount = models.BigIntegerField(default=0)
    reserved_amount = models.BigIntegerField(default=0)
    paid_amount = models.BigIntegerField(default=0)
    # Numbers the payments into it and out of it.
    fund_count = models.PositiveSmallIntegerField(default=0)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["timer_at", "id"],
                name="campaigns_due",
                condition=Q(timer_at__isnull=False),
            ),
            models.Index(fields=["state", "ends_at"], name="campaigns_list"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="campaigns_known_state", condition=Q(state__in=CampaignState.values)
            ),
            models.CheckConstraint(
                name="campaigns_runs_forward",
                condition=Q(ends_at__gt=F("begins_at"))
                | Q(state__in=[CampaignState.DRAFT, CampaignState.CANCELLED]),
            ),
            models.CheckConstraint(
                name="campaigns_fund_holds",
                condition=Q(reserved_amount__gte=0, paid_amount__gte=0)
                & Q(funded_amount__gte=F("reserved_amount") + F("paid_amount")),
            ),
            models.CheckConstraint(
                name="campaigns_cancelled_has_a_day",
                condition=Q(state=CampaignState.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=CampaignState.CANCELLED) & Q(cancelled_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("campaigns:campaign", args=[self.slug])

    @property
    def reference(self) -> str:
        """How the ledger and the audit log name it."""
        return f"campaign:{self.public_id}"

    @property
    def free(self) -> Money:
        """What lies in the fund and is promised to nobody."""
        left = self.funded_amount - self.reserved_amount - self.paid_amount
        return Money(left, self.currency)

    @property
    def held(self) -> Money:
        """What lies in the fund."""
        return Money(self.funded_amount - self.paid_amount, self.currency)

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may see it."""
        return self.state in PUBLIC_STATES or (
            self.state == CampaignState.CANCELLED and self.opened_at is not None
        )


class CampaignText(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=Language.choices)
    title = models.CharField(max_length=TITLE_MAX)
    summary = models.CharField(max_length=SUMMARY_MAX, blank=True, default="")
    # What `services.blocks` has checked, in the order of the page.
    blocks = models.JSONField(default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "language"], name="campaigns_one_text_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.title


class CampaignPicture(models.Model):
    """A picture for the page; blocks name it by its public id."""

    public_id = PublicIdField()
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="pictures")
    image = models.ImageField(upload_to="campaigns/", max_length=200)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"picture {self.public_id}"


class Line(models.Model):
    """One step of a campaign; `params` fill the sentence."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=24)
    part = models.CharField(max_length=8, choices=Part.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="campaign_lines",
    )
    at = models.DateTimeField()
    params = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["campaign", "id"], name="campaigns_lines")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%F}"
