"""What falls due in an election."""

from __future__ import annotations

from datetime import datetime

from community.laurels.services import closing
from marketplace.core.sweeps import sweep


@sweep("laurels.elections", every=30)
def move_elections(*, now: datetime, limit: int) -> int:
    """Open votes, count them."""
    return closing.move_due_elections(now=now, limit=limit)


@sweep("laurels.reminders", every=600, queue="bulk")
def remind_electors(*, now: datetime, limit: int) -> int:
    """Remind on the last day."""
    return closing.remind_electors(now=now, limit=limit)
