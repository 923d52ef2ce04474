"""How a contest is judged: its rules and its rubric."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from contests.calls.models import Contest
from contests.judging.choices import SilentRule, Stage, Timer, new_seed


class JudgingQuerySet(models.QuerySet["Judging"]):
    """Chainable choices of judgings."""

    def due(self, now: datetime) -> Self:
        """Those whose timer has run out, the longest waiting first."""
        return self.filter(timer_at__lte=now).order_by("timer_at", "id")


class Judging(models.Model):
    contest = models.OneToOneField(Contest, on_delete=models.CASCADE, related_name="judging")
    judges_per_entry = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    # How many of the best meet in pairs; 0 for no final.
    final_size = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(8)])
    silent_rule = models.CharField(
        max_length=8, choices=SilentRule.choices, default=SilentRule.SHARE
    )
    # Sheets are given out from this seed alone: whoever knows it can do it again.
    seed = models.CharField(max_length=32, default=new_seed, editable=False)

    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.SETUP)
    timer_kind = models.CharField(max_length=8, choices=Timer.choices, blank=True, default="")
    timer_at = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # From this moment all hashes are public, and scores may be shown.
    closed_at = models.DateTimeField(null=True, blank=True)
    # The day of the results came and the rule decided.
    silent_at = models.DateTimeField(null=True, blank=True)

    objects = JudgingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["timer_at", "id"], name="judging_due", condition=Q(timer_at__isnull=False)
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="judging_some_judges", condition=Q(judges_per_entry__gte=1)
            ),
            models.CheckConstraint(
                name="judging_final_of_two", condition=Q(final_size=0) | Q(final_size__gte=2)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest_id}: {self.stage}"


class Criterion(models.Model):
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    # Weights count by their shares: 40, 30, 20, 10 is the same as 4, 3, 2, 1.
    weight = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    # By language: {"ar": "الفكرة"}; guides are five sentences, for the scores 1 to 5.
    names = models.JSONField()
    hints = models.JSONField(default=dict, blank=True)
    guides = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contest", "position"],
                name="judging_one_place_each",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(name="judging_weight_counts", condition=Q(weight__gte=1)),
        ]

    def __str__(self) -> str:
        return str(next(iter(self.names.values()), self.pk))
