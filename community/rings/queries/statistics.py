"""The public figures of honesty, year by year: how much was found, and how often it was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear

from community.rings.choices import STANDING, AppealOutcome, RingState
from community.rings.models import Favour, RingAppeal, RingCase


@dataclass(frozen=True)
class Year:
    """One year of cases, counted by the year in which they were opened (UTC)."""

    year: int
    opened: int
    dismissed: int
    reversed: int
    waiting: int
    appeals: int
    overturned: int
    contributions: int
    members: int
    median_days: int | None

    @property
    def overturned_percent(self) -> int | None:
        """How many of a hundred answered appeals took the decision back."""
        return 100 * self.overturned // self.appeals if self.appeals else None


def statistics_by_year() -> list[Year]:
    """Return the figures of every year that has cases, the newest first; four queries."""
    cases = RingCase.objects.annotate(year=ExtractYear("opened_at")).values("year").order_by("year")
    rows = cases.annotate(
        opened=Count("pk"),
        dismissed=Count("pk", filter=Q(state=RingState.DISMISSED)),
        reversed=Count("pk", filter=Q(state__in=STANDING)),
    )
    answered = RingAppeal.objects.exclude(outcome=AppealOutcome.WAITING)
    appeals = answered.annotate(year=ExtractYear("case__opened_at")).values("year").order_by("year")
    told = {
        row["year"]: (row["n"], row["back"])
        for row in appeals.annotate(
            n=Count("pk"), back=Count("pk", filter=Q(outcome=AppealOutcome.OVERTURNED))
        )
    }
    gone = Favour.objects.filter(counter__isnull=False, restored_at=None)
    lost = gone.annotate(year=ExtractYear("case__opened_at")).values("year").order_by("year")
    taken = {
        row["year"]: (row["n"], row["who"])
        for row in lost.annotate(n=Count("pk"), who=Count("receiver", distinct=True))
    }
    lasted = _durations()
    found = [
        Year(
            year=row["year"],
            opened=row["opened"],
            dismissed=row["dismissed"],
            reversed=row["reversed"],
            waiting=row["opened"] - row["dismissed"] - row["reversed"],
            appeals=told.get(row["year"], (0, 0))[0],
            overturned=told.get(row["year"], (0, 0))[1],
            contributions=taken.get(row["year"], (0, 0))[0],
            members=taken.get(row["year"], (0, 0))[1],
            median_days=_middle(lasted.get(row["year"], [])),
        )
        for row in rows
    ]
    return found[::-1]


def _durations() -> dict[int, list[timedelta]]:
    """Return how long each decided case took, by year."""
    found: dict[int, list[timedelta]] = {}
    rows = RingCase.objects.exclude(decided_at=None).order_by("id")
    for opened, decided in rows.values_list("opened_at", "decided_at"):
        if decided is not None:
            found.setdefault(opened.year, []).append(decided - opened)
    return found


def _middle(lasted: list[timedelta]) -> int | None:
    return round(median(one.total_seconds() for one in lasted) / 86_400) if lasted else None
