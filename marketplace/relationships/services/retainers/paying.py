"""Paying a month for which the wallet was short."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.money import Money
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.queries import available_balance
from marketplace.ledger.services import start_payment
from marketplace.orders.errors import PriceOutOfRange
from marketplace.relationships.choices import PAYMENT_PURPOSE, RetainerMove, RetainerState
from marketplace.relationships.models import Retainer
from marketplace.relationships.policies import month_refusal
from marketplace.relationships.services.retainers.acting import TIMER, refuse, refuse_month
from marketplace.relationships.services.retainers.months import begin_month
from marketplace.relationships.services.retainers.settling import enter, lock_settled


class StartedPayment(Protocol):
    """What the ledger gives back for a payment that was started."""

    @property
    def public_id(self) -> str: ...

    @property
    def checkout_url(self) -> str: ...


@transaction.atomic
def pay_month(*, retainer: Retainer, actor: Member, now: datetime) -> Retainer:
    """Pay the month that waits, from the client's wallet; it begins at once.

    Locks the retainer, then the order and the accounts. Raises InsufficientFunds, NotYourMove,
    RetainerStateRefuses, NotTakingWork, MemberBlocked.
    """
    locked, by = enter(retainer, actor, now=now)
    refuse(locked, RetainerMove.RENEW, by)
    refuse_month(locked)
    begin_month(locked, by=by, now=now)
    return locked


def missing_amount(retainer: Retainer) -> int:
    """Return what the client's wallet lacks for the month, never less than one may pay in."""
    lacks = next_price(retainer) - available_balance(retainer.client, retainer.currency)
    return max(lacks, rules().deposit_minimum_minor) if lacks > 0 else 0


def next_price(retainer: Retainer) -> int:
    """Return what the next month costs: an agreed change counts already."""
    agreed = retainer.changes.filter(state="accepted").values_list("price_amount", flat=True)
    return agreed.first() or retainer.price_amount


def start_month_payment(
    *, retainer: Retainer, actor: Member, gateway: str, request_key: str, now: datetime
) -> StartedPayment:
    """Ask a gateway for what the wallet lacks; the client goes on at `payment.checkout_url`.

    The same `request_key` again gives the first payment back. No row stays locked while the
    gateway is called. Raises NotYourMove, RetainerStateRefuses, NotTakingWork, MemberBlocked.
    """
    with transaction.atomic():
        locked, by = enter(retainer, actor, now=now)
        refuse(locked, RetainerMove.RENEW, by)
        refuse_month(locked)
    amount = missing_amount(locked) or rules().deposit_minimum_minor
    digest = hashlib.sha256(request_key.encode()).hexdigest()[:32]
    return start_payment(
        member=actor,
        amount=Money(amount, locked.currency),
        gateway=gateway,
        purpose_kind=PAYMENT_PURPOSE,
        purpose_ref=locked.public_id,
        return_path=reverse("relationships:retainer_paid", args=[locked.public_id]),
        request_key=f"retainer:{locked.public_id}:{digest}" if request_key else None,
        now=now,
    )


@transaction.atomic
def receive_month_payment(*, retainer: Retainer, now: datetime) -> Retainer:
    """Begin a month that waits, now that money has come; where it can't begin, wait on.

    Called for every payment that reaches the client's wallet. Locks as `pay_month` does.
    """
    locked = lock_settled(retainer, now=now)
    if locked.state != RetainerState.AWAITING_PAYMENT or month_refusal(locked) is not None:
        return locked
    with suppress(InsufficientFunds, PriceOutOfRange):
        begin_month(locked, by=TIMER, now=now)
    return locked
