"""Shifts and who has a place in them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from marketplace.core.ids import PublicIdField
from referrals.campaigns.choices import IN_LINE, LIVE_BOOKINGS, BookingState
from referrals.campaigns.models.missions import Mission


class SlotQuerySet(models.QuerySet["Slot"]):
    """Chainable choices of slots."""

    def to_deal(self, now: datetime) -> Self:
        """Slots whose wishes are to be dealt out, the earliest first."""
        return self.filter(dealt_at=None, deal_at__lte=now).order_by("deal_at", "begins_at", "id")


class Slot(models.Model):
    public_id = PublicIdField()
    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="slots")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField()
    # Kept beside the bookings, so that the database refuses one place too many.
    taken = models.PositiveSmallIntegerField(default=0)
    # Until then wishes gather, and are dealt out by rotation; None: who asks first has the place.
    deal_at = models.DateTimeField(null=True, blank=True)
    dealt_at = models.DateTimeField(null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["mission", "begins_at", "id"], name="campaigns_calendar"),
            models.Index(
                fields=["deal_at", "begins_at", "id"],
                name="campaigns_to_deal",
                condition=Q(dealt_at=None, deal_at__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="campaigns_slot_forward", condition=Q(ends_at__gt=F("begins_at"))
            ),
            models.CheckConstraint(
                name="campaigns_slot_room",
                condition=Q(capacity__gt=0, taken__lte=F("capacity")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begins_at:%F %H:%M}"

    @property
    def left(self) -> int:
        """How many places are free."""
        return self.capacity - self.taken

    def gathers_wishes(self, now: datetime) -> bool:
        """Tell whether places are dealt out later."""
        return self.deal_at is not None and self.dealt_at is None and now < self.deal_at


class BookingQuerySet(models.QuerySet["Booking"]):
    """Chainable choices of bookings."""

    def live(self) -> Self:
        """Bookings that keep a place, or stand in line for one."""
        return self.filter(state__in=LIVE_BOOKINGS)

    def in_line(self) -> Self:
        """Bookings that wait for a place."""
        return self.filter(state__in=IN_LINE)


class Booking(models.Model):
    public_id = PublicIdField()
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="bookings")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="campaign_bookings"
    )
    # Only services.booking_transition writes `state`.
    state = models.CharField(max_length=10, choices=BookingState.choices)
    asked_at = models.DateTimeField()
    seated_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Whether the wish was dealt and somebody else got the place.
    was_passed_over = models.BooleanField(default=False)

    objects = BookingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["slot", "state"], name="campaigns_slot_list"),
            models.Index(fields=["member", "-id"], name="campaigns_my_slots"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["slot", "member"],
                condition=Q(state__in=LIVE_BOOKINGS),
                name="campaigns_one_wish_each",
            ),
            models.CheckConstraint(
                name="campaigns_known_booking", condition=Q(state__in=BookingState.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.slot_id}"

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"booking:{self.public_id}"
