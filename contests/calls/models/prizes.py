"""What can be won."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from contests.calls.choices import FUNDED_KINDS, Label, PrizeKind
from contests.calls.models.contests import Contest
from marketplace.core.money import Money

_FUNDED = Q(kind__in=FUNDED_KINDS)


class Prize(models.Model):
    """What each of the ranks `first_rank` to `last_rank` gets; a rank may have several prizes."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="prizes")
    first_rank = models.PositiveIntegerField()
    last_rank = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=PrizeKind.choices)
    # For each winner, in minor units of the contest's currency.
    amount = models.BigIntegerField(default=0)
    # Of a badge or of goods, by language: {"ar": "كتاب"}.
    names = models.JSONField(default=dict, blank=True)
    # The least that a winner's tickets must prove; "" for nothing.
    needs_label = models.CharField(max_length=8, choices=Label.choices, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["first_rank", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="calls_prize_ranks",
                condition=Q(first_rank__gte=1, last_rank__gte=F("first_rank")),
            ),
            models.CheckConstraint(
                name="calls_prize_amount",
                condition=(_FUNDED & Q(amount__gt=0)) | (~_FUNDED & Q(amount=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_rank}-{self.last_rank}"

    @property
    def places(self) -> int:
        """How many get it."""
        return self.last_rank - self.first_rank + 1

    @property
    def value(self) -> Money:
        """What one winner gets."""
        return Money(self.amount, self.contest.currency)
