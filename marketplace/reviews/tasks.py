"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.reviews.services import close_due_rounds, recount_due_levels, remind_due


@sweep("reviews.close_due", every=10)
def close_due(*, now: datetime, limit: int) -> int:
    """Reveal the reviews whose time is over."""
    return close_due_rounds(now=now, limit=limit)


@sweep("reviews.remind_due", every=60)
def remind(*, now: datetime, limit: int) -> int:
    """Remind those who haven't written."""
    return remind_due(now=now, limit=limit)


@sweep("reviews.recount_levels", every=30)
def recount_levels(*, now: datetime, limit: int) -> int:
    """Count levels again that are due."""
    return recount_due_levels(now=now, limit=limit)
