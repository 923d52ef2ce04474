"""Agreements that renew monthly."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.core.ids import PUBLIC_ID_LENGTH, PublicIdField
from marketplace.core.money import Money
from marketplace.relationships.choices import (
    TIMED_STATES,
    CarryOver,
    ChangeState,
    Hand,
    RetainerMove,
    RetainerState,
    Unit,
)

_TIMED = Q(state__in=TIMED_STATES)


class RetainerQuerySet(models.QuerySet["Retainer"]):
    """Chainable choices of retainers."""

    def of_party(self, member_id: int) -> Self:
        """Retainers in which the member is one of the two sides."""
        return self.filter(Q(client_id=member_id) | Q(seller_id=member_id))

    def due(self, now: datetime) -> Self:
        """Retainers whose moment has come, the longest waiting first."""
        return self.filter(due_at__lte=now).order_by("due_at", "id")


class Retainer(models.Model):
    public_id = PublicIdField()
    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="retainers_as_client"
    )
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="retainers_as_seller"
    )
    conversation_id = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True, default="")
    title = models.CharField(max_length=120)
    scope = models.TextField(max_length=5000)
    unit = models.CharField(max_length=8, choices=Unit.choices)
    # In minutes for hours, in pieces for pieces.
    quantity = models.PositiveIntegerField()
    carry_over = models.CharField(max_length=12, choices=CarryOver.choices, default=CarryOver.NONE)
    price_amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    start_on = models.DateField()
    # Months begin at the midnight of this zone: the freelancer's, when it was offered.
    timezone = models.CharField(max_length=40)

    state = models.CharField(
        max_length=20, choices=RetainerState.choices, default=RetainerState.OFFERED
    )
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    # Months are counted from this day; it moves when a paused retainer starts again.
    anchor_on = models.DateField()
    # How many months have begun since the anchor.
    months = models.PositiveIntegerField(default=0)
    paused_by = models.CharField(max_length=12, choices=Hand.choices, blank=True, default="")
    notice_by = models.CharField(max_length=12, choices=Hand.choices, blank=True, default="")
    ends_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)

    objects = RetainerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="relationships_retainer_two", condition=~Q(client=F("seller"))
            ),
            models.CheckConstraint(
                name="relationships_retainer_terms",
                condition=Q(quantity__gt=0, price_amount__gt=0),
            ),
            models.CheckConstraint(
                name="relationships_retainer_state", condition=Q(state__in=RetainerState.values)
            ),
            models.CheckConstraint(
                name="relationships_retainer_timer",
                condition=(_TIMED & Q(due_at__isnull=False)) | (~_TIMED & Q(due_at=None)),
            ),
            models.CheckConstraint(
                name="relationships_retainer_notice",
                condition=Q(state=RetainerState.STOPPING, ends_at__isnull=False)
                | ~Q(state=RetainerState.STOPPING),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="relationships_retainer_due",
                condition=Q(due_at__isnull=False),
            ),
            models.Index(fields=["client", "-id"], name="relationships_ret_client"),
            models.Index(fields=["seller", "-id"], name="relationships_ret_seller"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("relationships:retainer", args=[self.public_id])

    @property
    def price(self) -> Money:
        """What a month costs."""
        return Money(self.price_amount, self.currency)


class RetainerPeriod(models.Model):
    """One month that was paid for, and the order that it became."""

    retainer = models.ForeignKey(Retainer, on_delete=models.PROTECT, related_name="periods")
    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    quantity = models.PositiveIntegerField()
    carried = models.PositiveIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)
    price_amount = models.BigIntegerField()
    order = models.OneToOneField(
        "orders.Order", on_delete=models.PROTECT, related_name="retainer_period"
    )
    warned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["retainer", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["retainer", "number"], name="relationships_period_once"
            ),
            models.CheckConstraint(
                name="relationships_period_runs", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"month {self.number} of {self.retainer_id}"

    @property
    def included(self) -> int:
        """What may be used in this month: its own quantity and what was carried over."""
        return self.quantity + self.carried

    @property
    def left(self) -> int:
        """What is left; negative when more was used than is included."""
        return self.included - self.used

    @property
    def share(self) -> int:
        """How much of what is included is used, in whole percent; never more than 100."""
        return min(100, 100 * self.used // self.included)

    @property
    def carries(self) -> int:
        """What of its own quantity is unused: nothing is carried twice."""
        return max(0, self.quantity - max(0, self.used - self.carried))


class Usage(models.Model):
    public_id = PublicIdField()
    period = models.ForeignKey(RetainerPeriod, on_delete=models.CASCADE, related_name="usage")
    amount = models.PositiveIntegerField()
    note = models.CharField(max_length=200)
    used_on = models.DateField()
    created_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["period", "-used_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="relationships_usage_amount", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return self.note


class RetainerChange(models.Model):
    public_id = PublicIdField()
    retainer = models.ForeignKey(Retainer, on_delete=models.CASCADE, related_name="changes")
    proposed_by = models.CharField(max_length=12, choices=Hand.choices)
    quantity = models.PositiveIntegerField()
    price_amount = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=ChangeState.choices, default=ChangeState.OPEN)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["retainer"],
                condition=Q(state=ChangeState.OPEN),
                name="relationships_one_open_change",
            ),
            models.UniqueConstraint(
                fields=["retainer"],
                condition=Q(state=ChangeState.ACCEPTED),
                name="relationships_one_agreed_change",
            ),
            models.CheckConstraint(
                name="relationships_change_terms",
                condition=Q(quantity__gt=0, price_amount__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"change {self.public_id}"


class RetainerLine(models.Model):
    """One line for each thing that happened to a retainer."""

    retainer = models.ForeignKey(Retainer, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=16, choices=[("offer", "offer"), *RetainerMove.choices])
    hand = models.CharField(max_length=12, choices=Hand.choices)
    at = models.DateTimeField()
    params = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering: ClassVar = ["retainer", "id"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.retainer_id}"
