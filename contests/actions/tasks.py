"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from contests.actions.services import credit_friends, scan_proofs, weigh_due_contests
from marketplace.core.sweeps import sweep


@sweep("actions.credit_friends", every=60)
def credit(*, now: datetime, limit: int) -> int:
    """Count friends who did something."""
    return credit_friends(now=now, limit=limit)


@sweep("actions.weigh", every=300, queue="bulk")
def weigh(*, now: datetime, limit: int) -> int:
    """Look for entries by one hand."""
    return weigh_due_contests(now=now, limit=limit)


@sweep("actions.scan_proofs", every=10, queue="bulk")
def scan(*, now: datetime, limit: int) -> int:
    """Look into pictures that wait for the scanner."""
    return scan_proofs(now=now, limit=limit)
