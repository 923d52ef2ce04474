"""Sweeps: whatever falls due, claimed row by row and safe to run twice."""

from datetime import datetime

from marketplace.core.sweeps import sweep
from marketplace.ledger import services


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
