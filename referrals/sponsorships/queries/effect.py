"""What a sponsorship's link has brought: to today, however long ago it was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from referrals.links.models import LinkDay
from referrals.links.queries import Earned, Figures, earned_by, figures_of
from referrals.sponsorships.models import Sponsorship


@dataclass(frozen=True)
class Effect:
    """Visits, sign-ups, briefs and orders by the link, and what the orders came to."""

    figures: Figures = field(default_factory=Figures)
    earned: Sequence[Earned] = ()

    @property
    def is_anything(self) -> bool:
        """Whether anybody came at all."""
        return bool(self.figures.visits or self.figures.signups or self.earned)


def effects_of(
    sponsorships: Sequence[Sponsorship], *, until: datetime | None = None
) -> dict[int, Effect]:
    """Return each sponsorship's effect by its number. Four queries, or none without links."""
    links = [row.link for row in sponsorships if row.link is not None]
    figures = figures_of(links, until=until) if links else {}
    money = earned_by(links, until=until)
    return {
        row.pk: Effect(figures[row.link.pk], money[row.link.pk]) if row.link else Effect()
        for row in sponsorships
    }


def visits_by_month(sponsorship: Sponsorship, *, most: int = 12) -> list[tuple[date, int]]:
    """Return the visits of the latest months in which there were any, the oldest first."""
    if sponsorship.link is None:
        return []
    rows = (
        LinkDay.objects.filter(link=sponsorship.link)
        .annotate(month=TruncMonth("on"))
        .values_list("month")
        .annotate(Sum("visits"))
        .order_by("-month")
    )
    return [(month, visits) for month, visits in reversed(rows[:most])]
