"""One entry in one judge's hands, and the scores on it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from contests.entries.models import Entry
from contests.judging.choices import FEEDBACK_MAX, SheetState
from contests.judging.models.people import Judge
from contests.judging.models.rules import Criterion
from marketplace.core.ids import PublicIdField


class Sheet(models.Model):
    public_id = PublicIdField()
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="sheets")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="sheets")
    # The judge's own order, drawn from the seed.
    position = models.PositiveIntegerField()
    # Only services.sheet_transition writes it.
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.OPEN)
    given_at = models.DateTimeField()

    feedback = models.CharField(max_length=FEEDBACK_MAX, blank=True, default="")
    saved_at = models.DateTimeField(null=True, blank=True)
    is_incomplete = models.BooleanField(default=False)

    # What was sealed, byte for byte, and its SHA-256 in hex. The nonce keeps it from being guessed.
    sealed_at = models.DateTimeField(null=True, blank=True)
    paper = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")
    # What the paper comes to, so that counting reads one row for each sheet: the weighted mean, and
    # the score on the criterion with the most weight where there is one.
    score = models.FloatField(null=True, blank=True)
    heaviest = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["judge", "position", "id"], name="judging_queue"),
            models.Index(fields=["entry", "state"], name="judging_of_entry"),
            # All that a count reads, without the papers.
            models.Index(
                fields=["entry"],
                include=["judge", "score", "heaviest"],
                name="judging_sealed_scores",
                condition=Q(state=SheetState.SEALED),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["judge", "entry"], name="judging_one_sheet"),
            models.CheckConstraint(
                name="judging_sealed_whole",
                condition=(
                    Q(state=SheetState.SEALED, sealed_at__isnull=False)
                    & ~Q(digest="")
                    & ~Q(paper="")
                )
                | (~Q(state=SheetState.SEALED) & Q(sealed_at=None, digest="", paper="")),
            ),
            models.CheckConstraint(
                name="judging_sealed_scored",
                condition=Q(state=SheetState.SEALED, score__isnull=False)
                | (~Q(state=SheetState.SEALED) & Q(score=None, heaviest=None)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        """Return the address at the judge's desk."""
        return reverse("judging:sheet", args=[self.public_id])


class Score(models.Model):
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="judging_one_score"),
            models.CheckConstraint(
                name="judging_one_to_five", condition=Q(value__gte=1, value__lte=5)
            ),
        ]

    def __str__(self) -> str:
        return str(self.value)
