"""Sweeps: whatever falls due, claimed row by row and safe to run twice."""

from datetime import datetime, timedelta
from typing import Final

import structlog

from marketplace.core.heartbeat import is_marked_since, mark
from marketplace.core.sweeps import sweep
from marketplace.ledger import queries, services
from marketplace.ledger.choices import BOOKS

log = structlog.get_logger(__name__)
WHOLE_BOOKS: Final = "whole_books"
SMALL_BOOKS: Final = 200_000
WHOLE_PROOF_EVERY: Final = timedelta(days=1)


@sweep("ledger.clear_due_lots", every=10, queue="money")
def clear_due_lots(*, now: datetime, limit: int) -> int:
    """Make earned money available whose day has come."""
    return services.clear_due_lots(now=now, limit=limit)


@sweep("ledger.expire_credit", every=60, queue="money")
def expire_credit(*, now: datetime, limit: int) -> int:
    """Take back credit that wasn't spent in time."""
    return services.expire_credit(now=now, limit=limit)


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


@sweep("ledger.prove_books", every=60, queue="bulk")
def prove_books(*, now: datetime, limit: int) -> int:
    """Prove the books and leave a mark when they hold; a mark that is old says that they don't.

    Whole while that takes a moment; later the recent part each time, and the whole once a day.
    """
    is_whole_due = not is_marked_since(name=WHOLE_BOOKS, since=now - WHOLE_PROOF_EVERY)
    is_small = queries.count_entries_roughly() < SMALL_BOOKS
    is_whole = is_small or is_whole_due
    findings = queries.prove_books() if is_whole else queries.prove_recent_books()
    if findings:
        log.error("books_do_not_hold", rows=[finding.row for finding in findings[:limit]])
        return len(findings)
    mark(name=BOOKS, now=now)
    if is_whole:
        mark(name=WHOLE_BOOKS, now=now)
    return 0


@sweep("ledger.make_statements", every=5, queue="bulk")
def make_statements(*, now: datetime, limit: int) -> int:
    """Make long statements as files, and delete those whose time is over."""
    return services.make_statement_files(now=now, limit=min(limit, 5))
