"""What falls due in the watch: the daily look, its digest, outcomes."""

from __future__ import annotations

from datetime import datetime

from community.watch.services import looking, measuring, telling
from marketplace.core.sweeps import sweep


@sweep("watch.look", every=300, queue="bulk")
def look(*, now: datetime, limit: int) -> int:
    """Look at newcomers once a day."""
    return looking.look_due(now=now, limit=limit)


@sweep("watch.tell", every=300, queue="bulk")
def tell(*, now: datetime, limit: int) -> int:
    """Tell managers of what is new, once a day."""
    return telling.tell_managers(now=now, limit=limit)


@sweep("watch.outcomes", every=1_800, queue="bulk")
def measure(*, now: datetime, limit: int) -> int:
    """Measure what came of it."""
    return measuring.measure_outcomes(now=now, limit=limit)
