"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.orders.services import credit_outages, settle_due_orders, watch_heartbeat


@sweep("orders.settle_due", every=5, queue="money")
def settle_due(*, now: datetime, limit: int) -> int:
    """Carry out the timers that have run out."""
    return settle_due_orders(now=now, limit=limit)


@sweep("orders.credit_outages", every=5)
def credit(*, now: datetime, limit: int) -> int:
    """Give running clocks back what recorded outages took."""
    return credit_outages(now=now, limit=limit)


@sweep("orders.watch_heartbeat", every=60)
def watch(*, now: datetime, limit: int) -> int:  # noqa: ARG001  one mark
    """Find gaps in which background work stood still."""
    return int(watch_heartbeat(now=now) is not None)
