"""What members did on other sites, by their own word until a person has looked."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from community.reputation.choices import (
    ADDRESS_MAX,
    NOTE_MAX,
    STANDING_REPORTS,
    TITLE_MAX,
    Kind,
    ReportState,
)
from marketplace.core.ids import PublicIdField


class ElsewhereReport(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="elsewhere_reports"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    address = models.CharField(max_length=ADDRESS_MAX)
    # The address in one spelling: what is reported twice is found by it.
    address_key = models.CharField(max_length=ADDRESS_MAX)
    title = models.CharField(max_length=TITLE_MAX)
    happened_on = models.DateField()
    note = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    # Only services.transition writes `state`.
    state = models.CharField(
        max_length=10, choices=ReportState.choices, default=ReportState.WAITING
    )
    reported_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=NOTE_MAX, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "address_key"],
                name="reputation_elsewhere_once",
                condition=Q(state__in=STANDING_REPORTS),
            ),
            models.CheckConstraint(
                name="reputation_elsewhere_state", condition=Q(state__in=ReportState.values)
            ),
            models.CheckConstraint(
                name="reputation_elsewhere_decided",
                condition=Q(state__in=[ReportState.WAITING, ReportState.WITHDRAWN])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="reputation_elsewhere_says_why",
                condition=~Q(state__in=[ReportState.DECLINED, ReportState.REVOKED]) | ~Q(reason=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["reported_at", "id"],
                name="reputation_elsewhere_waits",
                condition=Q(state=ReportState.WAITING),
            ),
            models.Index(fields=["address_key"], name="reputation_elsewhere_same"),
            models.Index(fields=["state", "-id"], name="reputation_elsewhere_all"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    def get_absolute_url(self) -> str:
        """Return the list that it stands in, at its place."""
        return f"{reverse('reputation:elsewhere')}#report-{self.public_id}"

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"elsewhere_report:{self.public_id}"
