"""The static score: how good something is, whatever was asked. docs/search.md explains it."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import accumulate
from math import log1p
from typing import Final

from django.db import connection

from marketplace.accounts.choices import SellerLevel
from marketplace.core.conf import rules
from marketplace.search.choices import SHELF_SIZES, Kind

_MANY_ORDERS: Final = 200
_USUAL_RATING, _USUAL_COUNT, _BEST_RATING = 430, 5, 500
_SINCE: Final = datetime(2024, 1, 1, tzinfo=UTC)
_YEAR_SECONDS: Final = 365.25 * 86_400

# The thresholds of the first shelves: the score of the last entry that fits on each.
_LAST_ON_SHELF: Final = """
SELECT (SELECT score FROM search_entry WHERE kind = %(kind)s
        ORDER BY score DESC, id DESC OFFSET place - 1 LIMIT 1)
FROM unnest(%(ends)s::bigint[]) AS shelf (place) ORDER BY place
"""


def static_score(
    *, orders_count: int, rating: int, rating_count: int, level: int, published_at: datetime
) -> int:
    """Return the score that candidates are taken in the order of.

    Orders count by their logarithm, a rating is drawn to the usual one while few have rated
    (Bayesian mean), and what is newer stands higher by its date, so that time moves nothing.
    """
    rule = rules()
    orders = min(log1p(orders_count) / log1p(_MANY_ORDERS), 1.0)
    mean = (rating * rating_count + _USUAL_RATING * _USUAL_COUNT) / (rating_count + _USUAL_COUNT)
    years = (published_at - _SINCE).total_seconds() / _YEAR_SECONDS
    points = (
        rule.search_score_orders * orders
        + rule.search_score_rating * mean / _BEST_RATING
        + rule.search_score_level * level / max(SellerLevel.values)
        + rule.search_score_year * years
    )
    return round(points * 10)


def shelf_floors(kind: Kind) -> list[int | None]:
    """Return for each shelf but the last the least score that is taken there; None: any. One query.

    A look at an index for each, as deep as the shelves are long.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LAST_ON_SHELF, {"kind": kind, "ends": list(accumulate(SHELF_SIZES))})
        return [score for (score,) in cursor.fetchall()]


def shelf_for(score: int, floors: list[int | None]) -> int:
    """Return the shelf that a score belongs on."""
    for shelf, floor in enumerate(floors):
        if floor is None or score >= floor:
            return shelf
    return len(floors)
