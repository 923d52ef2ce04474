"""The sandbox plays the provider: a payer chooses a card, a signed message goes out."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from marketplace.core.money import Money
from marketplace.ledger.choices import Actor, GatewayName, SandboxCard, SandboxState
from marketplace.ledger.errors import MovedOn
from marketplace.ledger.gateways import get_gateway
from marketplace.ledger.gateways.sandbox.webhooks import compose
from marketplace.ledger.models import SandboxCheckout
from marketplace.ledger.services.transitions import transition
from marketplace.ledger.services.webhooks import receive_webhook

SLOW_CARD: Final = timedelta(seconds=15)
_ENDS: Final = {
    SandboxCard.PAY: SandboxState.PAID,
    SandboxCard.SLOW: SandboxState.PAID,
    SandboxCard.DECLINE: SandboxState.DECLINED,
}
_TOLD_AS: Final = {
    SandboxState.PAID: "payment.succeeded",
    SandboxState.DECLINED: "payment.failed",
}


def use_sandbox_card(*, ref: str, card: SandboxCard, now: datetime) -> SandboxCheckout:
    """Pay, fail or leave the sandbox's checkout. Its message goes out at once, or later for SLOW.

    Locks the checkout. Raises MovedOn when it was used before, GatewayUnknown when the sandbox is
    switched off.
    """
    get_gateway(GatewayName.SANDBOX)
    with transaction.atomic():
        checkout = SandboxCheckout.objects.select_for_update(no_key=True).get(ref=ref)
        if checkout.state != SandboxState.OPEN:
            raise MovedOn
        if card is SandboxCard.CLOSE:
            return checkout
        due = now + SLOW_CARD if card is SandboxCard.SLOW else now
        transition(checkout, _ENDS[card], by=Actor.MEMBER, deliver_at=due)
    deliver_sandbox_messages(now=now, limit=1, ref=ref)
    return checkout


@transaction.atomic
def deliver_sandbox_messages(*, now: datetime, limit: int, ref: str | None = None) -> int:
    """Send the sandbox's due messages through the door that every provider uses.

    Claims checkouts with skip_locked. A message may go out twice; it is acted on once.
    Returns how many were sent.
    """
    due = SandboxCheckout.objects.filter(delivered_at=None, deliver_at__lte=now)
    if ref is not None:
        due = due.filter(ref=ref)
    rows = due.select_for_update(no_key=True, skip_locked=True).order_by("deliver_at", "id")
    claimed = list(rows[:limit])
    for checkout in claimed:
        headers, body = compose(
            event_id=f"msg_{checkout.ref}",
            kind=_TOLD_AS[SandboxState(checkout.state)],
            payment_ref=checkout.payment_ref,
            charge_ref=f"ch_{checkout.ref}",
            money=Money(checkout.amount, checkout.currency),
            now=now,
        )
        receive_webhook(gateway=GatewayName.SANDBOX, headers=headers, body=body, now=now)
        checkout.delivered_at = now
        checkout.save(update_fields=["delivered_at"])
    return len(claimed)
