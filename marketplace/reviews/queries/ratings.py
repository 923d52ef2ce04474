"""What reviews add up to: those that are sealed no more, and that count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Avg, Count, Q, QuerySet, Sum

from marketplace.accounts.models import Member
from marketplace.gigs.queries.cards import rating_text
from marketplace.orders.choices import ActorKind
from marketplace.reviews.choices import CRITERIA, CRITERION_LABELS
from marketplace.reviews.models import Review
from marketplace.reviews.queries.doors import loaded

# From this many hundredths of a star on, up to the next, a rating stands in this bar.
_BARS: Final = {5: (450, 501), 4: (350, 450), 3: (250, 350), 2: (150, 250), 1: (100, 150)}


@dataclass(frozen=True)
class Bar:
    """One bar of the histogram; `share` is its percentage of all."""

    stars: int
    count: int
    share: int


@dataclass(frozen=True)
class Summary:
    """What some reviews add up to: hundredths of a star, how many count, how many are hidden."""

    total: int
    count: int
    hidden: int
    bars: tuple[Bar, ...]
    criteria: tuple[tuple[str, str], ...]

    @property
    def rating(self) -> str:
        """The mean with one decimal; empty without reviews."""
        return rating_text(self.total, self.count)


def reviews_of_gig(gig_id: int, *, now: datetime) -> QuerySet[Review]:
    """Return clients' visible reviews of a gig, newest first."""
    found = Review.objects.visible(now).filter(gig_id=gig_id, written_by=ActorKind.CLIENT)
    return found.order_by("-id")


def reviews_about(member: Member, written_by: str, *, now: datetime) -> QuerySet[Review]:
    """Return the visible reviews that one kind of side wrote about a member, newest first."""
    found = Review.objects.visible(now).filter(subject=member, written_by=written_by)
    return found.order_by("-id")


def rating_of_gig(gig_id: int, *, now: datetime) -> tuple[int, int]:
    """Return the sum in hundredths of a star and the number of what counts for a gig. One query."""
    counted = reviews_of_gig(gig_id, now=now).filter(is_counted=True).order_by()
    found = counted.aggregate(total=Sum("rating"), count=Count("id"))
    return found["total"] or 0, found["count"]


def first_about(member: Member, kinds: Iterable[str], *, limit: int, now: datetime) -> list[Review]:
    """Return the newest visible reviews about a member, so many of each kind of side. One query."""
    wanted = Q(pk__in=[])
    for kind in kinds:
        wanted |= Q(pk__in=reviews_about(member, kind, now=now).values("pk")[:limit])
    return list(loaded(Review.objects.filter(wanted)).order_by("-id"))


def summaries_about(member: Member, *, now: datetime) -> dict[str, Summary]:
    """Return what the visible reviews about a member add up to, by who wrote them. One query.

    A kind of side that wrote none is left out.
    """
    found = Review.objects.visible(now).filter(subject=member).order_by()
    rows = found.values("written_by").annotate(**_sums())
    return {row["written_by"]: _summary(row, row["written_by"]) for row in rows}


def summarise(reviews: QuerySet[Review], written_by: str) -> Summary:
    """Return what these visible reviews add up to. One query."""
    return _summary(reviews.order_by().aggregate(**_sums()), written_by)


def _sums() -> dict[str, Any]:
    counted = Q(is_counted=True)
    wanted: dict[str, Any] = {
        "total": Sum("rating", filter=counted),
        "count": Count("id", filter=counted),
        "hidden": Count("id", filter=Q(hidden_at__isnull=False)),
    }
    for stars, (least, above) in _BARS.items():
        inside = counted & Q(rating__gte=least, rating__lt=above)
        wanted[f"bar{stars}"] = Count("id", filter=inside)
    for name in CRITERIA:
        wanted[f"mean_{name}"] = Avg(name, filter=counted)
    return wanted


def _summary(found: Mapping[str, Any], written_by: str) -> Summary:
    count = found["count"]
    labels = CRITERION_LABELS[written_by]
    return Summary(
        total=found["total"] or 0,
        count=count,
        hidden=found["hidden"],
        bars=tuple(
            Bar(stars, found[f"bar{stars}"], _percent(found[f"bar{stars}"], count))
            for stars in _BARS
        ),
        criteria=tuple(
            (str(labels[name]), f"{found[f'mean_{name}']:.1f}") for name in CRITERIA if count
        ),
    )


def _percent(part: int, whole: int) -> int:
    return (part * 200 + whole) // (whole * 2) if whole else 0
