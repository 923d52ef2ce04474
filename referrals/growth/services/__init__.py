"""Verbs of growth: counting, proving, tables to take along."""

from referrals.growth.services.proving import (
    Drift,
    days_between,
    drifts_of,
    mend_day,
    prove_growth,
)
from referrals.growth.services.rollup import (
    day_of,
    look_for_changes,
    mark_stale,
    recount_day,
    recount_stale,
)
from referrals.growth.services.tables import channels_csv, cohorts_csv, days_csv

__all__ = [
    "Drift",
    "channels_csv",
    "cohorts_csv",
    "day_of",
    "days_between",
    "days_csv",
    "drifts_of",
    "look_for_changes",
    "mark_stale",
    "mend_day",
    "prove_growth",
    "recount_day",
    "recount_stale",
]
