"""Times in which the platform couldn't be used, and what each gave back to running clocks."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.orders.choices import OutageState
from marketplace.orders.models.order import Order


class Outage(models.Model):
    public_id = PublicIdField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=12, choices=OutageState.choices)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # When every clock that ran in it had been credited.
    credited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-starts_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="orders_outage_forward", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"],
                name="orders_outage_open",
                condition=Q(state=OutageState.RECORDED, credited_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"outage from {self.starts_at} to {self.ends_at}"

    def get_absolute_url(self) -> str:
        return reverse("orders:desk_outages")


class OutageCredit(models.Model):
    outage = models.ForeignKey(Outage, on_delete=models.PROTECT, related_name="credits")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="outage_credits")
    seconds = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["outage", "order"], name="orders_outage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seconds} s for {self.order_id}"
