"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from contests.calls.services import move_due_contests, remind_closing_contests
from marketplace.core.sweeps import sweep


@sweep("calls.move_due", every=10)
def move_due(*, now: datetime, limit: int) -> int:
    """Announce, open, close and archive what is due."""
    return move_due_contests(now=now, limit=limit)


@sweep("calls.remind_closing", every=60)
def remind_closing(*, now: datetime, limit: int) -> int:
    """Tell of what closes within the reminder's hours."""
    return remind_closing_contests(now=now, limit=limit)
