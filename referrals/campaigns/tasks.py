"""Envelopes: what falls due is swept."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.sweeps import sweep
from referrals.campaigns import services

_AT_ONCE = 5_000


@sweep("campaigns.move_due", every=10)
def move_due(*, now: datetime, limit: int) -> int:
    """Begin and close what is due."""
    return services.move_due_campaigns(now=now, limit=limit)


@sweep("campaigns.deal_due", every=10)
def deal_due(*, now: datetime, limit: int) -> int:
    """Deal out shifts, and end the waiting for those that began."""
    dealt = services.deal_due_slots(now=now, limit=limit)
    return dealt + services.miss_begun_slots(now=now, limit=limit)


@sweep("campaigns.pay_due", every=5, queue="money")
def pay_due(*, now: datetime, limit: int) -> int:
    """Reward accepted work."""
    return services.pay_due_tasks(now=now, limit=max(limit, _AT_ONCE))


@sweep("campaigns.lapse_due", every=60)
def lapse_due(*, now: datetime, limit: int) -> int:
    """End what wasn't proven or appealed in time."""
    return services.lapse_due_tasks(now=now, limit=limit)


@sweep("campaigns.settle", every=30, queue="money")
def settle(*, now: datetime, limit: int) -> int:
    """Close the books of campaigns that are over."""
    return services.settle_finished_campaigns(now=now, limit=limit)


@sweep("campaigns.match", every=120)
def match(*, now: datetime, limit: int) -> int:
    """Propose whom to meet, and end proposals nobody answered."""
    ended = services.lapse_matches(now=now, limit=limit)
    return ended + services.propose_matches(now=now, limit=limit)


@sweep("campaigns.tickets", every=60)
def tickets(*, now: datetime, limit: int) -> int:
    """Watch over questions."""
    return services.watch_tickets(now=now, limit=limit)


@sweep("campaigns.scan_proofs", every=10)
def scan_proofs(*, now: datetime, limit: int) -> int:
    """Ask the scanner about pictures."""
    return services.scan_proofs(now=now, limit=limit)
