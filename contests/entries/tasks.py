"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from contests.entries import services
from marketplace.core.sweeps import sweep


@sweep("entries.look_due", every=3, queue="bulk")
def look_due(*, now: datetime, limit: int) -> int:
    """Look at what was just entered: is the page there, does it lead here, what does it say."""
    return services.look_due(now=now, limit=limit)


@sweep("entries.run_checks", every=5, queue="bulk")
def run_checks(*, now: datetime, limit: int) -> int:
    """Freeze, sketch, check and accept, a stretch at a time."""
    return services.run_checks(now=now, limit=limit)
