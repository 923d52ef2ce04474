"""Platform credit, lot by lot: who was given how much, what for, and until when it can be spent.

A *credit lot* is one gift. Its owner's `credit` account holds the sum of what is left of the lots;
the lot that ends first is spent first.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from marketplace.ledger.models.books import Transfer


class CreditLot(models.Model):
    granted_by = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="credit_lot")
    owner = models.CharField(max_length=40)
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    left = models.BigIntegerField()
    note = models.CharField(max_length=200)
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    expired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ledger_credit_left",
                condition=Q(amount__gt=0, left__gte=0, left__lte=F("amount")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["expires_at", "id"], name="ledger_credit_due", condition=Q(left__gt=0)
            ),
            models.Index(
                fields=["owner", "currency", "expires_at"],
                name="ledger_credit_owner",
                condition=Q(left__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left} of {self.amount} {self.currency} credit for {self.owner}"
