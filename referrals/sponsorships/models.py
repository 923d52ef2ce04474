"""Creators elsewhere who speak of the platform, and what they are given for it.

A *channel* is where a creator speaks: a network, an address, an audience by their own word. A
*sponsorship* is one mention on it under agreed *terms*: what is published, where, until when, for
how much, and which words say that it is advertising (the *disclosure*). Its *fund* is an account of
its own, paid in from marketing. A *proof* is the address of what was published with what a look at
it found. The *effect* is what its tracked link has brought, for as long as it brings anything. A
*disclosure book* is a country's rules where the desk changed them.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.core.money import Money
from referrals.links.choices import PATH_MAX
from referrals.links.models import Link
from referrals.sponsorships.choices import (
    ADDRESS_MAX,
    LICENCE_MAX,
    PLACE_MAX,
    REASON_MAX,
    TEXT_MAX,
    Network,
    PayKind,
    Problem,
    SponsorshipState,
)


class Channel(models.Model):
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="outside_channels"
    )
    network = models.CharField(max_length=12, choices=Network.choices)
    address = models.CharField(max_length=ADDRESS_MAX)
    audience = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=2)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "address"], name="sponsorships_channel_once")
        ]

    def __str__(self) -> str:
        return self.address


class SponsorshipQuerySet(models.QuerySet["Sponsorship"]):
    """Chainable choices of sponsorships."""

    def due(self, now: datetime) -> Self:
        """Sponsorships whose timer has run out, the longest waiting first."""
        return self.filter(timer_at__lte=now).order_by("timer_at", "id")


class Sponsorship(models.Model):
    public_id = PublicIdField()
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sponsorships"
    )
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="sponsorships")
    # What the creator, or who invites, says in their own words.
    pitch = models.TextField(max_length=TEXT_MAX, blank=True, default="")

    # The terms: they stand once both sides have agreed.
    content = models.TextField(max_length=TEXT_MAX)
    place = models.CharField(max_length=PLACE_MAX)
    path = models.CharField(max_length=PATH_MAX, default="/")
    starts_at = models.DateTimeField(null=True, blank=True)
    publish_by = models.DateTimeField()
    stays_days = models.PositiveSmallIntegerField()
    country = models.CharField(max_length=2, blank=True, default="")
    licence = models.CharField(max_length=LICENCE_MAX, blank=True, default="")
    # Words of which one stands on the page, frozen when it was agreed.
    disclosure = models.JSONField(default=list, blank=True)
    pay_kind = models.CharField(max_length=8, choices=PayKind.choices)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)

    # Only services.transition writes `state`.
    state = models.CharField(max_length=10, choices=SponsorshipState.choices)
    link = models.OneToOneField(
        Link, on_delete=models.PROTECT, null=True, blank=True, related_name="sponsorship"
    )
    funded_amount = models.BigIntegerField(default=0)
    paid_amount = models.BigIntegerField(default=0)
    fund_count = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sponsorships_refused",
    )
    appeal = models.TextField(max_length=TEXT_MAX, blank=True, default="")
    appeal_by = models.DateTimeField(null=True, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # When it starts, is looked at, is paid, runs out or gives its money back by itself.
    timer_at = models.DateTimeField(null=True, blank=True)

    objects = SponsorshipQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["timer_at", "id"],
                name="sponsorships_due",
                condition=Q(timer_at__isnull=False),
            ),
            models.Index(fields=["creator", "-id"], name="sponsorships_of_creator"),
            models.Index(fields=["state", "-id"], name="sponsorships_at_desk"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="sponsorships_known_state", condition=Q(state__in=SponsorshipState.values)
            ),
            models.CheckConstraint(name="sponsorships_amount", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="sponsorships_paid_from_fund",
                condition=Q(paid_amount__gte=0, paid_amount__lte=F("funded_amount")),
            ),
            models.CheckConstraint(
                name="sponsorships_paid_has_a_day",
                condition=Q(
                    state=SponsorshipState.PAID, paid_at__isnull=False, paid_amount=F("amount")
                )
                | (~Q(state=SponsorshipState.PAID) & Q(paid_at=None, paid_amount=0)),
            ),
        ]

    def __str__(self) -> str:
        return self.place

    def get_absolute_url(self) -> str:
        """Return the address of its page, the creator's and the desk's alike."""
        return reverse("sponsorships:one", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the books and the audit log name it."""
        return f"sponsorship:{self.public_id}"

    @property
    def value(self) -> Money:
        """What the creator is given."""
        return Money(self.amount, self.currency)


class Proof(models.Model):
    sponsorship = models.ForeignKey(Sponsorship, on_delete=models.PROTECT, related_name="proofs")
    address = models.CharField(max_length=ADDRESS_MAX)
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True)
    # Who confirmed it by hand; none where the program saw everything itself.
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sponsorship_proofs_checked",
    )
    has_link = models.BooleanField(default=False)
    has_code = models.BooleanField(default=False)
    # The words that were found; "" for none.
    disclosure = models.CharField(max_length=80, blank=True, default="")
    problem = models.CharField(max_length=16, choices=Problem.choices, blank=True, default="")
    note = models.CharField(max_length=REASON_MAX, blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sponsorship", "-id"], name="sponsorships_newest_proof")
        ]

    def __str__(self) -> str:
        return self.address


class DisclosureBook(models.Model):
    """A country's rules that were changed at the desk; it comes before queries.disclosures."""

    country = models.CharField(max_length=2, primary_key=True)
    rules = models.JSONField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.country
