"""What beat wakes: forgetting files that were never sent."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.messaging import services


@sweep("messaging.forget_files", every=3600, queue="bulk")
def forget_unsent_files(*, now: datetime, limit: int) -> int:
    """Delete files that were chosen and not sent."""
    return services.forget_unsent_files(now=now, limit=limit)
