"""What was decided, and what the member said to it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.moderation.choices import (
    REASON_LIMIT,
    TEXT_LIMIT,
    Act,
    AppealState,
    DecisionState,
    SuspensionState,
)
from marketplace.moderation.models.flags import Case

MEMBER = settings.AUTH_USER_MODEL


class Decision(models.Model):
    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    # Whom it is about, as the case says.
    member = models.ForeignKey(MEMBER, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=10, choices=Act.choices)
    # The number of the house rule, empty where none was broken.
    rule = models.CharField(max_length=6, blank=True, default="")
    reason = models.TextField(max_length=REASON_LIMIT)
    state = models.CharField(
        max_length=10, choices=DecisionState.choices, default=DecisionState.IN_FORCE
    )
    # What the thing's own part needs to show it again.
    memo = models.CharField(max_length=40, blank=True, default="")
    # Nobody where an operator closed the account elsewhere.
    decided_by = models.ForeignKey(MEMBER, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()
    appeal_until = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(MEMBER, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undo_reason = models.TextField(blank=True, default="", max_length=REASON_LIMIT)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["member", "-id"], name="moderation_decisions_of"),
            models.Index(fields=["decided_by", "-id"], name="moderation_decisions_by"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:decision", args=[self.public_id])


class Suspension(models.Model):
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="suspension")
    member = models.ForeignKey(MEMBER, on_delete=models.PROTECT, related_name="suspensions")
    state = models.CharField(
        max_length=10, choices=SuspensionState.choices, default=SuspensionState.IN_FORCE
    )
    started_at = models.DateTimeField()
    # Until somebody decides otherwise where there is none.
    ends_at = models.DateTimeField(null=True, blank=True)
    # From when on the balance can be withdrawn.
    payouts_from = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(state="in_force"),
                name="moderation_suspended_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["ends_at", "id"],
                name="moderation_suspension_due",
                condition=models.Q(state="in_force") & ~models.Q(ends_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"suspension of {self.member_id}"


class PlannedPayout(models.Model):
    """A sum, in minor units, that can be withdrawn from a moment on: said when it was planned."""

    suspension = models.ForeignKey(Suspension, on_delete=models.CASCADE, related_name="payouts")
    available_at = models.DateTimeField()
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    is_cleared = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["available_at", "id"]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class Appeal(models.Model):
    public_id = PublicIdField()
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="appeal")
    member = models.ForeignKey(MEMBER, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=TEXT_LIMIT)
    state = models.CharField(max_length=12, choices=AppealState.choices, default=AppealState.OPEN)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="", max_length=REASON_LIMIT)
    decided_by = models.ForeignKey(MEMBER, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="moderation_appeal_due",
                condition=models.Q(state="open"),
            ),
        ]

    def __str__(self) -> str:
        return f"appeal {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:appeal", args=[self.public_id])
