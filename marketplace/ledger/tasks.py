"""Sweeps: whatever falls due, claimed row by row and safe to run twice."""

from datetime import datetime
from typing import Final

import structlog

from marketplace.core.heartbeat import mark
from marketplace.core.sweeps import sweep
from marketplace.ledger import queries, services

log = structlog.get_logger(__name__)
BOOKS: Final = "books"


@sweep("ledger.clear_due_lots", every=10, queue="money")
def clear_due_lots(*, now: datetime, limit: int) -> int:
    """Make earned money available whose day has come."""
    return services.clear_due_lots(now=now, limit=limit)


@sweep("ledger.expire_payments", every=60, queue="money")
def expire_payments(*, now: datetime, limit: int) -> int:
    """Close payments that nobody paid in time."""
    return services.expire_payments(now=now, limit=limit)


@sweep("ledger.deliver_sandbox_messages", every=5, queue="money")
def deliver_sandbox_messages(*, now: datetime, limit: int) -> int:
    """Send what the sandbox's slow cards have to say."""
    return services.deliver_sandbox_messages(now=now, limit=limit)


@sweep("ledger.send_payouts", every=5, queue="money")
def send_payouts(*, now: datetime, limit: int) -> int:
    """Hand approved payouts to the providers that pay directly."""
    return services.send_due_payouts(now=now, limit=limit)


@sweep("ledger.reconcile_payouts", every=10, queue="money")
def reconcile_payouts(*, now: datetime, limit: int) -> int:
    """Ask providers what became of payouts on their way."""
    return services.reconcile_payouts(now=now, limit=limit)


@sweep("ledger.take_snapshots", every=60, queue="bulk")
def take_snapshots(*, now: datetime, limit: int) -> int:
    """Sum up the platform's accounts."""
    return services.take_snapshots(now=now, limit=limit)


@sweep("ledger.prove_books", every=120, queue="bulk")
def prove_books(*, now: datetime, limit: int) -> int:
    """Prove the books and leave a mark when they hold; without a fresh mark /readyz says so."""
    findings = queries.prove_books(limit=limit)
    if findings:
        log.error("books_do_not_hold", rows=[finding.row for finding in findings])
    else:
        mark(name=BOOKS, now=now)
    return len(findings)
