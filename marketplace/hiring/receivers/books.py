"""Money that came for briefs is used, orders decide about awards, and wallets say why."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.core.events import subscribe
from marketplace.hiring.queries import (
    REFERENCE_PREFIX,
    brief_labels,
    held_in_briefs,
    offers_between,
)
from marketplace.hiring.services import (
    conclude_award,
    receive_brief_payment,
    take_award_back,
    take_hire_back,
)
from marketplace.hiring.services.awards import AWARD_PURPOSE
from marketplace.hiring.services.choosing import SUBJECT
from marketplace.hiring.services.holding import HOLD_PURPOSE
from marketplace.ledger.events import PaymentSucceeded
from marketplace.ledger.queries import register_held_sums, register_references
from marketplace.messaging.queries import register_between, register_subject
from marketplace.orders.events import OrderCancelled, OrderPaid

register_held_sums("briefs", held_in_briefs)
register_references(REFERENCE_PREFIX, brief_labels)
register_between("offers", offers_between)


def address_of(ref: str) -> str:
    """Return where a proposal is found."""
    return reverse("hiring:proposal", args=[ref])


register_subject(SUBJECT, label=_("Open the proposal"), address=address_of)


@subscribe(PaymentSucceeded, consumer="hiring.use_payment", queue="money")
def use_payment(event: PaymentSucceeded, *, now: datetime) -> None:
    """Hold a budget, or pay an order, with a payment that was made for it."""
    if event.purpose_kind in (HOLD_PURPOSE, AWARD_PURPOSE):
        receive_brief_payment(
            kind=event.purpose_kind,
            public_id=event.purpose_ref,
            payment_id=event.payment_id,
            now=now,
        )


@subscribe(OrderPaid, consumer="hiring.conclude_award", queue="money")
def conclude(event: OrderPaid, *, now: datetime) -> None:
    """Let the award of a brief be final: its order is paid."""
    conclude_award(order_id=event.order_id, now=now)


@subscribe(OrderCancelled, consumer="hiring.take_award_back", queue="money")
def take_back(event: OrderCancelled, *, now: datetime) -> None:
    """Open a brief again whose order was dropped unpaid."""
    take_award_back(order_id=event.order_id, now=now)


@subscribe(OrderCancelled, consumer="hiring.take_hire_back", queue="money")
def let_offer_again(event: OrderCancelled, *, now: datetime) -> None:
    """Let a brief to one be answered again whose order was dropped unpaid."""
    take_hire_back(order_id=event.order_id, now=now)
