"""Support that is paid for, kept apart from what members do for nothing.

A *shift* is offered by a community manager to an *expert* (a guru, or whoever stands high enough):
hours in UTC, *areas* of the forum (none: all of it), the *pay*, and what is expected. The pay is
set apart in the shift's own fund when it is offered, goes to the expert's wallet when the work is
approved, and back to marketing when nothing comes of it. *Running* is no state: it is accepted and
its hours are now.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from typing_extensions import override

from community.shifts.choices import (
    OWING_STATES,
    PAID_HOURS,
    REASON_MAX,
    TEXT_MAX,
    ShiftState,
)
from marketplace.core.ids import PublicIdField
from marketplace.core.money import Money

_MEMBER = settings.AUTH_USER_MODEL


class Shift(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, related_name="paid_shifts", db_index=False
    )
    offered_by = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="+")
    # Only services.states.shift_transition writes `state`.
    state = models.CharField(max_length=9, choices=ShiftState.choices, default=ShiftState.OFFERED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # Numbers of forum categories with all below them; empty: the whole forum.
    areas = ArrayField(models.BigIntegerField(), default=list, blank=True)
    expected = models.CharField(max_length=TEXT_MAX)
    amount = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    # What will be, or was, paid; empty until approved.
    approved_amount = models.PositiveBigIntegerField(null=True, blank=True)
    proposed_amount = models.PositiveBigIntegerField(null=True, blank=True)
    # How often its fund was moved: each move has a number of its own.
    fund_count = models.PositiveSmallIntegerField(default=0)
    offered_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    topics = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    report = models.CharField(max_length=TEXT_MAX, blank=True, default="")
    questioned_by = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    question = models.CharField(max_length=REASON_MAX, blank=True, default="")
    # What the member says to it.
    reply = models.CharField(max_length=REASON_MAX, blank=True, default="", db_default="")
    decided_by = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision = models.CharField(max_length=REASON_MAX, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="shifts_state", condition=Q(state__in=ShiftState.values)),
            models.CheckConstraint(
                name="shifts_hours",
                condition=Q(starts_at__lt=F("ends_at"), answer_by__lte=F("starts_at")),
            ),
            models.CheckConstraint(name="shifts_pay", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="shifts_pay_agreed",
                condition=Q(approved_amount=None) | Q(approved_amount__lte=F("amount")),
            ),
            models.CheckConstraint(name="shifts_not_oneself", condition=~Q(member=F("offered_by"))),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-starts_at", "-id"], name="shifts_of_member"),
            models.Index(fields=["state", "starts_at", "id"], name="shifts_by_state"),
            models.Index(
                fields=["due_at", "id"], name="shifts_due", condition=Q(due_at__isnull=False)
            ),
            models.Index(
                fields=["remind_at", "id"],
                name="shifts_remind",
                condition=Q(remind_at__isnull=False),
            ),
            models.Index(
                fields=["member", "starts_at"],
                name="shifts_paid_hours",
                condition=Q(state__in=PAID_HOURS),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    def get_absolute_url(self) -> str:
        """Return the page of its two sides."""
        return reverse("shifts:shift", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the books and the audit log name it."""
        return f"shift:{self.public_id}"

    @property
    def pay(self) -> Money:
        """What was agreed."""
        return Money(self.amount, self.currency)

    @property
    def told_state(self) -> ShiftState:
        """What is said of its state: whoever declines reads like who didn't answer in time."""
        state = ShiftState(self.state)
        return ShiftState.LAPSED if state == ShiftState.DECLINED else state

    @property
    def is_owing(self) -> bool:
        """Whether money is owed to the member."""
        return self.state in OWING_STATES

    def is_running(self, now: datetime) -> bool:
        """Whether it is being worked now."""
        return self.state == ShiftState.ACCEPTED and self.starts_at <= now < self.ends_at
