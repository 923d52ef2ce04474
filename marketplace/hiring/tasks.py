"""What falls due in hiring."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.hiring import services


@sweep("hiring.expire_offers", every=15)
def expire_offers(*, now: datetime, limit: int) -> int:
    """Close offers whose time is over."""
    return services.expire_offers(now=now, limit=limit)
