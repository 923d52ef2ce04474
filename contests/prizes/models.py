"""What the winners get.

An *award* is one prize for one winner at one rank: proposed from the ranking or the draw, approved
with the results, handed over once. Money and credit come out of the contest's fund; goods are sent
to an address and tracked until they are received; a badge is an event. An *approval* is one
administrator's signature under the list of winners, by its digest. A *run* is the payout of one
contest, as far as it has come.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from contests.calls.choices import FUNDED_KINDS, PrizeKind
from contests.calls.models import Contest, Prize
from contests.entries.models import Entry
from contests.prizes.choices import CLOSED_STATES, FREED_STATES, NOTE_MAX, AwardState, RunState
from marketplace.core.ids import PublicIdField
from marketplace.core.money import Money

_FUNDED = Q(kind__in=FUNDED_KINDS)


class AwardQuerySet(models.QuerySet["Award"]):
    """Chainable choices of awards."""

    def open(self) -> Self:
        """Awards that still have to reach their winner."""
        return self.exclude(state__in=CLOSED_STATES)

    def due(self, now: datetime) -> Self:
        """Awards whose timer has run out, the longest waiting first."""
        return self.filter(timer_at__lte=now).order_by("timer_at", "id")

    def payable(self) -> Self:
        """Awards that the platform hands over by itself."""
        return self.filter(state=AwardState.DUE).exclude(kind=PrizeKind.GOODS)


class Award(models.Model):
    public_id = PublicIdField()
    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="awards")
    prize = models.ForeignKey(Prize, on_delete=models.PROTECT, related_name="awards")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="awards"
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="awards"
    )
    rank = models.PositiveIntegerField()
    # Copied from the prize when proposed: what was approved can't change.
    kind = models.CharField(max_length=8, choices=PrizeKind.choices)
    amount = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)

    # Only services.transition writes `state`.
    state = models.CharField(max_length=10, choices=AwardState.choices, default=AwardState.PROPOSED)
    proposed_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    claim_by = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    deliver_by = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # When the award reminds or lapses by itself.
    timer_at = models.DateTimeField(null=True, blank=True)

    # What the winner was asked for, sealed: an address for goods, tax fields by country.
    form_country = models.CharField(max_length=2, blank=True, default="")
    form = models.TextField(blank=True, default="")
    carrier = models.CharField(max_length=80, blank=True, default="")
    tracking = models.CharField(max_length=120, blank=True, default="")
    note = models.CharField(max_length=NOTE_MAX, blank=True, default="")

    objects = AwardQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["timer_at", "id"], name="prizes_due", condition=Q(timer_at__isnull=False)
            ),
            models.Index(
                fields=["contest", "id"],
                name="prizes_to_hand_over",
                condition=Q(state=AwardState.DUE),
            ),
            models.Index(fields=["contest", "rank", "id"], name="prizes_of_contest"),
            models.Index(fields=["member", "-id"], name="prizes_of_member"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contest", "prize", "rank"],
                condition=~Q(state__in=FREED_STATES),
                name="prizes_one_for_each_place",
            ),
            models.CheckConstraint(
                name="prizes_known_state", condition=Q(state__in=AwardState.values)
            ),
            models.CheckConstraint(
                name="prizes_amount",
                condition=(_FUNDED & Q(amount__gt=0)) | (~_FUNDED & Q(amount=0)),
            ),
            models.CheckConstraint(
                name="prizes_done_has_a_day",
                condition=Q(state=AwardState.DONE, done_at__isnull=False)
                | (~Q(state=AwardState.DONE) & Q(done_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.rank}"

    def get_absolute_url(self) -> str:
        """Return the address of the winner's page."""
        return reverse("prizes:award", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"award:{self.public_id}"

    @property
    def value(self) -> Money:
        """What it is worth, zero for goods and badges."""
        return Money(self.amount, self.currency)


class Approval(models.Model):
    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="approvals")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contest_approvals"
    )
    # SHA-256 in hex of the list of winners that was approved.
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contest", "member", "digest"], name="prizes_one_signature_each"
            )
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class PayoutRun(models.Model):
    contest = models.OneToOneField(Contest, on_delete=models.PROTECT, related_name="payout_run")
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.RUNNING)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"
