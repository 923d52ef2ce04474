"""What falls due in hiring."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.hiring import services


@sweep("hiring.expire_offers", every=15)
def expire_offers(*, now: datetime, limit: int) -> int:
    """Close offers whose time is over."""
    return services.expire_offers(now=now, limit=limit)


@sweep("hiring.expire_posted_briefs", every=15)
def expire_posted_briefs(*, now: datetime, limit: int) -> int:
    """End posted briefs whose end has come; what they hold is free again."""
    return services.expire_posted_briefs(now=now, limit=limit)


@sweep("hiring.remind_of_endings", every=60)
def remind_of_endings(*, now: datetime, limit: int) -> int:
    """Tell clients whose briefs end soon."""
    return services.remind_of_endings(now=now, limit=limit)


@sweep("hiring.scan_brief_files", every=5)
def scan_brief_files(*, now: datetime, limit: int) -> int:
    """Ask the scanner about files that wait for it."""
    return services.scan_brief_files(now=now, limit=limit)
