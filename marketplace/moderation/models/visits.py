"""Support looking at the site as a member."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from marketplace.core.ids import PublicIdField
from marketplace.moderation.choices import REASON_LIMIT

MEMBER = settings.AUTH_USER_MODEL


class Visit(models.Model):
    public_id = PublicIdField()
    visitor = models.ForeignKey(MEMBER, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(MEMBER, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=REASON_LIMIT)
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    pages_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["visitor"],
                condition=models.Q(ended_at=None),
                name="moderation_one_visit_at_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(visitor=models.F("member")), name="moderation_visit_of_another"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["ends_at", "id"],
                name="moderation_visit_due",
                condition=models.Q(ended_at=None),
            ),
            models.Index(fields=["member", "-id"], name="moderation_visits_of"),
        ]

    def __str__(self) -> str:
        return f"visit {self.public_id}"


class VisitedPage(models.Model):
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="pages")
    method = models.CharField(max_length=8)
    path = models.CharField(max_length=300)
    was_refused = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["visit", "id"], name="moderation_visit_pages")]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"
