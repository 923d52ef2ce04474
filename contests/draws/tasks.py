"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from contests.draws.services import advance_due_draws
from marketplace.core.sweeps import sweep


@sweep("draws.advance", every=10, queue="bulk")
def advance(*, now: datetime, limit: int) -> int:
    """Close lists, learn values and draw, wherever it is due."""
    return advance_due_draws(now=now, limit=limit)
