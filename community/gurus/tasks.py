"""What falls due in the club: nominations, charter, leaves, quarters, terms, what was given."""

from __future__ import annotations

from datetime import datetime

from community.gurus.services import charter, deciding, duties, giving, memberships
from marketplace.core.sweeps import sweep


@sweep("gurus.nominations", every=30)
def move_nominations(*, now: datetime, limit: int) -> int:
    """Let lapse, open votes, count them."""
    return deciding.move_due_nominations(now=now, limit=limit)


@sweep("gurus.charter_reminders", every=600, queue="bulk")
def remind_of_charter(*, now: datetime, limit: int) -> int:
    """Remind who has yet to sign."""
    return charter.remind_of_charter(now=now, limit=limit)


@sweep("gurus.charter_unsigned", every=300)
def set_aside_unsigned(*, now: datetime, limit: int) -> int:
    """Set aside who didn't sign."""
    return charter.set_aside_unsigned(now=now, limit=limit)


@sweep("gurus.breaks", every=600, queue="bulk")
def end_breaks(*, now: datetime, limit: int) -> int:
    """Bring back whose leave is over."""
    return memberships.end_due_breaks(now=now, limit=limit)


@sweep("gurus.quarters", every=600, queue="bulk")
def close_quarters(*, now: datetime, limit: int) -> int:
    """Write down how members stood."""
    return duties.close_quarters(now=now, limit=limit)


@sweep("gurus.warnings", every=3_600, queue="bulk")
def warn_of_duties(*, now: datetime, limit: int) -> int:
    """Warn whose duties are at risk."""
    return duties.warn_of_duties(now=now, limit=limit)


@sweep("gurus.terms", every=600, queue="bulk")
def end_terms(*, now: datetime, limit: int) -> int:
    """Renew terms, or ask the manager."""
    return duties.end_due_terms(now=now, limit=limit)


@sweep("gurus.grants", every=60)
def expire_grants(*, now: datetime, limit: int) -> int:
    """End what was given for a time."""
    return giving.expire_due_grants(now=now, limit=limit)
