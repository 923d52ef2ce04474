"""A nomination with its evidence, what is said about it, and how the club votes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from typing_extensions import override

from community.gurus.choices import (
    ADDRESS_MAX,
    APPLICATION_MAX,
    KNOWN_FOR_MAX,
    OPEN_NOMINATIONS,
    REASON_MAX,
    REMARK_MAX,
    TITLE_MAX,
    Choice,
    EvidenceKind,
    NominationState,
    Outcome,
)
from marketplace.core.ids import PublicIdField

_MEMBER = settings.AUTH_USER_MODEL


class Nomination(models.Model):
    public_id = PublicIdField()
    candidate = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="nominations")
    nominator = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, related_name="nominations_made"
    )
    supporter = models.ForeignKey(
        _MEMBER,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations_supported",
    )
    # Of the club's first members: confirmed by a manager without a vote.
    is_founding = models.BooleanField(default=False)
    reason = models.CharField(max_length=REASON_MAX)
    # Only services.transition writes `state`.
    state = models.CharField(
        max_length=12, choices=NominationState.choices, default=NominationState.PROPOSED
    )
    due_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    application = models.CharField(max_length=APPLICATION_MAX, blank=True, default="")
    known_for = models.CharField(max_length=KNOWN_FOR_MAX, blank=True, default="")
    # What the record said when the candidate applied: kind -> count, and sums.
    metrics = models.JSONField(default=dict, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    vote_opened_at = models.DateTimeField(null=True, blank=True)
    # The tally, written once when the vote is counted.
    counted_at = models.DateTimeField(null=True, blank=True)
    electors = models.PositiveIntegerField(default=0)
    votes_for = models.PositiveIntegerField(default=0)
    votes_against = models.PositiveIntegerField(default=0)
    votes_abstain = models.PositiveIntegerField(default=0)
    quorum = models.PositiveIntegerField(default=0)
    majority_percent = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    decided_by = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision = models.CharField(max_length=REASON_MAX, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate"],
                name="gurus_nomination_one_open",
                condition=Q(state__in=OPEN_NOMINATIONS),
            ),
            models.CheckConstraint(
                name="gurus_nomination_state", condition=Q(state__in=NominationState.values)
            ),
            models.CheckConstraint(
                name="gurus_nomination_of_another", condition=~Q(candidate=F("nominator"))
            ),
            models.CheckConstraint(
                name="gurus_nomination_two_people",
                condition=Q(supporter=None)
                | (~Q(supporter=F("candidate")) & ~Q(supporter=F("nominator"))),
            ),
            models.CheckConstraint(
                name="gurus_nomination_says_why",
                condition=~Q(state__in=[NominationState.REFUSED, NominationState.STOPPED])
                | ~Q(decision=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="gurus_nomination_due",
                condition=Q(due_at__isnull=False),
            ),
            models.Index(fields=["state", "-id"], name="gurus_nomination_by_state"),
            models.Index(fields=["nominator", "-made_at"], name="gurus_nomination_made"),
            models.Index(fields=["candidate", "-id"], name="gurus_nomination_of"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    def get_absolute_url(self) -> str:
        """Return its page in the club."""
        return reverse("gurus:nomination", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"guru_nomination:{self.public_id}"


class Evidence(models.Model):
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="evidence")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=EvidenceKind.choices)
    # A line's or a topic's number; an address stands in `address`.
    ref = models.BigIntegerField(null=True, blank=True)
    title = models.CharField(max_length=TITLE_MAX, blank=True, default="")
    address = models.CharField(max_length=ADDRESS_MAX, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nomination", "position"], name="gurus_evidence_in_order"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.ref or self.address}"


class Remark(models.Model):
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="remarks")
    author = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="club_remarks")
    text = models.CharField(max_length=REMARK_MAX)
    token = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nomination", "author", "token"], name="gurus_remark_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["author", "at"], name="gurus_remark_of"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.author_id} on {self.nomination_id}"


class Ballot(models.Model):
    """Who may vote is written down when the vote opens; `choice` is empty until they do."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="ballots")
    member = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="club_ballots")
    choice = models.CharField(max_length=8, choices=Choice.choices, blank=True, default="")
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")
    opened_at = models.DateTimeField()
    cast_at = models.DateTimeField(null=True, blank=True)
    changes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nomination", "member"], name="gurus_ballot_once"),
            models.CheckConstraint(
                name="gurus_ballot_against_says_why",
                condition=~Q(choice=Choice.AGAINST) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="gurus_ballot_choice", condition=Q(choice__in=["", *Choice.values])
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "opened_at"], name="gurus_ballot_of"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member_id} on {self.nomination_id}"
