"""What falls due of paid shifts."""

from __future__ import annotations

from datetime import datetime

from community.shifts.services import timing
from marketplace.core.sweeps import sweep


@sweep("shifts.due", every=30)
def move_due(*, now: datetime, limit: int) -> int:
    """Let lapse, approve what nobody answered, pay."""
    return timing.move_due_shifts(now=now, limit=limit)


@sweep("shifts.remind", every=300, queue="bulk")
def remind(*, now: datetime, limit: int) -> int:
    """Remind of shifts that begin soon."""
    return timing.remind_due_shifts(now=now, limit=limit)
