"""What each channel cost and earned, added up by day.

A *channel* is a kind of link (article, contest, sponsorship) and one thing of that kind, its `ref`.
A *channel day* is what a day in UTC came to for one of them: what has no currency stands in a row
with currency "", sums of money and the orders behind them in a row for each currency. A *kind day*
is the same for all things of a kind together, so that the screen costs the same however many there
are. A *cohort month* is what those who signed up in one month by one kind brought in a later month.
All of these are recounted whole from the rows underneath whenever something about a day changed; a
*stale day* waits for its recount. A *proof* compares the latest days with a fresh count; a
*watermark* says up to where the books and the visits were looked through for changes.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from referrals.growth.choices import REF_LENGTH, Stale
from referrals.links.choices import LinkKind


class Figures(models.Model):
    """Sums of one day. `signups`, `briefs`, `entries` count people and things, money minor units.

    `orders` are paid ones, `first_orders` those of clients who had never paid one before; `volume`
    and `fees` belong to orders completed on the day, after refunds; `refunds` went back on it.
    """

    on = models.DateField()
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    currency = models.CharField(max_length=3, blank=True, default="")
    visits = models.PositiveBigIntegerField(default=0)
    people = models.PositiveBigIntegerField(default=0)
    signups = models.PositiveIntegerField(default=0)
    briefs = models.PositiveIntegerField(default=0)
    entries = models.PositiveIntegerField(default=0)
    orders = models.PositiveIntegerField(default=0)
    first_orders = models.PositiveIntegerField(default=0)
    volume = models.BigIntegerField(default=0)
    fees = models.BigIntegerField(default=0)
    refunds = models.BigIntegerField(default=0)
    cost = models.BigIntegerField(default=0)

    class Meta:
        abstract = True


class ChannelDay(Figures):
    ref = models.CharField(max_length=REF_LENGTH, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["on", "kind", "ref", "currency"], name="growth_channel_day_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "ref", "on"], name="growth_channel"),
            models.Index(fields=["kind", "on"], name="growth_kind_things"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ref} on {self.on}"


class KindDay(Figures):
    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["on", "kind", "currency"], name="growth_kind_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


class CohortMonth(models.Model):
    """`month` is that of the sign-up, `later` that of the orders, both by their first day.

    `people` stand in the row of the month itself, with currency "".
    """

    month = models.DateField()
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    later = models.DateField()
    currency = models.CharField(max_length=3, blank=True, default="")
    people = models.PositiveIntegerField(default=0)
    orders = models.PositiveIntegerField(default=0)
    fees = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month", "kind", "later", "currency"], name="growth_cohort_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.month} in {self.later}"


class StaleDay(models.Model):
    on = models.DateField()
    what = models.CharField(max_length=8, choices=Stale.choices, default=Stale.DAY)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["on", "what"], name="growth_stale_once")
        ]
        indexes: ClassVar = [models.Index(fields=["since", "on"], name="growth_stale_due")]

    def __str__(self) -> str:
        return f"{self.what} {self.on}"


class Watermark(models.Model):
    """`number` is the last transfer seen, `moment` that of the last visits."""

    name = models.CharField(max_length=12, unique=True)
    number = models.BigIntegerField(default=0)
    moment = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class GrowthProof(models.Model):
    """What a comparison found: the days that differed are counted anew and named here."""

    at = models.DateTimeField()
    first = models.DateField()
    last = models.DateField()
    drifted = models.JSONField(default=list, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-at"], name="growth_latest_proof")]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}: {len(self.drifted)}"
