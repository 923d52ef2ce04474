"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from referrals.programs import services

_AT_ONCE = 5_000


@sweep("programs.fall_due", every=10, queue="money")
def fall_due(*, now: datetime, limit: int) -> int:
    """Look once more at rewards whose day has come."""
    return services.fall_due(now=now, limit=limit)


@sweep("programs.pay_due", every=5, queue="money")
def pay_due(*, now: datetime, limit: int) -> int:
    """Pay what is due."""
    return services.pay_due_rewards(now=now, limit=max(limit, _AT_ONCE))
