"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from contests.judging.services import (
    carry_out_due_counts,
    give_waiting_sheets,
    move_due_judgings,
)
from marketplace.core.sweeps import sweep


@sweep("judging.give", every=10)
def give(*, now: datetime, limit: int) -> int:
    """Give entries to judges where readers are lacking."""
    return give_waiting_sheets(now=now, limit=limit)


@sweep("judging.move_due", every=10)
def move_due(*, now: datetime, limit: int) -> int:
    """Remind judges, close scoring, decide for judges who stay silent."""
    return move_due_judgings(now=now, limit=limit)


@sweep("judging.count", every=5, queue="bulk")
def count(*, now: datetime, limit: int) -> int:
    """Count scores where that was asked for, and take up what a killed worker left."""
    return carry_out_due_counts(now=now, limit=min(limit, 5))
