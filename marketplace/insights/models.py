"""What happened on a day, added up.

A *deal day* holds what one freelancer's orders of one gig, source, category and currency came to
on a day in UTC. It is recounted as a whole, from the orders and their documents, whenever
something about that day changed; a *stale day* waits for its recount. So the sums always equal a
recount, and reading them costs the same however many orders there are.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from marketplace.insights.choices import IncomeSource


class DealDay(models.Model):
    on = models.DateField()
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deal_days"
    )
    gig = models.ForeignKey(
        "gigs.Gig", null=True, blank=True, on_delete=models.SET_NULL, related_name="deal_days"
    )
    source = models.CharField(max_length=8, choices=IncomeSource.choices)
    category = models.CharField(max_length=20, blank=True, default="")
    currency = models.CharField(max_length=3)
    paid_orders = models.PositiveIntegerField(default=0)
    paid_total = models.BigIntegerField(default=0)
    completed_orders = models.PositiveIntegerField(default=0)
    volume = models.BigIntegerField(default=0)
    fees = models.BigIntegerField(default=0)
    refunds = models.PositiveIntegerField(default=0)
    refunded_total = models.BigIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["seller", "on"], name="insights_deal_seller"),
            models.Index(fields=["on", "id"], name="insights_deal_day"),
        ]

    def __str__(self) -> str:
        return f"{self.seller_id} on {self.on}"


class StaleDay(models.Model):
    on = models.DateField(unique=True)
    since = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["since", "on"], name="insights_stale_due")]

    def __str__(self) -> str:
        return str(self.on)
