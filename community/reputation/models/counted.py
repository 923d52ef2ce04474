"""What the record adds up to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from community.reputation.choices import AREA_MAX, Kind, Level, Period


class Counted(models.Model):
    """The three sums that are kept of contributions: signs, weights, points."""

    count = models.BigIntegerField(default=0)
    weight_milli = models.BigIntegerField(default=0)
    points_milli = models.BigIntegerField(default=0)

    class Meta:
        abstract = True


class Tally(Counted):
    """All that a member contributed of one kind in one area; written with the record."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tallies", db_index=False
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    area = models.CharField(max_length=AREA_MAX, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "kind", "area"], name="reputation_tally_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.kind}: {self.count}"


class Score(Counted):
    """What one day brought a member; recounted as a whole whenever that day was touched."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="scores", db_index=False
    )
    day = models.DateField()
    area = models.CharField(max_length=AREA_MAX, blank=True, default="")
    kind = models.CharField(max_length=20, choices=Kind.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "day", "area", "kind"], name="reputation_score_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="reputation_score_day")]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.day}: {self.points_milli}"


class Total(Counted):
    """A line of a board: what a period brought a member. "" stands for all areas, all kinds."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="totals", db_index=False
    )
    period = models.CharField(max_length=5, choices=Period.choices)
    # The first day of the period; of all time, the first day that there is.
    starts_on = models.DateField()
    area = models.CharField(max_length=AREA_MAX, blank=True, default="")
    kind = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "period", "starts_on", "area", "kind"],
                name="reputation_total_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["period", "starts_on", "area", "kind", "-points_milli", "member"],
                name="reputation_board",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.period} {self.starts_on}: {self.points_milli}"


class Touched(models.Model):
    """A member and a day whose scores are due; rows are only added and taken, never changed."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.member_id} on {self.day}"


class MemberStanding(models.Model):
    """How high a member stood when it was last counted."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="community_standing"
    )
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.NEWCOMER)
    since = models.DateTimeField()
    # Points that have halved every 180 days since they were given, as of the day of counting.
    current_milli = models.BigIntegerField(default=0)
    # Different people who valued something, and different days on which anything was.
    givers = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField(default=0)
    counted_on = models.DateField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["counted_on", "id"], name="reputation_standing_due")
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.level}"


class StandingChange(models.Model):
    """When a member rose or fell, and what was counted then."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="standing_changes"
    )
    before = models.PositiveSmallIntegerField(choices=Level.choices)
    after = models.PositiveSmallIntegerField(choices=Level.choices)
    at = models.DateTimeField()
    current_milli = models.BigIntegerField()
    givers = models.PositiveIntegerField()
    days = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.member_id}: {self.before} to {self.after}"
