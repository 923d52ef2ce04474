"""A contest that ends without results leaves no award behind."""

from __future__ import annotations

from datetime import datetime

from contests.calls.events import ContestCancelled
from contests.calls.queries import get_contest
from contests.prizes.services import drop_proposed
from marketplace.core.events import subscribe


@subscribe(ContestCancelled, consumer="prizes.drop_proposed")
def drop(event: ContestCancelled, *, now: datetime) -> None:
    """Drop what was proposed and never approved."""
    drop_proposed(contest=get_contest(event.contest_id), now=now)
