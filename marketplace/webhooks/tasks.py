"""What beat wakes: deliveries that are due, forgetting."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.webhooks import services


@sweep("webhooks.send", every=3, queue="bulk")
def send_due_deliveries(*, now: datetime, limit: int) -> int:
    """Send the deliveries whose turn it is."""
    return services.send_due_deliveries(now=now, limit=limit)


@sweep("webhooks.forget", every=60, queue="bulk")
def forget_old_deliveries(*, now: datetime, limit: int) -> int:
    """Delete deliveries past their keeping time."""
    return services.forget_old_deliveries(now=now, limit=limit)
