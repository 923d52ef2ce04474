"""What contributions are worth, and what the programme costs.

A *month* of a member holds what was counted from the record and the forum for it; it is counted
again as a whole and never written by hand. A *topic's day* says how often a topic was read on a
day, taken from its counter. A *ticket price* is a version that holds from its month on. A *cost*
is a line of the programme's spending; a wrong one is corrected by another line. A *licence cost*
says what one piece of a privilege costs. Prices and costs are append-only.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from typing_extensions import override

from community.forum.models import Topic
from community.gurus.models import Privilege
from community.worth.choices import NOTE_MAX, REASON_MAX, TOKEN_MAX, CostKind
from marketplace.core.ids import PublicIdField

_MEMBER = settings.AUTH_USER_MODEL


class Recount(models.Model):
    """One row: since when topics' readers are counted by day, and what the last recount found."""

    views_since = models.DateTimeField()
    views_at = models.DateTimeField()
    counted_at = models.DateTimeField(null=True, blank=True)
    months = models.PositiveIntegerField(default=0)

    @override
    def __str__(self) -> str:
        return f"counted at {self.counted_at}"


class TopicSeen(models.Model):
    """How far a topic's counter was when it was looked at last."""

    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, related_name="worth_seen")
    views = models.PositiveBigIntegerField()

    @override
    def __str__(self) -> str:
        return f"{self.topic_id}: {self.views}"


class TopicDay(models.Model):
    """How many read a topic on a day (UTC): differences of its counter."""

    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="worth_days", db_index=False
    )
    day = models.DateField()
    views = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "day"], name="worth_topic_day_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.topic_id} on {self.day}: {self.views}"


class MemberMonth(models.Model):
    """What a member's volunteer contributions of a month come to; what was paid stands apart."""

    member = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, related_name="worth_months", db_index=False
    )
    # The first day of the month, in UTC.
    month = models.DateField()
    solutions = models.BigIntegerField(default=0)
    likes = models.BigIntegerField(default=0)
    # Thousandths of solved topics, and of likes that count for the conservative lens.
    share_milli = models.BigIntegerField(default=0)
    weight_milli = models.BigIntegerField(default=0)
    # Readers of solved topics × the member's share of them, in thousandths.
    reach_milli = models.BigIntegerField(default=0)
    paid_solutions = models.BigIntegerField(default=0)
    paid_likes = models.BigIntegerField(default=0)
    # Counted by the classic lens only, as long as a case about them is open.
    waiting = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "month"], name="worth_month_once")
        ]
        indexes: ClassVar = [models.Index(fields=["month"], name="worth_month_by_month")]

    @override
    def __str__(self) -> str:
        return f"{self.member_id} in {self.month:%Y-%m}"


class TicketPrice(models.Model):
    """A version of the price of a ticket. Rows are never changed: the database refuses."""

    version = models.PositiveIntegerField(unique=True)
    # Holds from this month on, until the month of a later version.
    month = models.DateField()
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=REASON_MAX)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="worth_price_month", condition=Q(month__day=1)),
            models.CheckConstraint(name="worth_price_something", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(name="worth_price_says_why", condition=~Q(reason="")),
        ]

    @override
    def __str__(self) -> str:
        return f"price {self.version}"

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"ticket_price:{self.version}"


class LicenceCost(models.Model):
    """What one piece of a privilege costs from a moment on. Rows are never changed."""

    privilege = models.ForeignKey(Privilege, on_delete=models.PROTECT, related_name="worth_costs")
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="+")

    @override
    def __str__(self) -> str:
        return f"{self.privilege_id}: {self.amount_minor} {self.currency}"


class ProgrammeCost(models.Model):
    """A line of what the programme costs. Rows are never changed: the database refuses."""

    public_id = PublicIdField()
    kind = models.CharField(max_length=10, choices=CostKind.choices)
    month = models.DateField()
    # Of a correction: the difference, also below zero.
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    # Of staff: how long, and what an hour costs.
    minutes = models.IntegerField(null=True, blank=True)
    rate_minor = models.PositiveBigIntegerField(null=True, blank=True)
    note = models.CharField(max_length=NOTE_MAX)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="+")
    # The form's own number: the same form sent twice is one line.
    token = models.CharField(max_length=TOKEN_MAX, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="worth_cost_kind", condition=Q(kind__in=CostKind.values)),
            models.CheckConstraint(name="worth_cost_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="worth_cost_sum",
                condition=Q(corrects=None, amount_minor__gt=0)
                | (Q(corrects__isnull=False) & ~Q(amount_minor=0)),
            ),
            models.CheckConstraint(
                name="worth_cost_hours",
                condition=Q(kind=CostKind.STAFF, minutes__isnull=False, rate_minor__isnull=False)
                | (~Q(kind=CostKind.STAFF) & Q(minutes=None, rate_minor=None)),
            ),
            models.CheckConstraint(name="worth_cost_says_what", condition=~Q(note="")),
            models.UniqueConstraint(
                fields=["made_by", "token"], name="worth_cost_form_once", condition=~Q(token="")
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-month", "-id"], name="worth_cost_listed")]

    @override
    def __str__(self) -> str:
        return f"{self.public_id} {self.amount_minor} {self.currency}"

    def get_absolute_url(self) -> str:
        """Return its page at the desk."""
        return reverse("worth:desk_cost", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"programme_cost:{self.public_id}"
