"""Trophies, and who won them.

A *trophy* has a rule over the record of contributions, a name and a *line* (its joke) in four
languages. A *simulation* says who would get it under one version of its rule, before it is switched
on. An *award* is a trophy in a member's hands: dated by the contribution that earned it, with the
rows that earned it frozen as evidence, so that nothing is lost when old rows are purged. An award
that was taken back stays in its place and says why. A *trophy due* is a mark that something was
recorded or reversed about a member, who is therefore to be looked at again.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language

from community.reputation.choices import Cause
from community.trophies.choices import (
    SEASON_MAX,
    SLUG_MAX,
    Drawing,
    Policy,
    Season,
    Tier,
    TrophyState,
)


def in_language(words: dict[str, Any]) -> str:
    """Return the words in the reader's language, in English or any other where they lack it."""
    spoken = (get_language() or "ar").partition("-")[0]
    return str(words.get(spoken) or words.get("en") or next(iter(words.values()), ""))


class TrophyQuerySet(models.QuerySet["Trophy"]):
    """Chainable choices of trophies."""

    def on(self) -> Self:
        """Those that can be won."""
        return self.filter(state=TrophyState.ON)

    def in_order(self) -> Self:
        """Put the easy ones first, as the wall shows them."""
        return self.order_by("tier", "position", "id")


class Trophy(models.Model):
    slug = models.SlugField(max_length=SLUG_MAX, unique=True)
    names = models.JSONField()
    lines = models.JSONField()
    tier = models.PositiveSmallIntegerField(choices=Tier.choices, default=Tier.COPPER)
    drawing = models.CharField(max_length=8, choices=Drawing.choices, default=Drawing.POT)
    position = models.PositiveSmallIntegerField(default=500)
    rule = models.JSONField()
    # Grows with each change of rule or season; awards and simulations name the one they went by.
    version = models.PositiveIntegerField(default=1)
    season = models.CharField(max_length=8, choices=Season.choices, blank=True, default="")
    policy = models.CharField(max_length=8, choices=Policy.choices, default=Policy.KEEP)
    is_hidden = models.BooleanField(default=False)
    is_shipped = models.BooleanField(default=False)
    # Only services.transition writes `state`.
    state = models.CharField(max_length=6, choices=TrophyState.choices, default=TrophyState.DRAFT)
    # Set by managers' hands: what is shipped later leaves it alone.
    edited_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    # When everybody was last looked at; events look at one member each.
    evaluated_at = models.DateTimeField(null=True, blank=True)

    objects = TrophyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="trophies_known_state", condition=Q(state__in=TrophyState.values)
            ),
            models.CheckConstraint(name="trophies_known_tier", condition=Q(tier__in=Tier.values)),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Return the trophy's page."""
        return reverse("trophies:trophy", args=[self.slug])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"trophy:{self.slug}"

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_language(self.names)

    @property
    def line(self) -> str:
        """The joke in the reader's language."""
        return in_language(self.lines)


class Simulation(models.Model):
    trophy = models.ForeignKey(Trophy, on_delete=models.CASCADE, related_name="simulations")
    version = models.PositiveIntegerField()
    # Of awards that would be given, of members who would get them; a few of them with their dates.
    awards = models.PositiveIntegerField()
    members = models.PositiveIntegerField()
    first_at = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField(null=True, blank=True)
    sample = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["trophy", "-id"], name="trophies_simulated")]

    def __str__(self) -> str:
        return f"{self.trophy_id} v{self.version}: {self.awards}"


class TrophyAwardQuerySet(models.QuerySet["TrophyAward"]):
    """Chainable choices of awards."""

    def held(self) -> Self:
        """Those that weren't taken back."""
        return self.filter(taken_at=None)


class TrophyAward(models.Model):
    trophy = models.ForeignKey(Trophy, on_delete=models.PROTECT, related_name="awards")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="trophy_awards"
    )
    season = models.CharField(max_length=SEASON_MAX, blank=True, default="")
    sequence = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField()
    # The moment of the contribution that earned it, and that contribution.
    earned_at = models.DateTimeField()
    earned_by = models.BigIntegerField()
    # Ids of contributions, and what was measured then: frozen, so that a purge takes nothing away.
    evidence = ArrayField(models.BigIntegerField())
    figures = ArrayField(models.BigIntegerField())
    given_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    # Why the contribution that counted was reversed, in the record's own words.
    taken_cause = models.CharField(max_length=12, choices=Cause.choices, blank=True, default="")

    objects = TrophyAwardQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trophy", "member", "season", "sequence"], name="trophies_award_once"
            ),
            models.CheckConstraint(name="trophies_award_has_evidence", condition=~Q(evidence=[])),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-earned_at", "-id"], name="trophies_of_member"),
            models.Index(
                fields=["trophy", "-earned_at", "-id"],
                name="trophies_holders",
                condition=Q(taken_at=None),
            ),
            models.Index(
                fields=["-earned_at", "-id"], name="trophies_lately", condition=Q(taken_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trophy_id} {self.member_id} {self.season}#{self.sequence}"


class TrophyDue(models.Model):
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "kind"], name="trophies_due_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["since", "id"], name="trophies_due_since")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.member_id}"
