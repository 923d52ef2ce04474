"""Questions to those who stand behind a campaign."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from referrals.campaigns.choices import TicketState
from referrals.campaigns.choices.tickets import MESSAGE_MAX, SUBJECT_MAX
from referrals.campaigns.models.campaigns import Campaign
from referrals.campaigns.models.missions import Mission


class Ticket(models.Model):
    public_id = PublicIdField()
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="tickets")
    mission = models.ForeignKey(
        Mission, on_delete=models.SET_NULL, null=True, blank=True, related_name="tickets"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="campaign_tickets"
    )
    subject = models.CharField(max_length=SUBJECT_MAX)
    # Only services.ticket_transition writes `state`.
    state = models.CharField(max_length=8, choices=TicketState.choices, default=TicketState.OPEN)
    opened_at = models.DateTimeField()
    # Until when an answer is promised, while it waits for one.
    answer_by = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # When those who answer were told that it is late.
    late_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "answer_by", "id"], name="campaigns_tickets"),
            models.Index(fields=["member", "-id"], name="campaigns_my_tickets"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="campaigns_waits_until",
                condition=Q(state=TicketState.OPEN, answer_by__isnull=False)
                | (~Q(state=TicketState.OPEN) & Q(answer_by=None)),
            )
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("campaigns:ticket", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"campaign_ticket:{self.public_id}"

    def is_late(self, now: datetime) -> bool:
        """Tell whether the promised answer didn't come in time."""
        return self.answer_by is not None and self.answer_by <= now


class TicketNote(models.Model):
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="campaign_ticket_notes"
    )
    # Written by who answers, not by who asks.
    is_answer = models.BooleanField(default=False)
    text = models.CharField(max_length=MESSAGE_MAX)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["ticket", "id"], name="campaigns_ticket_notes")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.at:%F}"
