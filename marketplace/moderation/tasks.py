"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.moderation import services


@sweep("moderation.suspensions", every=10)
def suspensions(*, now: datetime, limit: int) -> int:
    """End suspensions by their date, and grant appeals that nobody answered in time."""
    ended = services.end_due_suspensions(now=now, limit=limit)
    return ended + services.grant_late_appeals(now=now, limit=limit)


@sweep("moderation.visits", every=30)
def visits(*, now: datetime, limit: int) -> int:
    """End support's visits."""
    return services.end_due_visits(now=now, limit=limit)


@sweep("moderation.pack_exports", every=5, queue="bulk")
def pack_exports(*, now: datetime, limit: int) -> int:
    """Pack what members asked for; one at a turn, so that a turn ends within a task's time."""
    return services.pack_due_exports(now=now, limit=min(limit, 1))


@sweep("moderation.expire_exports", every=300, queue="bulk")
def expire_exports(*, now: datetime, limit: int) -> int:
    """Delete packages whose days are over."""
    return services.expire_exports(now=now, limit=limit)


@sweep("moderation.departures", every=60, queue="bulk")
def departures(*, now: datetime, limit: int) -> int:
    """Erase accounts whose days are over."""
    return services.erase_due_departures(now=now, limit=min(limit, 5))
