"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from contests.calls.services import move_due_contests
from marketplace.core.sweeps import sweep


@sweep("calls.move_due", every=10)
def move_due(*, now: datetime, limit: int) -> int:
    """Announce, open, close and archive what is due."""
    return move_due_contests(now=now, limit=limit)
