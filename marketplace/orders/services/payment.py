"""How the money comes in: from the wallet or through a gateway, into the order's escrow, once."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.services import Sources, hold_in_escrow, start_payment
from marketplace.orders.choices import PAYMENT_PURPOSE, Move
from marketplace.orders.errors import NothingToPay
from marketplace.orders.events import OrderPaid, OrderPaymentUnused, OrderStarted
from marketplace.orders.models import Order
from marketplace.orders.policies import refusal_of
from marketplace.orders.queries.paying import payable_of
from marketplace.orders.services.acting import GATEWAY, Actor, refuse, transition
from marketplace.orders.services.announcing import facts, iso
from marketplace.orders.services.settling import enter, lock_settled
from marketplace.orders.services.work import first_deadline

WALLET = "wallet"


class StartedPayment(Protocol):
    """What the ledger gives back for a payment that was started."""

    @property
    def public_id(self) -> str: ...

    @property
    def checkout_url(self) -> str: ...


def start_order_payment(
    *,
    order: Order,
    actor: Member,
    gateway: str,
    now: datetime,
    return_path: str = "",
    request_key: str = "",
) -> StartedPayment:
    """Ask a gateway for what the order takes in money; the client goes on at its `checkout_url`.

    That is the total less a coupon and the client's credit. The same `request_key` again gives the
    first payment back. No row stays locked while the gateway is called. Raises NotYourMove,
    OrderAlreadyPaid and the other refusals by state, NothingToPay, NotFound for strangers.
    """
    with transaction.atomic():
        locked, by = enter(order, actor, now=now)
        refuse(locked, Move.PAY, by)
        asked = payable_of(locked, now=now).through_gateway
        if not asked:
            raise NothingToPay

    return start_payment(
        member=actor,
        amount=Money(asked, locked.currency),
        gateway=gateway,
        purpose_kind=PAYMENT_PURPOSE,
        purpose_ref=locked.public_id,
        return_path=return_path or reverse("orders:paid", args=[locked.public_id]),
        request_key=key_for(locked.reference, request_key),
        now=now,
    )


def key_for(reference: str, request_key: str) -> str | None:
    """Return the caller's key as one of this thing only, short enough for the ledger."""
    if not request_key:
        return None
    digest = hashlib.sha256(request_key.encode()).hexdigest()[:32]
    return f"{reference}:{digest}"


@transaction.atomic
def pay_from_wallet(*, order: Order, actor: Member, now: datetime) -> Order:
    """Pay the order from the client's available money, credit and coupon, as they were chosen.

    Locks the order, then the accounts. Raises InsufficientFunds, NotYourMove, OrderAlreadyPaid.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.PAY, by)

    _hold(locked, by=by, paid_with=WALLET, now=now)
    return locked


@transaction.atomic
def receive_payment(*, public_id: str, payment_id: str, now: datetime) -> Order | None:
    """Put a payment that has reached the client's wallet into the order's escrow, once.

    Called for each PaymentSucceeded, and returns the order as it is when this payment was used
    already. Where it can't be used any more (the order was dropped, or paid otherwise) the money
    stays in the wallet and OrderPaymentUnused tells the client. None for an unknown order.
    Locks the order, then the accounts.
    """
    found = Order.objects.filter(public_id=public_id).first()
    if found is None:
        return None
    locked = lock_settled(found, now=now)

    if locked.paid_with == payment_id:
        return locked

    if refusal_of(locked, Move.PAY, GATEWAY.kind) is None:
        try:
            _hold(locked, by=GATEWAY, paid_with=payment_id, now=now)
        except InsufficientFunds:
            pass
        else:
            return locked

    publish(OrderPaymentUnused(**facts(locked, None), payment_id=payment_id), now=now)
    return locked


@transaction.atomic
def receive_returning_payment(
    *, order: Order, actor: Member, payment_id: str, now: datetime
) -> Order:
    """Use a payment as soon as the client is back from the gateway; the event comes later.

    The caller has seen the payment succeed. Returns the order unchanged where `receive_payment`
    would leave the money in the wallet: the event's consumer says so, once.
    """
    locked, _by = enter(order, actor, now=now)
    if locked.paid_with == payment_id or refusal_of(locked, Move.PAY, GATEWAY.kind) is not None:
        return locked
    with suppress(InsufficientFunds):
        _hold(locked, by=GATEWAY, paid_with=payment_id, now=now)
    return locked


def _hold(order: Order, *, by: Actor, paid_with: str, now: datetime) -> None:
    """Move the total into escrow and the order on; without questions the work starts at once.

    The escrow always gets the whole total, whatever its sources.
    """
    payable = payable_of(order, now=now)
    transfer = hold_in_escrow(
        key=f"{order.reference}:hold",
        payer=order.client,
        reference=order.reference,
        amount=order.total,
        sources=Sources(credit=payable.credit, marketing=payable.discount),
        now=now,
    )
    has_questions = order.questions.exists()
    paid = transition(
        order,
        Move.PAY,
        by=by,
        now=now,
        changes={"paid_at": now, "paid_with": paid_with, "credit_amount": payable.credit},
        params={
            "transfer": transfer.pk,
            "amount": order.total_amount,
            "credit": payable.credit,
            "discount": payable.discount,
        },
    )
    publish(
        OrderPaid(
            **facts(order, paid),
            needs_requirements=has_questions,
            discount=payable.discount,
            credit=payable.credit,
        ),
        now=now,
    )
    if has_questions:
        return
    due_at = first_deadline(order, now)
    started = transition(
        order,
        Move.START,
        by=by,
        now=now,
        changes={"started_at": now, "delivery_due_at": due_at},
    )
    publish(OrderStarted(**facts(order, started), due_at=iso(due_at)), now=now)
