"""What each kind is worth: rules in versions, of which the last one is in force."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from community.reputation.choices import Kind
from community.reputation.models import PointRule

# Outcomes earn, messages don't: what a reply is worth is said by those who value it.
FIRST_PRICES: Final[dict[Kind, int]] = {
    Kind.TOPIC: 0,
    Kind.REPLY: 0,
    Kind.LIKE: 2_000,
    Kind.SOLUTION: 10_000,
    Kind.ARTICLE: 10_000,
    Kind.ARTICLE_RATING: 1_000,
    Kind.CERTIFICATE: 15_000,
    Kind.RESOURCE: 10_000,
    Kind.MISSION: 10_000,
    Kind.ELSEWHERE_ANSWER: 5_000,
    Kind.ELSEWHERE_TALK: 30_000,
    Kind.ELSEWHERE_POST: 10_000,
}


def plant_prices(*, now: datetime) -> int:
    """Write the first version of each rule that has none; returns how many were written."""
    known = set(PointRule.objects.values_list("kind", flat=True))
    rows = [
        PointRule(kind=kind, version=1, points_milli=price, made_at=now)
        for kind, price in FIRST_PRICES.items()
        if kind.value not in known
    ]
    return len(PointRule.objects.bulk_create(rows, ignore_conflicts=True))
