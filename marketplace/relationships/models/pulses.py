"""How a job left the client."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from marketplace.core.ids import PublicIdField
from marketplace.relationships.choices import Feeling, PulseStage


class Pulse(models.Model):
    public_id = PublicIdField()
    order = models.ForeignKey("orders.Order", on_delete=models.CASCADE, related_name="pulses")
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pulses_as_seller"
    )
    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pulses_as_client"
    )
    stage = models.CharField(max_length=12, choices=PulseStage.choices)
    due_at = models.DateTimeField()
    # Asked, or passed over because the two have gone on to a newer order.
    handled_at = models.DateTimeField(null=True, blank=True)
    was_asked = models.BooleanField(default=False)
    feeling = models.CharField(max_length=12, choices=Feeling.choices, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "stage"], name="relationships_pulse_once"),
            models.CheckConstraint(
                name="relationships_pulse_answer",
                condition=Q(feeling="", answered_at=None)
                | (~Q(feeling="") & Q(answered_at__isnull=False, was_asked=True)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="relationships_pulse_due",
                condition=Q(handled_at=None),
            ),
            models.Index(
                fields=["seller", "client", "-answered_at"],
                name="relationships_pulse_pair",
                condition=Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} of {self.order_id}"
