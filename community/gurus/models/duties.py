"""What members owe each quarter, how they stood, and what a person has to look at."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from typing_extensions import override

from community.gurus.choices import (
    REASON_MAX,
    CaseKind,
    CaseState,
    Measure,
    QuarterState,
)
from community.gurus.models.memberships import Membership
from marketplace.core.ids import PublicIdField

_MEMBER = settings.AUTH_USER_MODEL


class Duty(models.Model):
    """So many of a measure in each quarter; 0 owes nothing."""

    measure = models.CharField(max_length=12, choices=Measure.choices, unique=True)
    required = models.PositiveIntegerField()
    changed_at = models.DateTimeField()

    @override
    def __str__(self) -> str:
        return f"{self.measure}: {self.required}"

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"guru_duty:{self.measure}"


class QuarterRow(models.Model):
    """How a member stood when a quarter was over; written once."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="quarters")
    starts_on = models.DateField()
    result = models.CharField(max_length=10, choices=QuarterState.choices)
    # [[measure, has, needs], …]
    lines = models.JSONField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["membership", "starts_on"], name="gurus_quarter_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.membership_id} {self.starts_on} {self.result}"


class ClubCase(models.Model):
    public_id = PublicIdField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="cases")
    kind = models.CharField(max_length=8, choices=CaseKind.choices)
    # Only services.transition writes `state`.
    state = models.CharField(max_length=8, choices=CaseState.choices, default=CaseState.OPEN)
    # The last quarter that was counted when it was opened.
    quarter = models.DateField()
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["membership"], name="gurus_case_one_open", condition=Q(state=CaseState.OPEN)
            ),
            models.CheckConstraint(
                name="gurus_case_says_why",
                condition=Q(state__in=[CaseState.OPEN, CaseState.SETTLED]) | ~Q(reason=""),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="gurus_case_by_state")]

    @override
    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    def get_absolute_url(self) -> str:
        """Return its page at the desk."""
        return reverse("gurus:desk_case", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"guru_case:{self.public_id}"
