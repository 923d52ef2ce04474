"""What went back to the client, what a side proposes to give back, and complaints to support.

A *refund* is written once for each sum that went back and never changed: who got it and who bore
it. A *refund proposal* waits for the other side. A *complaint* is a client's request to support
about a completed order.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from marketplace.core.ids import PublicIdField
from marketplace.orders.choices import ActorKind, ComplaintState, RefundKind, RequestState
from marketplace.orders.models.order import Order


class Refund(models.Model):
    public_id = PublicIdField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds")
    kind = models.CharField(max_length=12, choices=RefundKind.choices)
    amount = models.BigIntegerField()
    # Where it went: the client's money and credit, marketing, and the reserve that laid it out.
    cash_amount = models.BigIntegerField()
    credit_amount = models.BigIntegerField(default=0)
    discount_amount = models.BigIntegerField(default=0)
    reserve_amount = models.BigIntegerField(default=0)
    # Where it came from.
    from_escrow = models.BigIntegerField(default=0)
    from_clearing = models.BigIntegerField(default=0)
    from_available = models.BigIntegerField(default=0)
    from_reserve = models.BigIntegerField(default=0)
    fee_amount = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=1000, blank=True, default="")
    by = models.CharField(max_length=8, choices=ActorKind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    # The movement in the books; empty where what came in and what went out met in one account.
    transfer = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="orders_refund_goes",
                condition=Q(
                    amount__gt=0,
                    amount=F("cash_amount")
                    + F("credit_amount")
                    + F("discount_amount")
                    + F("reserve_amount"),
                ),
            ),
            models.CheckConstraint(
                name="orders_refund_comes",
                condition=Q(
                    amount=F("from_escrow")
                    + F("from_clearing")
                    + F("from_available")
                    + F("from_reserve")
                    + F("fee_amount"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of {self.order_id} back"


class RefundProposal(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="refund_proposals")
    asked_by = models.CharField(max_length=8, choices=ActorKind.choices)
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=1000)
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.OPEN)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state=RequestState.OPEN),
                name="orders_one_open_refund",
            ),
            models.CheckConstraint(name="orders_refund_ask_amount", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of {self.order_id} proposed back"


class Complaint(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="complaints")
    text = models.TextField(max_length=5000)
    wanted_amount = models.BigIntegerField()
    state = models.CharField(
        max_length=12, choices=ComplaintState.choices, default=ComplaintState.OPEN
    )
    asked_at = models.DateTimeField()
    held_until = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    refund_amount = models.BigIntegerField(default=0)
    answer = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state=ComplaintState.OPEN),
                name="orders_one_open_complaint",
            ),
            models.CheckConstraint(
                name="orders_complaint_wanted", condition=Q(wanted_amount__gt=0)
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["asked_at", "id"],
                name="orders_complaint_waiting",
                condition=Q(state=ComplaintState.OPEN),
            ),
        ]

    def __str__(self) -> str:
        return f"complaint about {self.order_id}"
