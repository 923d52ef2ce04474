"""Biggest deals, told in public by those who made them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from marketplace.core.ids import PublicIdField
from marketplace.relationships.choices import Source


class SharedDeal(models.Model):
    """One for each member. `order` proves it; without one it is only said to be so."""

    public_id = PublicIdField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shared_deals"
    )
    order = models.ForeignKey(
        "orders.Order", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    band = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=16, choices=Source.choices)
    story = models.TextField(max_length=1200, blank=True, default="")
    language = models.CharField(max_length=2)
    is_named = models.BooleanField(default=False)
    shared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_because = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(withdrawn_at=None),
                name="relationships_one_shared_deal",
            ),
        ]

    def __str__(self) -> str:
        return f"deal of {self.member_id}"
