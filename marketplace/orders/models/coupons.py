"""Coupons: codes by which the platform pays a part of an order out of its marketing."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.core.money import percent_half_up
from marketplace.orders.choices import CouponKind
from marketplace.orders.models.order import Order


class Coupon(models.Model):
    public_id = PublicIdField()
    # Kept as `fold_code` writes it, so that one code can't be typed in two ways.
    code = models.CharField(max_length=24, unique=True)
    note = models.CharField(max_length=200, blank=True, default="")
    kind = models.CharField(max_length=8, choices=CouponKind.choices)
    percent_bp = models.PositiveIntegerField(default=0)
    amount = models.BigIntegerField(default=0)
    # The most that one order gets; 0 for no limit of a percentage.
    cap_amount = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    minimum_amount = models.BigIntegerField(default=0)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    uses_in_all = models.PositiveIntegerField(null=True, blank=True)
    uses_per_member = models.PositiveIntegerField(default=1)
    first_order_only = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="orders_coupon_worth",
                condition=Q(kind=CouponKind.PERCENT, percent_bp__gt=0, percent_bp__lte=10_000)
                | Q(kind=CouponKind.FIXED, amount__gt=0),
            ),
            models.CheckConstraint(
                name="orders_coupon_days", condition=Q(valid_until__gt=F("valid_from"))
            ),
            models.CheckConstraint(
                name="orders_coupon_limits",
                condition=Q(cap_amount__gte=0, minimum_amount__gte=0, uses_per_member__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("orders:desk_coupons")

    def worth(self, total: int) -> int:
        """Return what it takes off a total, in minor units: never more than the total."""
        if self.kind == CouponKind.FIXED:
            return min(self.amount, total)
        share = percent_half_up(total, self.percent_bp)
        return min(share, self.cap_amount or share, total)

    def is_open(self, now: datetime) -> bool:
        """Whether it can be used at this moment, if uses are left."""
        return self.is_active and self.valid_from <= now < self.valid_until


class CouponUse(models.Model):
    """A use of a coupon, from the moment it is put on an order until that order is dropped."""

    coupon = models.ForeignKey(Coupon, on_delete=models.PROTECT, related_name="uses")
    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="coupon_use")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    used_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="orders_coupon_use_amount", condition=Q(amount__gt=0)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["coupon", "member"], name="orders_coupon_use_member"),
        ]

    def __str__(self) -> str:
        return f"coupon {self.coupon_id} on {self.order_id}"
