"""Who judges, and what ties a judge to an entry."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from contests.calls.models import Contest
from contests.entries.models import Entry
from contests.judging.choices import REASON_MAX, JudgeState
from marketplace.core.ids import PublicIdField


class Judge(models.Model):
    public_id = PublicIdField()
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="judges")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="judgings"
    )
    # Stands for the name on public pages.
    number = models.PositiveSmallIntegerField()
    # Only services.judge_transition writes it.
    state = models.CharField(max_length=8, choices=JudgeState.choices, default=JudgeState.INVITED)
    # The judge agreed to be named once the results are out.
    is_named = models.BooleanField(default=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    # Why the judge declined, or was replaced.
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contest", "member"], name="judging_once_each"),
            models.UniqueConstraint(fields=["contest", "number"], name="judging_own_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.state}"


class DeclaredTie(models.Model):
    """A member whose entry a judge doesn't want to get, said before entries are given out.

    Whether that member has entered, the judge doesn't learn.
    """

    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="declared_ties")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(max_length=REASON_MAX, blank=True, default="")
    declared_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["judge", "member"], name="judging_declared_once")
        ]

    def __str__(self) -> str:
        return f"{self.judge_id}: {self.member_id}"


class Tie(models.Model):
    """Why a judge must not have an entry. `kind` is "declared", "recused" or a finder's name."""

    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="ties")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="judge_ties")
    kind = models.CharField(max_length=20)
    note = models.CharField(max_length=REASON_MAX, blank=True, default="")
    found_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["judge", "entry"], name="judging_one_tie")
        ]

    def __str__(self) -> str:
        return f"{self.judge_id}-{self.entry_id}: {self.kind}"
