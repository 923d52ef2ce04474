"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.relationships import services


@sweep("relationships.renew_retainers", every=10, queue="money")
def renew_retainers(*, now: datetime, limit: int) -> int:
    """Begin the months that are due, and close what ran out."""
    return services.settle_due_retainers(now=now, limit=limit)


@sweep("relationships.close_introductions", every=60)
def close_introductions(*, now: datetime, limit: int) -> int:
    """Close introductions that nobody answered, or that led to no order."""
    return services.settle_due_introductions(now=now, limit=limit)


@sweep("relationships.ask_pulses", every=15)
def ask_pulses(*, now: datetime, limit: int) -> int:
    """Ask clients how their jobs left them."""
    return services.ask_due_pulses(now=now, limit=limit)


@sweep("relationships.tell_reminders", every=30)
def tell_reminders(*, now: datetime, limit: int) -> int:
    """Remind freelancers to get in touch."""
    return services.tell_due_reminders(now=now, limit=limit)
