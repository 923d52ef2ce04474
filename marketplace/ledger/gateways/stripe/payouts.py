"""Stripe sends no money to people in most countries of this market: payouts go by bank."""

from datetime import datetime

from marketplace.ledger.gateways.base import PayoutOrder, PayoutReport, PayoutsUnsupported


def send_payout(order: PayoutOrder, *, now: datetime) -> PayoutReport:  # noqa: ARG001
    """Refuse."""
    raise PayoutsUnsupported


def look_up_payout(key: str) -> PayoutReport:  # noqa: ARG001
    """Refuse."""
    raise PayoutsUnsupported
