"""Tips after completion: from the wallet or through a gateway, straight into clearing."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.ids import ALPHABET, PUBLIC_ID_LENGTH, new_public_id
from marketplace.core.money import Money, percent_half_up
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.services import Sources, pay_tip, start_payment
from marketplace.orders.choices import TIP_PURPOSE, Move, TipState
from marketplace.orders.errors import CreditCovers, TipOutOfRange, TipTakesNoCredit
from marketplace.orders.events import OrderPaymentUnused, TipPaid
from marketplace.orders.models import Order, Tip
from marketplace.orders.policies import refusal_of
from marketplace.orders.queries.paying import payable_later
from marketplace.orders.services.acting import GATEWAY, Actor, refuse, transition
from marketplace.orders.services.announcing import facts, iso
from marketplace.orders.services.payment import WALLET, StartedPayment, key_for
from marketplace.orders.services.settling import enter, lock_settled


@transaction.atomic
def give_tip(
    *,
    order: Order,
    actor: Member,
    amount: int,
    now: datetime,
    message: str = "",
    uses_credit: bool = False,
    request_key: str = "",
) -> Order:
    """Give the freelancer a tip (minor units) from the client's available money.

    With `uses_credit` the client's credit pays first, as far as it reaches. It clears as earnings
    do; the fee on it is `tip_fee_bp`. The same `request_key`, sum and words again give no second
    tip: the order comes back as it is. Locks the order, then the credit lots and the accounts.
    Raises NotYourMove, OrderNotCompleted, TipOutOfRange, TipTakesNoCredit, InsufficientFunds.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.TIP, by)
    _refuse_amount(locked, amount)
    _refuse_credit(uses_credit=uses_credit)

    tip = _started(locked, amount, message, request_key=request_key, now=now)
    if tip.state == TipState.PAID:
        return locked
    tip.uses_credit = uses_credit
    _pay(locked, tip, by=by, paid_with=WALLET, now=now)
    return locked


def start_tip_payment(
    *,
    order: Order,
    actor: Member,
    amount: int,
    gateway: str,
    request_key: str,
    now: datetime,
    message: str = "",
    uses_credit: bool = False,
) -> StartedPayment:
    """Ask a gateway for a tip; the client goes on at its page. Not inside a transaction.

    With `uses_credit` it is asked for what the client's credit leaves. The same `request_key`
    again gives the first payment back. Raises as `give_tip`, CreditCovers and the ledger's
    refusals.
    """
    with transaction.atomic():
        locked, by = enter(order, actor, now=now)
        refuse(locked, Move.TIP, by)
        _refuse_amount(locked, amount)
        _refuse_credit(uses_credit=uses_credit)
        payable = payable_later(locked, amount, uses_credit=uses_credit, now=now)
        if not payable.through_gateway:
            raise CreditCovers
        tip = _started(locked, amount, message, request_key=request_key, now=now)
        tip.uses_credit = uses_credit
        tip.save(update_fields=["uses_credit"])

    return start_payment(
        member=actor,
        amount=Money(payable.through_gateway, locked.currency),
        gateway=gateway,
        purpose_kind=TIP_PURPOSE,
        purpose_ref=tip.public_id,
        return_path=reverse("orders:tip_paid", args=[locked.public_id]),
        request_key=key_for(f"tip:{locked.public_id}", request_key),
        now=now,
    )


@transaction.atomic
def receive_tip_payment(*, public_id: str, payment_id: str, now: datetime) -> Order | None:
    """Hand on a payment that was made for a tip, once. None for an unknown tip.

    Where the order no longer takes tips the money stays in the client's wallet, and
    OrderPaymentUnused says so. Locks the order, then the accounts.
    """
    found = Tip.objects.select_related("order").filter(public_id=public_id).first()
    if found is None:
        return None
    locked = lock_settled(found.order, now=now)
    tip = Tip.objects.get(pk=found.pk)

    if tip.paid_with == payment_id:
        return locked

    is_open = tip.state == TipState.STARTED
    if is_open and refusal_of(locked, Move.TIP, GATEWAY.kind) is None:
        try:
            _pay(locked, tip, by=GATEWAY, paid_with=payment_id, now=now)
        except InsufficientFunds:
            pass
        else:
            return locked

    publish(OrderPaymentUnused(**facts(locked, None), payment_id=payment_id), now=now)
    return locked


def _refuse_credit(*, uses_credit: bool) -> None:
    """Refuse credit where tips are free of a fee: it would become money in somebody's wallet."""
    if uses_credit and not rules().tip_takes_credit:
        raise TipTakesNoCredit(field="uses_credit")


def _started(order: Order, amount: int, message: str, *, request_key: str, now: datetime) -> Tip:
    """Return the tip that a repeated request began, or a new one."""
    words = message.strip()
    public_id = _id_of(order, amount, words, request_key) if request_key else new_public_id()
    known = order.tips.filter(public_id=public_id).first()
    return known or _start(order, public_id, amount, words, now)


def _id_of(order: Order, amount: int, words: str, request_key: str) -> str:
    """Return the id of the one tip that this request can give."""
    asked = f"{order.reference}:{request_key}:{amount}:{words}"
    digest = hashlib.sha256(asked.encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:PUBLIC_ID_LENGTH])


def _start(order: Order, public_id: str, amount: int, words: str, now: datetime) -> Tip:
    return Tip.objects.create(
        public_id=public_id,
        order=order,
        amount=amount,
        fee_amount=percent_half_up(amount, rules().tip_fee_bp),
        message=words,
        started_at=now,
    )


def _pay(order: Order, tip: Tip, *, by: Actor, paid_with: str, now: datetime) -> None:
    clears_at = now + timedelta(days=order.clearing_days)
    payable = payable_later(order, tip.amount, uses_credit=tip.uses_credit, now=now)
    pay_tip(
        key=f"{order.reference}:tip:{tip.public_id}",
        payer=order.client,
        payee=order.seller,
        reference=f"{order.reference}:tip",
        amount=Money(tip.amount, order.currency),
        fee=tip.fee_amount,
        clears_at=clears_at,
        sources=Sources(credit=payable.credit),
        now=now,
    )
    tip.credit_amount = payable.credit
    tip.state, tip.paid_at, tip.paid_with = TipState.PAID, now, paid_with
    tip.save()
    entry = transition(
        order,
        Move.TIP,
        by=by,
        now=now,
        changes={"tips_amount": order.tips_amount + tip.amount},
        params={"amount": tip.amount, "credit": payable.credit, "reason": tip.message},
    )
    publish(
        TipPaid(
            **facts(order, entry),
            tip_amount=tip.amount,
            fee=tip.fee_amount,
            credit=payable.credit,
            clears_at=iso(clears_at),
        ),
        now=now,
    )


def _refuse_amount(order: Order, amount: int) -> None:
    least, most = rules().tip_minimum_minor, rules().tip_maximum_minor
    if not least <= amount <= most:
        raise TipOutOfRange(
            field="amount",
            minimum=str(Money(least, order.currency)),
            maximum=str(Money(most, order.currency)),
        )
