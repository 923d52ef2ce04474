"""Sweeps of core: what has been told long ago is forgotten."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.forgetting import forget_keys, forget_sessions, forget_told_events
from marketplace.core.sweeps import sweep


@sweep("core.forget_events", every=60, queue="bulk")
def forget_events(*, now: datetime, limit: int) -> int:
    """Delete events past their keeping time."""
    return forget_told_events(now=now, limit=limit)


@sweep("core.forget_keys", every=60, queue="bulk")
def forget_old_keys(*, now: datetime, limit: int) -> int:
    """Delete answers to keys past their keeping time."""
    return forget_keys(now=now, limit=limit)


@sweep("core.forget_sessions", every=300, queue="bulk")
def forget_old_sessions(*, now: datetime, limit: int) -> int:
    """Delete sessions that are over."""
    return forget_sessions(now=now, limit=limit)
