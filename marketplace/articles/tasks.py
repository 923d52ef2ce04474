"""What beat wakes: tips that nobody paid for, commissions whose day has come."""

from __future__ import annotations

from datetime import datetime

from marketplace.articles import services
from marketplace.core.sweeps import sweep


@sweep("articles.lapse_tips", every=300, queue="money")
def lapse_due_tips(*, now: datetime, limit: int) -> int:
    """Close tips that nobody paid for."""
    return services.lapse_due_tips(now=now, limit=limit)


@sweep("articles.settle_commissions", every=60, queue="money")
def settle_due_commissions(*, now: datetime, limit: int) -> int:
    """End offers that nobody answered, and put back fees of articles that never came."""
    return services.settle_due_commissions(now=now, limit=limit)
