"""What is counted by the clock: months, and topics' readers."""

from __future__ import annotations

from datetime import datetime

from community.worth.services import counting
from marketplace.core.sweeps import sweep


@sweep("worth.recount", every=3_600, queue="bulk")
def recount(*, now: datetime, limit: int) -> int:  # noqa: ARG001  counted as a whole
    """Count all months again."""
    return counting.recount_worth(now=now).rows


@sweep("worth.readers", every=600, queue="bulk")
def count_readers(*, now: datetime, limit: int) -> int:  # noqa: ARG001  one statement
    """Add topics' readers to today."""
    return counting.count_readers(now=now)
