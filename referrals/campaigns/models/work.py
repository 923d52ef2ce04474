"""A member's work on a mission."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.core.money import Money
from marketplace.core.scanning import Scanned
from referrals.campaigns.choices import GONE_TASKS, SHOWN_TASKS, RewardKind, TaskState
from referrals.campaigns.choices.work import NOTE_MAX, PROOF_MAX
from referrals.campaigns.models.missions import Mission
from referrals.campaigns.models.slots import Booking


class TaskQuerySet(models.QuerySet["Task"]):
    """Chainable choices of tasks."""

    def due(self, now: datetime) -> Self:
        """Tasks whose time has run out, the longest waiting first."""
        return self.filter(timer_at__lte=now).order_by("timer_at", "id")

    def payable(self, now: datetime) -> Self:
        """Return accepted work that nothing holds back, or whose hold is to be looked at again."""
        return self.filter(state=TaskState.ACCEPTED).filter(
            Q(hold_until=None) | Q(hold_until__lte=now)
        )

    def shown(self) -> Self:
        """Finished work that its doer lets everybody see."""
        return self.filter(state__in=SHOWN_TASKS, shows_work=True)


class Task(Scanned):
    public_id = PublicIdField()
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="tasks")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="campaign_tasks"
    )
    # For missions in shifts: each shift is a task of its own.
    booking = models.OneToOneField(
        Booking, on_delete=models.PROTECT, null=True, blank=True, related_name="task"
    )
    # Only services.task_transition and task_bulk_transition write `state`.
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.JOINED)
    joined_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # When it lapses by itself.
    timer_at = models.DateTimeField(null=True, blank=True)

    # Copied from the mission: what was promised can't change.
    reward_kind = models.CharField(max_length=8, choices=RewardKind.choices)
    amount = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)

    text = models.CharField(max_length=PROOF_MAX, blank=True, default="")
    url = models.URLField(max_length=500, blank=True, default="")
    # The private key of the picture that was shown.
    stored_as = models.CharField(max_length=120, blank=True, default="")
    submitted_at = models.DateTimeField(null=True, blank=True)
    # Its doer lets everybody see it when it is accepted.
    shows_work = models.BooleanField(default=False)

    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="campaign_decisions",
    )
    # What the member reads: what is missing, or why it was refused.
    note = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    appeal_text = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    appealed_at = models.DateTimeField(null=True, blank=True)

    # Why the reward is kept back for now, and when that is looked at again.
    hold_reason = models.CharField(max_length=300, blank=True, default="")
    hold_until = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    coupon_code = models.CharField(max_length=24, blank=True, default="")

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["timer_at", "id"],
                name="campaigns_task_due",
                condition=Q(timer_at__isnull=False),
            ),
            models.Index(
                fields=["mission", "id"],
                name="campaigns_to_pay",
                condition=Q(state=TaskState.ACCEPTED),
            ),
            models.Index(fields=["member", "-id"], name="campaigns_my_tasks"),
            models.Index(fields=["mission", "state"], name="campaigns_work"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mission", "member"],
                condition=Q(booking=None) & ~Q(state__in=GONE_TASKS),
                name="campaigns_joins_once",
            ),
            models.CheckConstraint(
                name="campaigns_known_task", condition=Q(state__in=TaskState.values)
            ),
            models.CheckConstraint(
                name="campaigns_paid_has_a_day",
                condition=Q(state=TaskState.PAID, paid_at__isnull=False)
                | (~Q(state=TaskState.PAID) & Q(paid_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.public_id}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("campaigns:task", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the ledger and the audit log name it."""
        return f"task:{self.public_id}"

    @property
    def value(self) -> Money:
        """What it takes out of the fund; zero for what isn't paid from it."""
        return Money(self.amount, self.currency)
