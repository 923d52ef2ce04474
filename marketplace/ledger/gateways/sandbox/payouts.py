"""Payouts of the sandbox: written down in its own books, once for each key."""

from datetime import datetime

from marketplace.core.money import Money
from marketplace.ledger.gateways.base import PayoutAnswer, PayoutOrder, PayoutReport
from marketplace.ledger.models import SandboxPayout


def send_payout(order: PayoutOrder, *, now: datetime) -> PayoutReport:
    """Pay once for each key; the same key again reports the first payment."""
    SandboxPayout.objects.bulk_create(
        [
            SandboxPayout(
                key=order.key,
                account=order.account,
                amount=order.money.amount,
                currency=order.money.currency,
                sent_at=now,
            )
        ],
        ignore_conflicts=True,
    )
    return look_up_payout(order.key)


def look_up_payout(key: str) -> PayoutReport:
    """Say what was sent under this key."""
    sent = SandboxPayout.objects.filter(key=key).first()
    if sent is None:
        return PayoutReport(answer=PayoutAnswer.NOT_FOUND, key=key)
    return PayoutReport(
        answer=PayoutAnswer.PAID,
        key=key,
        money=Money(sent.amount, sent.currency),
        gateway_ref=f"sandbox-{sent.pk}",
    )
