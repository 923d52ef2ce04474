"""An election of one year; how it was counted, round by round; who won which place."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from typing_extensions import override

from community.laurels.choices import (
    CONTEST_MAX,
    PLACES_MAX,
    REASON_MAX,
    STANDING,
    YEAR_MAX,
    YEAR_MIN,
    ElectionState,
    TieRule,
    VoidReason,
)
from marketplace.core.ids import PublicIdField

_MEMBER = settings.AUTH_USER_MODEL


class Election(models.Model):
    public_id = PublicIdField()
    year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(YEAR_MIN), MaxValueValidator(YEAR_MAX)]
    )
    places = models.PositiveSmallIntegerField(default=1)
    # The record counts from this day on, to the day of the nomination.
    counting_from = models.DateField()
    vote_opens_at = models.DateTimeField()
    vote_closes_at = models.DateTimeField()
    # How much the record weighs and how many have to vote; kept when it is opened.
    metric_percent = models.PositiveSmallIntegerField(default=0)
    quorum_percent = models.PositiveSmallIntegerField(default=0)
    # Which contest carries the prizes; "" for none.
    contest_id = models.CharField(max_length=CONTEST_MAX, blank=True, default="")
    # Only services.states writes `state`.
    state = models.CharField(
        max_length=10, choices=ElectionState.choices, default=ElectionState.DRAFT
    )
    due_at = models.DateTimeField(null=True, blank=True)
    # When those who haven't voted are reminded; empty once they were.
    remind_at = models.DateTimeField(null=True, blank=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    vote_opened_at = models.DateTimeField(null=True, blank=True)
    # The count, written once.
    counted_at = models.DateTimeField(null=True, blank=True)
    electors = models.PositiveIntegerField(default=0)
    voted = models.PositiveIntegerField(default=0)
    quorum = models.PositiveIntegerField(default=0)
    seed = models.CharField(max_length=64, blank=True, default="")
    decided_by = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")
    void_reason = models.CharField(
        max_length=10, choices=VoidReason.choices, blank=True, default=""
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year"], name="laurels_one_a_year", condition=Q(state__in=STANDING)
            ),
            models.UniqueConstraint(
                fields=["contest_id"],
                name="laurels_one_a_contest",
                condition=Q(state__in=STANDING) & ~Q(contest_id=""),
            ),
            models.CheckConstraint(
                name="laurels_state", condition=Q(state__in=ElectionState.values)
            ),
            models.CheckConstraint(
                name="laurels_places", condition=Q(places__gte=1, places__lte=PLACES_MAX)
            ),
            models.CheckConstraint(
                name="laurels_dates", condition=Q(vote_closes_at__gt=F("vote_opens_at"))
            ),
            models.CheckConstraint(
                name="laurels_says_why",
                condition=~Q(state=ElectionState.CANCELLED) | ~Q(reason=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"], name="laurels_due", condition=Q(due_at__isnull=False)
            ),
            models.Index(
                fields=["remind_at", "id"],
                name="laurels_remind",
                condition=Q(remind_at__isnull=False),
            ),
            models.Index(fields=["-year", "-id"], name="laurels_by_year"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.year} {self.state}"

    def get_absolute_url(self) -> str:
        """Return the page of its year."""
        return reverse("laurels:election", args=[self.year])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"election:{self.public_id}"

    @property
    def was_opened(self) -> bool:
        """Whether the club has heard of it."""
        return self.opened_at is not None


class CountRound(models.Model):
    """A round of the count. Rows are never changed: the database refuses.

    Votes are exact fractions as text, by the candidacy's public id.
    """

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="rounds")
    place = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    votes = models.JSONField()
    exhausted = models.CharField(max_length=40)
    fell = models.CharField(max_length=12, blank=True, default="")
    tie = models.CharField(max_length=12, choices=TieRule.choices, blank=True, default="")
    moved = models.JSONField(default=dict, blank=True)
    to_nobody = models.CharField(max_length=40, default="0")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["election", "place", "number"], name="laurels_round_once"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.election_id}: place {self.place}, round {self.number}"


class Laurel(models.Model):
    """Who won which place. Rows are never changed: the database refuses."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="laurels")
    place = models.PositiveSmallIntegerField()
    candidacy = models.OneToOneField(
        "laurels.Candidacy", on_delete=models.PROTECT, related_name="laurel"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "place"], name="laurels_place_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.election_id}: place {self.place}"
