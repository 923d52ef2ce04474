"""The contest itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contests.calls.choices import (
    PUBLIC_STATES,
    SUMMARY_MAX,
    TERMS_MAX,
    TITLE_MAX,
    ContestKind,
    ContestState,
    Part,
    Rights,
    Timer,
)
from marketplace.accounts.choices import Language
from marketplace.core.ids import PublicIdField
from marketplace.core.money import Money

_PUBLIC = Q(state__in=PUBLIC_STATES)


class ContestQuerySet(models.QuerySet["Contest"]):
    """Chainable choices of contests."""

    def due(self, now: datetime) -> Self:
        """Contests whose timer has run out, the longest waiting first."""
        return self.filter(timer_at__lte=now).order_by("timer_at", "id")

    def to_remind(self, now: datetime, span: timedelta) -> Self:
        """Open contests that close within `span`, were open longer than that, and told nobody."""
        soon = self.filter(state=ContestState.OPEN, reminded_at=None)
        soon = soon.filter(closes_at__gt=now, closes_at__lte=now + span)
        return soon.filter(opened_at__lt=F("closes_at") - span).order_by("closes_at", "id")

    def public(self) -> Self:
        """Contests that everybody may see: also one that was cancelled after it was announced."""
        return self.filter(_PUBLIC | Q(state=ContestState.CANCELLED, announced_at__isnull=False))


class Contest(models.Model):
    public_id = PublicIdField()
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=ContestKind.choices)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contests_set_up"
    )
    currency = models.CharField(max_length=3)
    rights = models.CharField(max_length=8, choices=Rights.choices, default=Rights.STAY)

    # Under which country's rules it runs; "" for the rules of all others.
    country = models.CharField(max_length=2, blank=True, default="")
    licence_number = models.CharField(max_length=60, blank=True, default="")
    licence_authority = models.CharField(max_length=120, blank=True, default="")
    # Codes of the rule book that an administrator has vouched for.
    vouched = models.JSONField(default=list, blank=True)

    # Who may enter. No country named: all of them.
    countries = models.JSONField(default=list, blank=True)
    min_account_days = models.PositiveSmallIntegerField(default=0)
    needs_verified_email = models.BooleanField(default=True)

    # Planned moments. Drafts may lack them.
    announces_at = models.DateTimeField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.DateTimeField(null=True, blank=True)
    results_by = models.DateTimeField(null=True, blank=True)
    # Days within which goods reach their winners.
    delivery_days = models.PositiveSmallIntegerField(default=7, validators=[MinValueValidator(1)])

    # Where it stands. Only services.transition writes `state`.
    state = models.CharField(
        max_length=10, choices=ContestState.choices, default=ContestState.DRAFT
    )
    timer_kind = models.CharField(max_length=10, choices=Timer.choices, blank=True, default="")
    timer_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    results_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # When those who follow it were told that it closes soon; None while they weren't.
    reminded_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=500, blank=True, default="")

    # What lies in the fund, in minor units; the ledger proves it.
    funded_amount = models.BigIntegerField(default=0)
    # Numbers the payments into it and out of it.
    fund_count = models.PositiveSmallIntegerField(default=0)

    objects = ContestQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["timer_at", "id"], name="calls_due", condition=Q(timer_at__isnull=False)
            ),
            models.Index(fields=["state", "closes_at"], name="calls_hall"),
            models.Index(
                fields=["closes_at", "id"],
                name="calls_to_remind",
                condition=Q(state=ContestState.OPEN, reminded_at=None),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="calls_known_state", condition=Q(state__in=ContestState.values)
            ),
            models.CheckConstraint(
                name="calls_dates_in_order",
                condition=Q(
                    opens_at__lt=F("closes_at"),
                    closes_at__lte=F("judged_by"),
                    judged_by__lte=F("results_by"),
                )
                | Q(state__in=[ContestState.DRAFT, ContestState.CANCELLED]),
            ),
            models.CheckConstraint(name="calls_fund_is_a_sum", condition=Q(funded_amount__gte=0)),
            models.CheckConstraint(
                name="calls_cancelled_has_a_day",
                condition=Q(state=ContestState.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=ContestState.CANCELLED) & Q(cancelled_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("calls:contest", args=[self.slug])

    @property
    def reference(self) -> str:
        """How the ledger and the audit log name it."""
        return f"contest:{self.public_id}"

    @property
    def funded(self) -> Money:
        """What lies in its fund."""
        return Money(self.funded_amount, self.currency)

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may see it."""
        return self.state in PUBLIC_STATES or (
            self.state == ContestState.CANCELLED and self.announced_at is not None
        )


class ContestText(models.Model):
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=Language.choices)
    title = models.CharField(max_length=TITLE_MAX)
    summary = models.CharField(max_length=SUMMARY_MAX, blank=True, default="")
    # Markdown, and the safe HTML that was made of it.
    terms = models.TextField(max_length=TERMS_MAX, blank=True, default="")
    terms_html = models.TextField(blank=True, default="", editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contest", "language"], name="calls_one_text_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Line(models.Model):
    """One step of a contest's public timeline. `params` fill the sentence."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=24)
    part = models.CharField(max_length=8, choices=Part.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contest_lines",
    )
    at = models.DateTimeField()
    params = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contest", "id"], name="calls_lines")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%F}"


class Follower(models.Model):
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="followers")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contests_followed"
    )
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contest", "member"], name="calls_follows_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.contest_id}"
