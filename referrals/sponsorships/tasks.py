"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from referrals.sponsorships.services import (
    look_at_due_proofs,
    move_on_due,
    pay_due_sponsorships,
)


@sweep("sponsorships.pay", every=15, queue="money")
def pay(*, now: datetime, limit: int) -> int:
    """Pay creators whose proof was checked."""
    return pay_due_sponsorships(now=now, limit=limit)


@sweep("sponsorships.proofs", every=20, queue="bulk")
def proofs(*, now: datetime, limit: int) -> int:
    """Look at what creators have published."""
    return look_at_due_proofs(now=now, limit=min(limit, 20))


@sweep("sponsorships.move_on", every=15)
def move_on(*, now: datetime, limit: int) -> int:
    """Start what was paid in, let run out what nobody went on with."""
    return move_on_due(now=now, limit=limit)
