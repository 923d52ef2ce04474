"""Envelopes: days that changed are counted anew."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.insights.services import recount_stale_days


@sweep("insights.recount", every=15, queue="bulk")
def recount(*, now: datetime, limit: int) -> int:
    """Recount the days that changed."""
    return recount_stale_days(now=now, limit=limit)
