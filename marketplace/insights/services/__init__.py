"""What can be done with analytics: counting days anew, and giving tables away."""

from marketplace.insights.services.rollup import (
    day_of,
    mark_stale,
    recount_day,
    recount_stale_days,
)
from marketplace.insights.services.tables import insight_csv, market_csv, missed_csv

__all__ = [
    "day_of",
    "insight_csv",
    "mark_stale",
    "market_csv",
    "missed_csv",
    "recount_day",
    "recount_stale_days",
]
