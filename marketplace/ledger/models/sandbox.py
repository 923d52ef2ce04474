"""What the sandbox remembers: it plays a provider, so this is that provider's own database."""

from typing import ClassVar

from django.db import models

from marketplace.core.ids import PublicIdField
from marketplace.ledger.choices import SandboxState


class SandboxCheckout(models.Model):
    """A hosted checkout page. `deliver_at` is when its message to the platform goes out."""

    ref = PublicIdField()
    payment_ref = models.CharField(max_length=12, unique=True)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    return_url = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=SandboxState.choices, default=SandboxState.OPEN)
    deliver_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["deliver_at", "id"],
                name="ledger_sandbox_due",
                condition=models.Q(delivered_at=None) & ~models.Q(deliver_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"sandbox checkout {self.ref}"


class SandboxPayout(models.Model):
    """Money the sandbox has sent out, once for each key."""

    key = models.CharField(max_length=40, unique=True)
    account = models.CharField(max_length=40)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"sandbox payout {self.key}"
