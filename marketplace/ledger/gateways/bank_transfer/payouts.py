"""Payouts by bank go out in a file that finance exports; nothing is sent from here."""

from datetime import datetime

from marketplace.ledger.gateways.base import PayoutOrder, PayoutReport, PayoutsUnsupported


def send_payout(order: PayoutOrder, *, now: datetime) -> PayoutReport:  # noqa: ARG001
    """Refuse: see services.export_payouts."""
    raise PayoutsUnsupported


def look_up_payout(key: str) -> PayoutReport:  # noqa: ARG001
    """Refuse: finance reads the bank's statement."""
    raise PayoutsUnsupported
