"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.disputes.services import settle_due_disputes


@sweep("disputes.settle_due", every=10, queue="money")
def settle_due(*, now: datetime, limit: int) -> int:
    """Carry out the timers that have run out."""
    return settle_due_disputes(now=now, limit=limit)
