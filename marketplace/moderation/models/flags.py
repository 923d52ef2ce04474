"""What was reported, and by whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.moderation.choices import TEXT_LIMIT, CaseState, FlagOutcome, FlagReason


class Case(models.Model):
    public_id = PublicIdField()
    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=40)
    # Whose thing it is.
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The thing as it was when the first report came: the evidence, whatever becomes of it.
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    lang = models.CharField(max_length=2, blank=True, default="")
    url = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.OPEN)
    weight = models.PositiveIntegerField(default=0)
    flags_count = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "ref"],
                condition=models.Q(state="open"),
                name="moderation_open_case_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-weight", "opened_at", "id"],
                name="moderation_queue",
                condition=models.Q(state="open"),
            ),
            models.Index(
                fields=["opened_at", "id"],
                name="moderation_queue_by_age",
                condition=models.Q(state="open"),
            ),
            models.Index(fields=["-decided_at", "-id"], name="moderation_decided"),
            models.Index(fields=["member", "-id"], name="moderation_cases_of"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("moderation:case", args=[self.public_id])


class Flag(models.Model):
    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="flags")
    flagger = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=12, choices=FlagReason.choices)
    text = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    outcome = models.CharField(
        max_length=12, choices=FlagOutcome.choices, default=FlagOutcome.WAITING
    )
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "flagger"], name="moderation_flag_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["flagger", "-id"], name="moderation_flags_of"),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.case_id}"
