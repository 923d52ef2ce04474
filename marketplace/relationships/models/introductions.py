"""Two people brought together by a third."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.core.ids import PUBLIC_ID_LENGTH, PublicIdField
from marketplace.relationships.choices import IntroductionState

_OPEN = Q(state__in=[IntroductionState.PROPOSED, IntroductionState.ACCEPTED])


class Introduction(models.Model):
    public_id = PublicIdField()
    introducer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="introductions_made"
    )
    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="introduced_as_client"
    )
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="introduced_as_seller"
    )
    message = models.TextField(max_length=2000)
    # The share of the first order's total that the introducer gets, frozen.
    commission_bp = models.PositiveIntegerField()
    state = models.CharField(
        max_length=12, choices=IntroductionState.choices, default=IntroductionState.PROPOSED
    )
    conversation_id = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True, default="")
    proposed_at = models.DateTimeField()
    client_agreed_at = models.DateTimeField(null=True, blank=True)
    seller_agreed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="relationships_intro_three",
                condition=~Q(introducer=F("client"))
                & ~Q(introducer=F("seller"))
                & ~Q(client=F("seller")),
            ),
            models.UniqueConstraint(
                fields=["client", "seller"],
                condition=_OPEN,
                name="relationships_one_open_intro",
            ),
            models.CheckConstraint(
                name="relationships_intro_timer",
                condition=(_OPEN & Q(due_at__isnull=False)) | (~_OPEN & Q(due_at=None)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="relationships_intro_due",
                condition=Q(due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"introduction {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("relationships:introduction", args=[self.public_id])

    @property
    def reference(self) -> str:
        """What the books call it."""
        return f"introduction:{self.public_id}"


class Commission(models.Model):
    """What an introduction earned by an order, and what of it was taken back. Minor units.

    Where all of the order's money went back, the next order that is kept earns another.
    """

    introduction = models.ForeignKey(
        Introduction, on_delete=models.PROTECT, related_name="commissions"
    )
    introducer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="introduction_commissions"
    )
    order = models.OneToOneField(
        "orders.Order", on_delete=models.PROTECT, related_name="commission"
    )
    currency = models.CharField(max_length=3)
    order_total = models.BigIntegerField()
    amount = models.BigIntegerField()
    # The part of `amount` that met what earlier commissions still owed.
    withheld = models.BigIntegerField(default=0)
    transfer_id = models.BigIntegerField(null=True, blank=True)
    # What refunds of the order make of it: due back, and how much of that has come back.
    due_back = models.BigIntegerField(default=0)
    came_back = models.BigIntegerField(default=0)
    earned_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="relationships_commission_sums",
                condition=Q(
                    amount__gt=0,
                    withheld__gte=0,
                    withheld__lte=F("amount"),
                    due_back__gte=0,
                    due_back__lte=F("amount"),
                    came_back__gte=0,
                    came_back__lte=F("due_back"),
                ),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["introducer", "currency", "id"],
                name="relationships_commission_owed",
                condition=Q(due_back__gt=F("came_back")),
            ),
        ]

    def __str__(self) -> str:
        return f"commission of {self.introduction_id}"

    @property
    def owed(self) -> int:
        """What is still to be met from later commissions."""
        return self.due_back - self.came_back
