"""What beat wakes: vacations that are over."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts import services
from marketplace.core.sweeps import sweep


@sweep("accounts.end_vacations", every=120)
def end_past_vacations(*, now: datetime, limit: int) -> int:
    """Clear vacations that are over, and tell their members."""
    return services.end_past_vacations(now=now, limit=limit)
