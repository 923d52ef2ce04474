"""Envelopes: everybody is looked at again once a day."""

from __future__ import annotations

from datetime import datetime

from community.trophies.services import award_due_trophies
from marketplace.core.sweeps import sweep


@sweep("trophies.award_due", every=60, queue="bulk")
def award_due(*, now: datetime, limit: int) -> int:
    """Look at everybody for trophies that weren't looked at for a day."""
    return award_due_trophies(now=now, limit=min(limit, 5))
