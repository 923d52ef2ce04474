"""Links that are passed on, who came by them, and what came of it.

A *link* stands for one channel: a member's own, an article, a mission, a sponsorship. Its *code*
never changes; its *word* is a code that its owner chose. A *visit* is one coming by a link; visits
are kept in a table for each month and only counted where a person came who isn't the owner. A
*visitor* is a random number in a cookie of ours; a *known visitor* is one that a member had. An
*attribution* says by which link a member came, decided once at sign-up; an *outcome* says to which
link a brief, an order or an entry counts. A *link day* is what a day's visits add up to, recounted
as a whole whenever something about it changed; the *roll* is the moment up to which days are known.
"""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import unquote

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from marketplace.core.ids import ALPHABET, PublicIdField
from referrals.links.choices import (
    CODE_LENGTH,
    DAY_PRINT_LENGTH,
    LABEL_MAX,
    PATH_MAX,
    VISITOR_LENGTH,
    WORD_MAX,
    Device,
    LinkKind,
    Medium,
    OutcomeKind,
    TouchRule,
    VisitKind,
)

__all__ = ["ALPHABET", "Attribution", "KnownVisitor", "Link", "LinkDay", "Outcome", "Roll", "Visit"]


class Link(models.Model):
    code = models.CharField(max_length=CODE_LENGTH, unique=True, editable=False)
    word = models.CharField(max_length=WORD_MAX, unique=True, null=True, blank=True)
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    # What it stands for among its kind: an article's number, a contest's id; "" for a member's own.
    ref = models.CharField(max_length=40, blank=True, default="")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tracked_links",
    )
    path = models.CharField(max_length=PATH_MAX, default="/")
    # What its owner calls it; links that differ in it alone are different ones.
    label = models.CharField(max_length=LABEL_MAX, blank=True, default="")
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "ref", "owner", "label"],
                name="links_one_each",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="links_known_kind", condition=Q(kind__in=LinkKind.values)),
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "id"], name="links_of_owner")]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        """Return the address that is passed on; it carries no language."""
        return reverse("links:follow", args=[self.key])

    @property
    def shown_path(self) -> str:
        """The page that it leads to, in letters that people read."""
        return unquote(self.path)

    @property
    def key(self) -> str:
        """What stands in its address: the chosen word, else the code."""
        return self.word or self.code


class Visit(models.Model):
    """Kept in a table for each month; rows are written by one statement (services.visits)."""

    at = models.DateTimeField()
    link = models.ForeignKey(Link, on_delete=models.DO_NOTHING, related_name="visits")
    kind = models.CharField(max_length=8, choices=VisitKind.choices)
    visitor = models.CharField(max_length=VISITOR_LENGTH, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    device = models.CharField(max_length=8, choices=Device.choices, default=Device.UNKNOWN)
    medium = models.CharField(max_length=10, choices=Medium.choices, default=Medium.LINK)
    # The host of the page where the link was followed, and what the address said of itself.
    source = models.CharField(max_length=80, blank=True, default="")
    utm_source = models.CharField(max_length=40, blank=True, default="")
    utm_medium = models.CharField(max_length=40, blank=True, default="")
    utm_campaign = models.CharField(max_length=40, blank=True, default="")
    # Device and network on that day, hashed with the day: says nothing on other days.
    day_print = models.CharField(max_length=DAY_PRINT_LENGTH, blank=True, default="")

    class Meta:
        managed = False
        db_table = "links_visit"

    def __str__(self) -> str:
        return f"{self.kind} by {self.link_id}"


class KnownVisitor(models.Model):
    visitor = models.CharField(max_length=VISITOR_LENGTH)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="known_visitors"
    )
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visitor", "member"], name="links_visitor_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id}"


class Attribution(models.Model):
    """`link` is the one that won; the first and the last touch are kept beside it."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attribution"
    )
    link = models.ForeignKey(
        Link, on_delete=models.PROTECT, null=True, blank=True, related_name="signups"
    )
    rule = models.CharField(max_length=10, choices=TouchRule.choices)
    first_link = models.ForeignKey(
        Link, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_at = models.DateTimeField(null=True, blank=True)
    last_link = models.ForeignKey(
        Link, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    last_at = models.DateTimeField(null=True, blank=True)
    # Device and network on the day of signing up, and who the visitor was.
    visitor = models.CharField(max_length=VISITOR_LENGTH, blank=True, default="")
    day_print = models.CharField(max_length=DAY_PRINT_LENGTH, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="links_rule_names_link",
                condition=Q(link=None, rule=TouchRule.NOBODY)
                | (Q(link__isnull=False) & ~Q(rule=TouchRule.NOBODY)),
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["link", "at"], name="links_signups"),
            models.Index(fields=["at"], name="links_signup_day"),
            models.Index(
                fields=["day_print"], name="links_signup_print", condition=~Q(day_print="")
            ),
            models.Index(fields=["visitor"], name="links_signup_device", condition=~Q(visitor="")),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.rule}"


class Outcome(models.Model):
    public_id = PublicIdField()
    kind = models.CharField(max_length=8, choices=OutcomeKind.choices)
    # The public id of the brief, the order, the entry.
    ref = models.CharField(max_length=40)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="outcomes"
    )
    link = models.ForeignKey(
        Link, on_delete=models.PROTECT, null=True, blank=True, related_name="outcomes"
    )
    rule = models.CharField(max_length=10, choices=TouchRule.choices)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "ref"], name="links_outcome_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["link", "kind", "at"], name="links_outcomes"),
            models.Index(fields=["at", "kind"], name="links_outcome_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class LinkDay(models.Model):
    """A day in UTC: `people` are different visitors, as far as they can be told apart."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="days")
    on = models.DateField()
    visits = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    own = models.PositiveIntegerField(default=0)
    programs = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["link", "on"], name="links_day_once")
        ]
        indexes: ClassVar = [models.Index(fields=["on"], name="links_day")]

    def __str__(self) -> str:
        return f"{self.link_id} on {self.on}"


class Roll(models.Model):
    """One row: days of visits before `until` are added up."""

    name = models.CharField(max_length=12, unique=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} until {self.until}"
