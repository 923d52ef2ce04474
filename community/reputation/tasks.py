"""What falls due: touched days, the decay of a new day, boards of the past."""

from __future__ import annotations

from datetime import datetime

from community.reputation.services import (
    count_scores,
    decay_standings,
    forget_past_totals,
)
from marketplace.core.sweeps import sweep


@sweep("reputation.scores", every=5, queue="bulk")
def score_touched_days(*, now: datetime, limit: int) -> int:
    """Count touched days again."""
    return count_scores(now=now, limit=limit)


@sweep("reputation.standings", every=60, queue="bulk")
def let_standings_decay(*, now: datetime, limit: int) -> int:
    """Count how high members stand on a new day."""
    return decay_standings(now=now, limit=limit)


@sweep("reputation.past_totals", every=3_600, queue="bulk")
def drop_past_totals(*, now: datetime, limit: int) -> int:  # noqa: ARG001
    """Drop boards that nobody looks at; they are added up from days when somebody does."""
    return forget_past_totals(now=now)
