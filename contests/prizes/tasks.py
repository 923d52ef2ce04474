"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from contests.prizes.services import finish_due_contests, pay_due_awards, remind_and_lapse
from marketplace.core.sweeps import sweep

_AT_ONCE = 5_000


@sweep("prizes.pay_due", every=5, queue="money")
def pay_due(*, now: datetime, limit: int) -> int:
    """Hand over what needs nobody any more."""
    return pay_due_awards(now=now, limit=max(limit, _AT_ONCE))


@sweep("prizes.claims", every=60)
def claims(*, now: datetime, limit: int) -> int:
    """Remind winners, and let lapse what nobody claims."""
    return remind_and_lapse(now=now, limit=limit)


@sweep("prizes.finish", every=15, queue="money")
def finish(*, now: datetime, limit: int) -> int:
    """Close contests whose prizes are all handed over."""
    return finish_due_contests(now=now, limit=limit)
