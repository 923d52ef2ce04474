"""Sweeps: whatever falls due, claimed row by row and safe to run twice."""

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.ledger import services


@sweep("ledger.clear_due_lots", every=10, queue="money")
def clear_due_lots(*, now: datetime, limit: int) -> int:
    """Make earned money available whose day has come."""
    return services.clear_due_lots(now=now, limit=limit)
