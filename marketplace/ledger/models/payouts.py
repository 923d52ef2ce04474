"""Money on its way out."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from marketplace.core.iban import mask_account
from marketplace.core.ids import PublicIdField
from marketplace.core.money import Money
from marketplace.ledger.choices import PayoutMethod, PayoutState


class PayoutDestination(models.Model):
    """An account that a member saved. It is never changed: a new one is saved instead."""

    public_id = PublicIdField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="payout_destinations"
    )
    method = models.CharField(max_length=20, choices=PayoutMethod.choices)
    holder = models.CharField(max_length=80)
    account = models.CharField(max_length=40)
    bank_name = models.CharField(max_length=80, blank=True, default="")
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "method", "account"],
                condition=models.Q(removed_at=None),
                name="ledger_destination_once",
            ),
        ]

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        """The account for lists."""
        return mask_account(self.account)


class PayoutBatch(models.Model):
    """A file for the bank, kept as it was exported."""

    public_id = PublicIdField()
    currency = models.CharField(max_length=3)
    count = models.PositiveIntegerField()
    total = models.BigIntegerField()
    content = models.TextField()
    exported_by = models.CharField(max_length=16)
    exported_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"batch {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("ledger:batch", args=[self.public_id])

    @property
    def money(self) -> Money:
        """What the file pays out in all."""
        return Money(self.total, self.currency)


class Payout(models.Model):
    """One withdrawal. Whom it pays, how much and where is fixed from the first moment on.

    `attempts` counts the times it was handed to a provider; `look_at` is when its outcome is asked
    for next, `looks` how often that was tried since.
    """

    public_id = PublicIdField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="payouts"
    )
    destination = models.ForeignKey(
        PayoutDestination, on_delete=models.PROTECT, related_name="payouts"
    )
    method = models.CharField(max_length=20, choices=PayoutMethod.choices)
    holder = models.CharField(max_length=80)
    account = models.CharField(max_length=40)
    bank_name = models.CharField(max_length=80, blank=True, default="")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    request_key = models.CharField(max_length=80)
    requested_at = models.DateTimeField()

    state = models.CharField(
        max_length=16, choices=PayoutState.choices, default=PayoutState.REQUESTED
    )
    first_approved_by = models.CharField(max_length=16, blank=True, default="")
    approved_by = models.CharField(max_length=16, blank=True, default="")
    approved_at = models.DateTimeField(null=True)
    batch = models.ForeignKey(
        PayoutBatch, null=True, on_delete=models.PROTECT, related_name="payouts"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    looks = models.PositiveSmallIntegerField(default=0)
    look_at = models.DateTimeField(null=True)
    last_answer = models.CharField(max_length=12, blank=True, default="")
    needs_person = models.BooleanField(default=False)
    gateway_ref = models.CharField(max_length=255, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="ledger_payout_positive"),
            models.UniqueConstraint(
                fields=["member", "request_key"], name="ledger_payout_request_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-id"], name="ledger_payout_member"),
            models.Index(
                fields=["method", "id"],
                name="ledger_payout_intent",
                condition=models.Q(state="intent"),
            ),
            models.Index(
                fields=["look_at", "id"],
                name="ledger_payout_look",
                condition=~models.Q(look_at=None),
            ),
            models.Index(
                fields=["state", "id"],
                name="ledger_payout_desk",
                condition=models.Q(
                    state__in=["requested", "awaiting_second", "intent", "sending", "unknown"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"payout {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("ledger:payout", args=[self.public_id])

    @property
    def money(self) -> Money:
        """What is to be sent."""
        return Money(self.amount, self.currency)

    @property
    def masked(self) -> str:
        """The account for lists."""
        return mask_account(self.account)
