"""After a restore nobody knows what the provider has done since: only what it says counts."""

from datetime import datetime
from typing import Final

from django.db import transaction

from marketplace.ledger.choices import Actor, PayoutState
from marketplace.ledger.gateways import gateways_that_pay
from marketplace.ledger.gateways.base import PayoutMode
from marketplace.ledger.models import Payout
from marketplace.ledger.services.transitions import transition

PAYOUTS_SWITCH: Final = "payouts_paused"


@transaction.atomic
def distrust_payouts(*, now: datetime) -> int:
    """Make every payout that was approved or on its way UNKNOWN, and due to be asked about.

    Those of a bank's batch file wait for a person: no program can ask about them. Locks them all.
    The provider's key stays the payout's public id, so handing one over again that
    was paid after the backup can't pay twice. Returns how many there were.
    """
    asked = {gateway.name for gateway in gateways_that_pay(PayoutMode.DIRECT)}
    open_states = (PayoutState.INTENT, PayoutState.SENDING)
    rows = Payout.objects.select_for_update(no_key=True, of=("self",)).filter(state__in=open_states)
    payouts = list(rows.order_by("id"))
    for payout in payouts:
        if payout.state == PayoutState.INTENT:
            transition(payout, PayoutState.SENDING, by=Actor.GATEWAY, sent_at=now)
        transition(
            payout,
            PayoutState.UNKNOWN,
            by=Actor.RECONCILER,
            look_at=now if payout.method in asked else None,
            needs_person=payout.method not in asked,
            looks=0,
            last_answer="",
        )
    return len(payouts)
