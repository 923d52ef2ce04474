"""Envelopes: who changed is looked at at once, everybody again once a day."""

from __future__ import annotations

from datetime import datetime

from community.trophies.services import award_due_trophies, look_at_due
from marketplace.core.sweeps import sweep


@sweep("trophies.award_due", every=60, queue="bulk")
def award_due(*, now: datetime, limit: int) -> int:
    """Look at everybody for trophies that weren't looked at for a day."""
    return award_due_trophies(now=now, limit=min(limit, 5))


@sweep("trophies.look_at_due", every=5, queue="bulk")
def look_at_changed(*, now: datetime, limit: int) -> int:
    """Look at members whose record changed."""
    return look_at_due(now=now, limit=limit)
