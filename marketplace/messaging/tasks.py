"""What beat wakes: forgetting files that were never sent, asking the scanner about new ones."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.messaging import services


@sweep("messaging.forget_files", every=60, queue="bulk")
def forget_unsent_files(*, now: datetime, limit: int) -> int:
    """Delete files that were chosen and not sent."""
    return services.forget_unsent_files(now=now, limit=limit)


@sweep("messaging.scan_files", every=5)
def scan_files(*, now: datetime, limit: int) -> int:
    """Ask the scanner about files that wait for it."""
    return services.scan_files(now=now, limit=limit)
