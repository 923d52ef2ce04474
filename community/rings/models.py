"""Cases about members whose favours look agreed upon, and what people made of them.

A *case* is opened by the nightly search, with its evidence frozen: *signals* with their figures,
the members' numbers and the pairs of the graph. A *person* of it is one of its members. A *favour*
is a contribution that one of them did for another; the chosen ones are what a reversal takes away.
An *answer* is what a person says before the decision; an *appeal* asks for somebody else after it.
Nothing is ever reversed by the search: a person decides, and each reversal is a visible row of the
record.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from community.reputation.choices import Kind
from community.rings.choices import (
    REASON_MAX,
    STANDING,
    UNDECIDED,
    AppealOutcome,
    CaseKind,
    RingState,
)
from marketplace.core.ids import PublicIdField


class RingCase(models.Model):
    public_id = PublicIdField()
    kind = models.CharField(max_length=8, choices=CaseKind.choices)
    # Only services.transition writes `state`.
    state = models.CharField(max_length=10, choices=RingState.choices, default=RingState.OPEN)
    score = models.PositiveSmallIntegerField()
    # {"signals": [...], "people": [...], "pairs": [...]}: what was known when it was found.
    evidence = models.JSONField()
    inside_count = models.PositiveIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    opened_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposal = models.CharField(max_length=REASON_MAX, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="rings_known_state", condition=Q(state__in=RingState.values)
            ),
            models.CheckConstraint(
                name="rings_decided_by_somebody",
                condition=Q(state__in=UNDECIDED)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="rings_reversed_says_why", condition=~Q(state__in=STANDING) | ~Q(reason="")
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-score", "id"], name="rings_to_look_at", condition=Q(state__in=UNDECIDED)
            ),
            models.Index(fields=["decided_at", "id"], name="rings_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    def get_absolute_url(self) -> str:
        """Return the page of its members."""
        return reverse("rings:case", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"ring_case:{self.public_id}"

    @property
    def signals(self) -> list[dict[str, Any]]:
        """What was seen, with weights and figures."""
        return list(self.evidence.get("signals", []))


class Person(models.Model):
    case = models.ForeignKey(RingCase, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ring_people"
    )
    # Capital letters in the graph: A is the one with the most.
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "member"], name="rings_person_once"),
            models.UniqueConstraint(fields=["case", "place"], name="rings_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.member_id}"


class Favour(models.Model):
    case = models.ForeignKey(RingCase, on_delete=models.CASCADE, related_name="favours")
    # The record's row, and the counter-row that reversed it.
    contribution = models.BigIntegerField()
    counter = models.BigIntegerField(null=True, blank=True)
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ring_favours"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    occurred_at = models.DateTimeField()
    points_milli = models.BigIntegerField()
    is_chosen = models.BooleanField(default=True)
    restored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "contribution"], name="rings_favour_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.contribution}"


class Answer(models.Model):
    case = models.ForeignKey(RingCase, on_delete=models.PROTECT, related_name="answers")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ring_answers"
    )
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "member"], name="rings_answer_once")
        ]

    def __str__(self) -> str:
        return self.text[:40]


class RingAppeal(models.Model):
    public_id = PublicIdField()
    case = models.ForeignKey(RingCase, on_delete=models.PROTECT, related_name="appeals")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ring_appeals"
    )
    text = models.TextField()
    at = models.DateTimeField()
    outcome = models.CharField(
        max_length=10, choices=AppealOutcome.choices, default=AppealOutcome.WAITING
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(max_length=REASON_MAX, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "member"], name="rings_appeal_once"),
            models.CheckConstraint(
                name="rings_answered_by_somebody",
                condition=Q(outcome=AppealOutcome.WAITING)
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"


class NightlySearch(models.Model):
    """A night's search: what was read, what came of it. One row a day."""

    day = models.DateField(unique=True)
    at = models.DateTimeField()
    pairs = models.PositiveIntegerField()
    suspects = models.PositiveIntegerField()
    opened = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.day}: {self.opened}"
