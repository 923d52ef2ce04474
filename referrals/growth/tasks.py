"""Envelopes: changes are looked for, days counted anew, the latest ones proved."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from referrals.growth.services import look_for_changes, prove_growth, recount_stale


@sweep("growth.changes", every=30, queue="bulk")
def changes(*, now: datetime, limit: int) -> int:  # noqa: ARG001  a handful of days
    """Mark the days of new transfers and visits."""
    return look_for_changes(now=now)


@sweep("growth.recount", every=15, queue="bulk")
def recount(*, now: datetime, limit: int) -> int:
    """Recount what changed."""
    return recount_stale(now=now, limit=limit)


@sweep("growth.prove", every=3_600, queue="bulk")
def prove(*, now: datetime, limit: int) -> int:  # noqa: ARG001  a setting says how many days
    """Hold the latest days against a fresh count."""
    return len(prove_growth(now=now).drifted)
