"""Money on its way in."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.core.money import Money
from marketplace.ledger.choices import EventOutcome, GatewayName, PaymentState


class Payment(models.Model):
    """One attempt to pay. `received` is what the provider or a person saw arrive."""

    public_id = PublicIdField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="payments"
    )
    gateway = models.CharField(max_length=20, choices=GatewayName.choices)
    state = models.CharField(
        max_length=16, choices=PaymentState.choices, default=PaymentState.CREATED
    )
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    received_amount = models.BigIntegerField(null=True)
    received_currency = models.CharField(max_length=3, blank=True, default="")
    returned_amount = models.BigIntegerField(default=0)
    purpose_kind = models.CharField(max_length=20)
    purpose_ref = models.CharField(max_length=40, blank=True, default="")
    return_path = models.CharField(max_length=300, blank=True, default="")
    # NULL, not empty, where there is none: the key is unique for each member.
    request_key = models.CharField(max_length=80, null=True)  # noqa: DJ001
    checkout_url = models.CharField(max_length=2000, blank=True, default="")
    gateway_ref = models.CharField(max_length=255, blank=True, default="")
    charge_ref = models.CharField(max_length=255, blank=True, default="")
    # A name in the private storage; nothing a member typed is part of it.
    receipt = models.CharField(max_length=100, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="ledger_payment_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(returned_amount__gte=0)
                & (
                    models.Q(returned_amount=0)
                    | models.Q(returned_amount__lte=models.F("received_amount"))
                ),
                name="ledger_payment_returned_once",
            ),
            models.UniqueConstraint(
                fields=["member", "request_key"], name="ledger_payment_request_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-id"], name="ledger_payment_member"),
            models.Index(
                fields=["gateway", "charge_ref"],
                name="ledger_payment_charge",
                condition=~models.Q(charge_ref=""),
            ),
            models.Index(
                fields=["expires_at", "id"],
                name="ledger_payment_open",
                condition=models.Q(state__in=["created", "pending"]),
            ),
            models.Index(
                fields=["id"],
                name="ledger_payment_desk",
                condition=models.Q(state__in=["submitted", "review"]),
            ),
        ]

    def __str__(self) -> str:
        return f"payment {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("ledger:payment", args=[self.public_id])

    @property
    def money(self) -> Money:
        """What was asked for."""
        return Money(self.amount, self.currency)

    @property
    def received(self) -> Money | None:
        """What arrived, once something did."""
        if self.received_amount is None:
            return None
        return Money(self.received_amount, self.received_currency)


class GatewayEvent(models.Model):
    """A verified message of a provider: kept whole, acted on once."""

    gateway = models.CharField(max_length=20, choices=GatewayName.choices)
    event_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=20)
    payment = models.ForeignKey(
        Payment, null=True, on_delete=models.PROTECT, related_name="gateway_events"
    )
    amount = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    body = models.TextField()
    outcome = models.CharField(
        max_length=16, choices=EventOutcome.choices, default=EventOutcome.IGNORED
    )
    needs_person = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    looked_at_by = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gateway", "event_id"], name="ledger_event_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"], name="ledger_event_desk", condition=models.Q(needs_person=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.event_id}"
