"""What is added to an order later: extras that one side proposes, and tips."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from marketplace.core.ids import PublicIdField
from marketplace.orders.choices import ActorKind, RequestState, TipState
from marketplace.orders.models.order import Order, OrderExtra


class ExtraProposal(models.Model):
    public_id = PublicIdField()
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="extra_proposals")
    asked_by = models.CharField(max_length=8, choices=ActorKind.choices)
    title = models.CharField(max_length=120)
    reason = models.CharField(max_length=500, blank=True, default="")
    amount = models.BigIntegerField()
    days = models.PositiveSmallIntegerField(default=0)
    revisions = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.OPEN)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # The freelancer has said yes, or asked for it; the client only has to pay.
    agreed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    extra = models.OneToOneField(
        OrderExtra, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposal"
    )
    paid_with = models.CharField(max_length=20, blank=True, default="")
    # The client's wish before it is paid, and what credit has paid of it.
    uses_credit = models.BooleanField(default=False, db_default=False)
    credit_amount = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(state=RequestState.OPEN), name="orders_one_open_extra"
            ),
            models.CheckConstraint(name="orders_extra_ask_amount", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="orders_extra_ask_credit",
                condition=Q(credit_amount__gte=0, credit_amount__lte=models.F("amount")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Tip(models.Model):
    public_id = PublicIdField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="tips")
    amount = models.BigIntegerField()
    fee_amount = models.BigIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True, default="")
    state = models.CharField(max_length=8, choices=TipState.choices, default=TipState.STARTED)
    started_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_with = models.CharField(max_length=20, blank=True, default="")
    # The client's wish before it is paid, and what credit has paid of it.
    uses_credit = models.BooleanField(default=False, db_default=False)
    credit_amount = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="orders_tip_amount",
                condition=Q(amount__gt=0, fee_amount__gte=0, fee_amount__lte=models.F("amount")),
            ),
            models.CheckConstraint(
                name="orders_tip_credit",
                condition=Q(credit_amount__gte=0, credit_amount__lte=models.F("amount")),
            ),
            models.CheckConstraint(
                name="orders_tip_paid",
                condition=Q(state=TipState.STARTED, paid_at=None, paid_with="")
                | (Q(state=TipState.PAID, paid_at__isnull=False) & ~Q(paid_with="")),
            ),
        ]

    def __str__(self) -> str:
        return f"tip of {self.amount} on {self.order_id}"
