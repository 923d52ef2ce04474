"""A sighting, its stages, and the daily look."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from typing_extensions import override

from community.watch.choices import REASON_MAX, CloseReason, Stage
from marketplace.core.ids import PublicIdField

_MEMBER = settings.AUTH_USER_MODEL


class Sighting(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, related_name="sightings", db_index=False
    )
    # Only services.states.stage_transition writes `stage`.
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.IGNITION)
    since = models.DateTimeField()
    opened_at = models.DateTimeField()
    # What was known when the output burst: figures, weeks, the best contributions. Never changed
    # but when the member leaves.
    evidence = models.JSONField()
    # The same figures as of the last look.
    latest = models.JSONField()
    looked_on = models.DateField()
    # The best mean of four weeks so far, in thousandths a week.
    peak_milli = models.BigIntegerField()
    # Set while there is something that managers weren't told yet.
    news_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_as = models.CharField(max_length=9, choices=CloseReason.choices, blank=True, default="")
    closed_by = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"], name="watch_one_open", condition=~Q(stage=Stage.CLOSED)
            ),
            models.CheckConstraint(name="watch_stage", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="watch_closed_says_why",
                condition=Q(stage=Stage.CLOSED, closed_at__isnull=False) & ~Q(closed_as="")
                | (~Q(stage=Stage.CLOSED) & Q(closed_at=None, closed_as="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["stage", "-since", "-id"], name="watch_by_stage"),
            models.Index(fields=["member", "-id"], name="watch_of_member"),
            models.Index(fields=["id"], name="watch_news", condition=Q(news_at__isnull=False)),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.public_id} {self.stage}"

    def get_absolute_url(self) -> str:
        """Return its page at the desk."""
        return reverse("watch:sighting", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"sighting:{self.public_id}"

    @property
    def weeks(self) -> list[int]:
        """Output by week in thousandths, the oldest first, as of the last look."""
        return list(self.latest.get("weeks", []))

    @property
    def figures(self) -> dict[str, Any]:
        """What was counted in the last look."""
        return dict(self.latest)


class StageChange(models.Model):
    sighting = models.ForeignKey(Sighting, on_delete=models.PROTECT, related_name="changes")
    # Empty where it begins.
    before = models.CharField(max_length=8, choices=Stage.choices, blank=True, default="")
    after = models.CharField(max_length=8, choices=Stage.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Numbers only: nothing that names anybody.
    figures = models.JSONField(default=dict, blank=True)

    @override
    def __str__(self) -> str:
        return f"{self.sighting_id}: {self.before} to {self.after}"


class DailyLook(models.Model):
    """One row for each day: a day is looked at once."""

    day = models.DateField(unique=True)
    at = models.DateTimeField()
    newcomers = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True, blank=True)

    @override
    def __str__(self) -> str:
        return str(self.day)
