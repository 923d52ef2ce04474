"""Who is proposed and answers, and what the record said on the day of the nomination."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from typing_extensions import override

from community.laurels.choices import REASON_MAX, STATEMENT_MAX, CandidacyState
from community.laurels.models.elections import Election
from community.reputation.choices import MILLI
from marketplace.core.ids import PublicIdField

_MEMBER = settings.AUTH_USER_MODEL


class Candidacy(models.Model):
    public_id = PublicIdField()
    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="candidacies")
    candidate = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="candidacies")
    nominator = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, related_name="candidacies_named"
    )
    reason = models.CharField(max_length=REASON_MAX, blank=True)
    statement = models.CharField(max_length=STATEMENT_MAX, blank=True, default="")
    # Only services.states writes `state`.
    state = models.CharField(
        max_length=10, choices=CandidacyState.choices, default=CandidacyState.ASKED
    )
    nominated_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["election", "candidate"], name="laurels_candidate_once"
            ),
            models.CheckConstraint(
                name="laurels_candidacy_state", condition=Q(state__in=CandidacyState.values)
            ),
            models.CheckConstraint(
                name="laurels_candidacy_of_another", condition=~Q(candidate=F("nominator"))
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["nominator", "election"], name="laurels_named_by"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    def get_absolute_url(self) -> str:
        """Return the candidate's own page of it."""
        return reverse("laurels:candidacy", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"candidacy:{self.public_id}"


class Snapshot(models.Model):
    """What the record said between two days. Rows are never changed: the database refuses."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, related_name="snapshot")
    from_day = models.DateField()
    # The day of the nomination, included.
    to_day = models.DateField()
    points_milli = models.BigIntegerField()
    solutions = models.PositiveIntegerField()
    valued_posts = models.PositiveIntegerField()
    articles = models.PositiveIntegerField()
    elsewhere = models.PositiveIntegerField()
    # How many different people valued something.
    people = models.PositiveIntegerField()

    @override
    def __str__(self) -> str:
        return f"{self.candidacy_id} to {self.to_day}"

    @property
    def points(self) -> Decimal:
        """The points, as they are shown."""
        return Decimal(self.points_milli) / MILLI
