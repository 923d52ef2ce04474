"""The verifiable draw of a follow contest.

A *draw* belongs to one contest. Its *secret* is made while the contest is a draft, and only its
SHA-256, the *commitment*, is shown. Its *source* says which *public value* will be mixed in. The
*tickets* are the canonical list, frozen with its digest before the value is known. The *order* is
everybody in the order of the draw. A *pass* says that the holder of a place was passed over, why,
and by whom; it never changes.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from contests.calls.models import Contest
from contests.draws.choices import (
    NOTE_MAX,
    SOURCE_MAX,
    VALUE_MAX,
    DrawState,
    PassReason,
    SourceKind,
)

_KNOWS_LIST = (DrawState.FROZEN, DrawState.VALUED, DrawState.DRAWN)


class DrawQuerySet(models.QuerySet["Draw"]):
    """Chainable choices of draws."""

    def due(self, now: datetime) -> Self:
        """Draws whose next step is due, the longest waiting first."""
        return self.filter(next_at__lte=now).order_by("next_at", "id")


class Draw(models.Model):
    contest = models.OneToOneField(Contest, on_delete=models.PROTECT, related_name="draw")
    # Only services.transition writes `state`.
    state = models.CharField(max_length=9, choices=DrawState.choices, default=DrawState.COMMITTED)
    next_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # Why the last try got no further, for the desk.
    trouble = models.CharField(max_length=200, blank=True, default="")

    # The secret: sealed until the draw, then open. Hex.
    secret_sealed = models.CharField(max_length=400)
    secret = models.CharField(max_length=64, blank=True, default="")
    commitment = models.CharField(max_length=64)
    committed_at = models.DateTimeField()

    source_kind = models.CharField(max_length=8, choices=SourceKind.choices)
    # Of a declared source: what it is, and where anybody can read it.
    source_name = models.CharField(max_length=SOURCE_MAX, blank=True, default="")
    source_url = models.URLField(max_length=500, blank=True, default="")
    # Of drand: the round, named when the contest is announced.
    round = models.BigIntegerField(null=True, blank=True)
    # The round that was named before, when the list was closed too late for it.
    first_round = models.BigIntegerField(null=True, blank=True)

    tickets = models.TextField(blank=True, default="")
    tickets_digest = models.CharField(max_length=64, blank=True, default="")
    tickets_count = models.PositiveIntegerField(default=0)
    participants_count = models.PositiveIntegerField(default=0)
    frozen_at = models.DateTimeField(null=True, blank=True)

    value = models.CharField(max_length=VALUE_MAX, blank=True, default="")
    signature = models.CharField(max_length=96, blank=True, default="")
    # Where the declared value was read, and who entered it.
    evidence = models.URLField(max_length=500, blank=True, default="")
    value_at = models.DateTimeField(null=True, blank=True)
    value_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    places = models.PositiveSmallIntegerField(default=0)
    order = models.JSONField(default=list, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    # How many tickets have their score, for the page that shows the work.
    scored = models.PositiveIntegerField(default=0)

    objects = DrawQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["next_at", "id"], name="draws_due", condition=Q(next_at__isnull=False)
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="draws_known_state", condition=Q(state__in=DrawState.values)
            ),
            models.CheckConstraint(
                name="draws_source_is_named",
                condition=Q(source_kind=SourceKind.DRAND) | ~Q(source_name=""),
            ),
            models.CheckConstraint(
                name="draws_list_before_value",
                condition=~Q(state__in=_KNOWS_LIST)
                | (Q(frozen_at__isnull=False) & ~Q(tickets_digest="")),
            ),
            models.CheckConstraint(
                name="draws_value_before_draw",
                condition=~Q(state__in=[DrawState.VALUED, DrawState.DRAWN])
                | (Q(value_at__isnull=False) & ~Q(value="")),
            ),
            # The secret is shown by the draw and by nothing before it.
            models.CheckConstraint(
                name="draws_secret_opens_at_the_draw",
                condition=Q(state=DrawState.DRAWN, drawn_at__isnull=False) & ~Q(secret="")
                | (~Q(state=DrawState.DRAWN) & Q(secret="", drawn_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"draw of {self.contest_id}: {self.state}"

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"draw:{self.contest.public_id}"


class Pass(models.Model):
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="passes")
    number = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    participant = models.CharField(max_length=12)
    reason = models.CharField(max_length=12, choices=PassReason.choices)
    # For the desk alone: a receipt names only the reason.
    note = models.CharField(max_length=NOTE_MAX)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "number"], name="draws_passes_numbered"),
            models.UniqueConstraint(
                fields=["draw", "place", "participant"], name="draws_passed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} at {self.place}: {self.reason}"
