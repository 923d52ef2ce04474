"""How often gigs were seen, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from marketplace.gigs.models import Gig, GigDay


@dataclass(frozen=True, slots=True)
class TrafficRow:
    """One gig's visits of one day from one source."""

    gig_id: int
    on: date
    source: str
    views: int
    clicks: int


def traffic_of_seller(seller_id: int, *, since: date, until: date) -> list[TrafficRow]:
    """Return the visits of a seller's gigs from `since` until before `until`. One query."""
    rows = (
        GigDay.objects.filter(gig__seller_id=seller_id, on__gte=since, on__lt=until)
        .values_list("gig_id", "on", "source", "views", "clicks")
        .order_by("on", "gig_id", "source")
    )
    return [TrafficRow(*row) for row in rows]


def traffic_totals(*, since: date, until: date) -> tuple[int, int]:
    """Return all gigs' views and clicks from `since` until before `until`. One query."""
    sums = GigDay.objects.filter(on__gte=since, on__lt=until).aggregate(
        views=Sum("views", default=0), clicks=Sum("clicks", default=0)
    )
    return sums["views"], sums["clicks"]


def titles_of_seller(seller_id: int) -> dict[int, tuple[str, str, str]]:
    """Return (title, language, address) of every gig of a seller, by primary key. One query."""
    gigs: QuerySet[Gig] = Gig.objects.filter(seller_id=seller_id).order_by("id")
    return {gig.pk: (gig.title, gig.language, gig.get_absolute_url()) for gig in gigs}
