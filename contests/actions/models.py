"""What entrants do to win.

An *action* is something that earns tickets, so and so often, proven by one of the verifiers. An
*entrant* is a member who takes part in a follow contest; `public_id` is the name that they have in
the draw. A *claim* is one time that an entrant did an action, with its proof, its label and what
became of it; its `key` makes it unique: the day of a daily action, the number of the time, or what
it was earned by. A *signal* is something about an entrant that a person should look at.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from contests.actions.choices import (
    NOTE_MAX,
    TEXT_MAX,
    ActionKind,
    ClaimState,
    HoldState,
    Network,
    RejectReason,
    SignalKind,
)
from contests.calls.choices import Label
from contests.calls.models import Contest, Link
from marketplace.articles.models import Article
from marketplace.core.ids import PublicIdField
from marketplace.core.scanning import Scanned


class Action(models.Model):
    public_id = PublicIdField()
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="actions")
    kind = models.CharField(max_length=12, choices=ActionKind.choices)
    verifier = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField(default=0)
    # For each time it is done.
    tickets = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    # How often in all; daily ones at most once a day of the contest's country.
    times = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    is_daily = models.BooleanField(default=False)
    network = models.CharField(max_length=10, choices=Network.choices, blank=True, default="")
    # The account to follow, or what is to be done, by its address.
    address = models.URLField(max_length=500, blank=True, default="")
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    friends = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(10)])
    # What exactly is asked, by language, where the kind doesn't say it.
    words = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="actions_earns_something", condition=Q(tickets__gte=1, times__gte=1)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} +{self.tickets}"


class Entrant(models.Model):
    public_id = PublicIdField()
    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="entrants")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contests_joined"
    )
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    # SHA-256 of the terms that were accepted, and their language.
    terms_digest = models.CharField(max_length=64)
    terms_language = models.CharField(max_length=2)
    # Whether the name may stand beside a prize; the draw needs none.
    shows_name = models.BooleanField(default=False)
    # Device and network on the day of joining, hashed with that day: says nothing on other days.
    day_print = models.CharField(max_length=64, blank=True, default="")

    hold = models.CharField(max_length=8, choices=HoldState.choices, default=HoldState.FREE)
    hold_reason = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    held_at = models.DateTimeField(null=True, blank=True)
    hold_decided_at = models.DateTimeField(null=True, blank=True)
    hold_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What the entrant says about the hold, once.
    answer = models.CharField(max_length=TEXT_MAX, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["contest", "hold", "id"], name="actions_entrants"),
            models.Index(fields=["contest", "day_print"], name="actions_prints"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contest", "member"], name="actions_joins_once"),
            models.CheckConstraint(
                name="actions_known_hold", condition=Q(hold__in=HoldState.values)
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def counts(self) -> bool:
        """Whether the tickets go into the draw."""
        return self.hold in {HoldState.FREE, HoldState.CLEARED}


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Chainable choices of claims."""

    def undecided(self, now: datetime) -> Self:
        """Claims that may still change: waiting, appealed, or within the time for an appeal."""
        return self.filter(
            Q(state__in=[ClaimState.WAITING, ClaimState.APPEALED])
            | Q(state=ClaimState.REJECTED, appeal_until__gt=now)
        )

    def for_review(self) -> Self:
        """Claims that a person decides, the longest waiting first."""
        waiting = self.filter(state__in=[ClaimState.WAITING, ClaimState.APPEALED])
        return waiting.order_by("submitted_at", "id")


class Claim(Scanned):
    public_id = PublicIdField()
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="claims")
    entrant = models.ForeignKey(Entrant, on_delete=models.PROTECT, related_name="claims")
    key = models.CharField(max_length=40)
    tickets = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=8, choices=Label.choices)

    # Only services.transition writes `state`.
    state = models.CharField(max_length=9, choices=ClaimState.choices)
    url = models.URLField(max_length=500, blank=True, default="")
    text = models.CharField(max_length=TEXT_MAX, blank=True, default="")
    stored_as = models.CharField(max_length=120, blank=True, default="")
    # SHA-256 of the picture as we drew it: the same proof twice is seen.
    picture_digest = models.CharField(max_length=64, blank=True, default="")
    evidence = models.JSONField(default=dict, encoder=DjangoJSONEncoder, blank=True)
    submitted_at = models.DateTimeField()

    reason = models.CharField(max_length=16, choices=RejectReason.choices, blank=True, default="")
    note = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    appeal_until = models.DateTimeField(null=True, blank=True)
    appeal_text = models.CharField(max_length=TEXT_MAX, blank=True, default="")
    appealed_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["entrant", "action", "id"], name="actions_claims"),
            models.Index(
                fields=["submitted_at", "id"],
                name="actions_for_review",
                condition=Q(state__in=[ClaimState.WAITING, ClaimState.APPEALED]),
            ),
            models.Index(
                fields=["scan_due_at"],
                name="actions_scan_due",
                condition=Q(scan_due_at__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["action", "entrant", "key"], name="actions_claims_once"
            ),
            models.CheckConstraint(
                name="actions_known_state", condition=Q(state__in=ClaimState.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id}/{self.key}: {self.state}"

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"claim:{self.public_id}"


class Signal(models.Model):
    entrant = models.ForeignKey(Entrant, on_delete=models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=16, choices=SignalKind.choices)
    weight = models.PositiveSmallIntegerField()
    evidence = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    found_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entrant", "kind"], name="actions_signal_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.weight}"
