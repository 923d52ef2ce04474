"""What the two sides ask of each other, and time that doesn't count."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from marketplace.orders.choices import OPEN_REQUESTS, ActorKind, RequestState
from marketplace.orders.models.order import Order


class ClockStop(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="clock_stops")
    reason = models.CharField(max_length=500)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=8, choices=ActorKind.choices)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=8, choices=ActorKind.choices, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(ended_at=None), name="orders_one_open_stop"
            ),
            models.CheckConstraint(
                name="orders_stop_ends_later",
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"stop of {self.order_id}"


class ExtensionRequest(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="extension_requests")
    days = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.OPEN)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state=RequestState.OPEN),
                name="orders_one_open_extension",
            ),
            models.CheckConstraint(name="orders_extension_days", condition=Q(days__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.days} more days for {self.order_id}"


class CancellationRequest(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="cancellation_requests")
    asked_by = models.CharField(max_length=8, choices=ActorKind.choices)
    reason = models.CharField(max_length=1000)
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.OPEN)
    asked_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=8, choices=ActorKind.choices, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answer = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state__in=OPEN_REQUESTS),
                name="orders_one_open_cancellation",
            ),
        ]

    def __str__(self) -> str:
        return f"cancellation of {self.order_id}"
