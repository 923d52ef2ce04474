"""The record itself, and the rules that price it."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from community.reputation.choices import (
    AREA_MAX,
    KEY_MAX,
    MILLI,
    NOTE_MAX,
    SUBJECT_MAX,
    Cause,
    Kind,
    Reason,
)


class PointRule(models.Model):
    """A version of the price of one kind. Rows are never changed; the last one is in force."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    version = models.PositiveIntegerField()
    points_milli = models.PositiveIntegerField()
    note = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "version"], name="reputation_rule_version"),
            models.CheckConstraint(name="reputation_rule_kind", condition=Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} v{self.version}"

    @property
    def points(self) -> Decimal:
        """The price in whole points, with what is left in decimals."""
        return Decimal(self.points_milli) / MILLI


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Chainable filters over the record."""

    def standing(self) -> ContributionQuerySet:
        """Only rows that count and that nothing reverses."""
        return self.filter(sign=1, reversal=None)


class Contribution(models.Model):
    kind = models.CharField(max_length=20, choices=Kind.choices)
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="contributions",
        db_index=False,
    )
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions_given",
        db_index=False,
    )
    # The slug of a forum category, or "".
    area = models.CharField(max_length=AREA_MAX, blank=True, default="")
    subject_kind = models.CharField(max_length=SUBJECT_MAX)
    subject_id = models.BigIntegerField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    # The day of `occurred_at` in UTC; a counter-row carries the day of what it reverses.
    day = models.DateField()
    # 1 for what counts, -1 for a counter-row: counts are sums of signs.
    sign = models.SmallIntegerField(default=1)
    weight_milli = models.IntegerField()
    points_milli = models.BigIntegerField()
    rule = models.ForeignKey(
        PointRule, on_delete=models.PROTECT, related_name="contributions", db_index=False
    )
    reasons = ArrayField(
        models.CharField(max_length=12, choices=Reason.choices), default=list, blank=True
    )
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    # The first row of a chain of counter-rows; empty on the first itself.
    origin = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followers",
        db_index=False,
    )
    cause = models.CharField(max_length=12, choices=Cause.choices, blank=True, default="")
    note = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    # Who wrote a counter-row, where that was a person.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    key = models.CharField(max_length=KEY_MAX, unique=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reputation_not_oneself", condition=Q(giver=None) | ~Q(giver=F("receiver"))
            ),
            models.CheckConstraint(name="reputation_known_kind", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="reputation_sign",
                condition=Q(reverses=None, origin=None, sign=1, cause="")
                | (Q(reverses__isnull=False, origin__isnull=False, sign__in=(1, -1)) & ~Q(cause=""))
                | Q(reverses=None, origin__isnull=False, sign=1, cause=Cause.MOVED),
            ),
            # What counts adds, what reverses takes away.
            models.CheckConstraint(
                name="reputation_sign_agrees",
                condition=Q(sign=1, weight_milli__gte=0, points_milli__gte=0)
                | Q(sign=-1, weight_milli__lte=0, points_milli__lte=0),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["receiver", "-id"], name="reputation_lines"),
            models.Index(fields=["receiver", "day"], name="reputation_day"),
            models.Index(
                fields=["giver", "day"], name="reputation_given", condition=Q(giver__isnull=False)
            ),
            models.Index(fields=["subject_kind", "subject_id"], name="reputation_subject"),
            models.Index(
                fields=["origin"], name="reputation_origin", condition=Q(origin__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sign:+d} {self.key}"
