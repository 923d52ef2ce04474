"""What makes a referral look self-made, and what people made of it.

A *signal* is one thing that was seen about a sign-up by somebody's link, with its weight and its
evidence; it is kept once for each kind. From a sum on there is a *case* about the two members: the
*owner* of the link and the *friend* who came by it. A *word* is what one of the two answered, or
wrote as an appeal. Nothing here takes anything from anybody: a person decides.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from referrals.guard.choices import HELD_STATES, REASON_MAX, CaseState, SignalKind
from referrals.links.models import Attribution


class Signal(models.Model):
    attribution = models.ForeignKey(Attribution, on_delete=models.PROTECT, related_name="signals")
    kind = models.CharField(max_length=12, choices=SignalKind.choices)
    weight = models.PositiveSmallIntegerField()
    # Public ids and counts; never an address or a device.
    evidence = models.JSONField(default=dict)
    found_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attribution", "kind"], name="guard_signal_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.weight}"


class Case(models.Model):
    public_id = PublicIdField()
    attribution = models.OneToOneField(
        Attribution, on_delete=models.PROTECT, related_name="guard_case"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="referral_cases"
    )
    friend = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases_as_friend"
    )
    # Only services.transition writes `state`.
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.OPEN)
    score = models.PositiveSmallIntegerField()
    # What was known when it was cleared; more than that has to be found before it opens again.
    cleared_score = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")
    appealed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_reason = models.CharField(max_length=REASON_MAX, blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["opened_at", "id"],
                name="guard_waiting",
                condition=Q(state__in=HELD_STATES),
            ),
            models.Index(fields=["owner", "-id"], name="guard_of_owner"),
            models.Index(fields=["friend", "-id"], name="guard_of_friend"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="guard_known_state", condition=Q(state__in=CaseState.values)
            ),
            models.CheckConstraint(
                name="guard_decided_by_somebody",
                condition=Q(state=CaseState.OPEN)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="guard_confirmed_says_why",
                condition=Q(state__in=[CaseState.OPEN, CaseState.CLEARED]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    def get_absolute_url(self) -> str:
        """Return the page of the two members."""
        return reverse("guard:case", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"referral_case:{self.public_id}"

    @property
    def is_held(self) -> bool:
        """Whether rewards wait for it."""
        return self.state in HELD_STATES


class Word(models.Model):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="words")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="referral_case_words"
    )
    is_appeal = models.BooleanField(default=False)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "member", "is_appeal"], name="guard_word_once")
        ]

    def __str__(self) -> str:
        return self.text[:40]
