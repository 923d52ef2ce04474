"""What counting the scores leaves behind, and the pairs of the final."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contests.calls.models import Contest
from contests.entries.models import Entry
from contests.judging.choices import RunState
from contests.judging.models.people import Judge
from marketplace.core.ids import PublicIdField


class Run(models.Model):
    public_id = PublicIdField()
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="score_runs")
    # None: by itself, when scoring closed.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    # Only services.run_transition writes it.
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.WAITING)
    # A worker that was killed holds it no longer than this.
    held_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    step = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=200, blank=True, default="")

    # What was counted, and what it says about the judges together.
    sheets = models.PositiveIntegerField(default=0)
    entries = models.PositiveIntegerField(default=0)
    judges = models.PositiveIntegerField(default=0)
    blocks = models.PositiveIntegerField(default=0)
    noise = models.FloatField(null=True, blank=True)
    alpha_raw = models.FloatField(null=True, blank=True)
    alpha = models.FloatField(null=True, blank=True)
    # SHA-256 over the digests of the sheets, sorted.
    digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contest"],
                condition=Q(state__in=[RunState.WAITING, RunState.COUNTING]),
                name="judging_one_count_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contest_id}: {self.state}"


class Result(models.Model):
    """Where an entry stands. One that nobody read has no rank."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="results")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="result")
    rank = models.PositiveIntegerField(null=True, blank=True)
    # By the corrected scores alone, before the final; and by the raw means.
    score_rank = models.PositiveIntegerField(null=True, blank=True)
    raw_rank = models.PositiveIntegerField(null=True, blank=True)
    raw = models.FloatField(null=True, blank=True)
    adjusted = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    lowest = models.FloatField(null=True, blank=True)
    heaviest = models.FloatField(null=True, blank=True)
    sheets = models.PositiveIntegerField(default=0)
    block = models.PositiveIntegerField(default=0)
    # From the final: the logarithm of the Bradley–Terry strength.
    strength = models.FloatField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contest", "rank"], name="judging_ranking")]

    def __str__(self) -> str:
        return f"{self.rank}: {self.entry_id}"


class Severity(models.Model):
    """How much a judge gave above (+) or below (−) the others for the same entries."""

    judge = models.OneToOneField(Judge, on_delete=models.CASCADE, related_name="severity")
    value = models.FloatField()
    sheets = models.PositiveIntegerField()
    block = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.value:+.2f}"


class Duel(models.Model):
    public_id = PublicIdField()
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="duels")
    first = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    winner = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["judge", "first", "second"], name="judging_one_duel_each"
            ),
            models.CheckConstraint(name="judging_two_in_a_pair", condition=~Q(first=F("second"))),
            models.CheckConstraint(
                name="judging_winner_of_the_pair",
                condition=Q(winner=None, decided_at=None)
                | Q(winner=F("first"), decided_at__isnull=False)
                | Q(winner=F("second"), decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
