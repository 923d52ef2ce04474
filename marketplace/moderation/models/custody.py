"""A member's own data: packed to take along, or erased."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from marketplace.core.ids import PublicIdField
from marketplace.moderation.choices import DepartureState, ExportState

MEMBER = settings.AUTH_USER_MODEL


class DataExport(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(MEMBER, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ExportState.choices, default=ExportState.QUEUED)
    asked_at = models.DateTimeField()
    # The next moment at which a worker may take it up; it moves on while one is at work.
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    steps_done = models.PositiveSmallIntegerField(default=0)
    steps_total = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=200, blank=True, default="")
    size = models.PositiveBigIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(state__in=["queued", "running"]),
                name="moderation_one_export_at_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="moderation_export_due",
                condition=models.Q(state__in=["queued", "running"]),
            ),
            models.Index(
                fields=["expires_at", "id"],
                name="moderation_export_ends",
                condition=models.Q(state="ready"),
            ),
            models.Index(fields=["member", "-id"], name="moderation_exports_of"),
        ]

    def __str__(self) -> str:
        return f"export {self.public_id}"


class Departure(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(MEMBER, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=DepartureState.choices, default=DepartureState.COOLING
    )
    keeps_texts = models.BooleanField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # The parts that have erased what they know: a worker that takes over leaves them out.
    erased = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(state__in=["cooling", "erasing"]),
                name="moderation_one_departure_at_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="moderation_departure_due",
                condition=models.Q(state__in=["cooling", "erasing"]),
            ),
        ]

    def __str__(self) -> str:
        return f"departure {self.public_id}"
