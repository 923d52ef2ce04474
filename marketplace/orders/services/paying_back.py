"""How money goes back to where it came from, and how an order remembers it.

What was paid came from the client's money, the client's credit and marketing (a coupon); what goes
back is split between them by largest remainder of what each still has in it, so that no source
ever gets more than it gave, and all of them everything when all goes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.core.money import Money, split_largest_remainder
from marketplace.ledger.services import Bearers, Sources, refund_escrow, return_earning
from marketplace.orders.choices import RefundKind
from marketplace.orders.models import Order, Refund
from marketplace.orders.services.acting import Actor


@dataclass(frozen=True, kw_only=True)
class Why:
    """The reason of a refund: its kind, whose act it was, and what was said."""

    kind: RefundKind
    by: Actor
    reason: str = ""


def split_back(order: Order, amount: int, *, reserve: int = 0) -> Sources:
    """Return how `amount` goes back to the order's sources; the client's money is the rest.

    Of the client's money `reserve` goes to the platform's reserve instead, as far as it reaches:
    that much the reserve has laid out for the client already.
    """
    refunded_cash = order.refunded_amount - order.refunded_credit - order.refunded_discount
    cash, credit, marketing = split_largest_remainder(
        amount,
        [
            order.cash_amount - refunded_cash,
            order.credit_amount - order.refunded_credit,
            order.discount_amount - order.refunded_discount,
        ],
    )
    return Sources(credit=credit, marketing=marketing, reserve=min(reserve, cash))


def from_escrow(order: Order, amount: int, *, why: Why, now: datetime, reserve: int = 0) -> Refund:
    """Move a part of the locked order's escrow, or all of it, back to its sources."""
    sources = split_back(order, amount, reserve=reserve)
    transfer = refund_escrow(
        key=_key(order),
        reference=order.reference,
        payer=order.client,
        amount=Money(amount, order.currency),
        sources=sources,
        now=now,
    )
    return _remember(
        order, amount, sources, why=why, now=now, transfer=transfer.pk, from_escrow=amount
    )


def from_earning(
    order: Order,
    amount: int,
    *,
    why: Why,
    bearers: Bearers,
    now: datetime,
    reserve: int = 0,
) -> Refund:
    """Give a part of a locked completed order, or all of it, back out of what was earned.

    The platform gives its fee on that part back too. Raises InsufficientFunds where the bearers
    can't meet it.
    """
    sources = split_back(order, amount, reserve=reserve)
    fee_before = order.fee_amount
    order.refunded_amount += amount
    fee = fee_before - order.fee_amount
    order.refunded_amount -= amount
    back = return_earning(
        key=_key(order),
        reference=order.reference,
        payee=order.seller,
        payer=order.client,
        amount=Money(amount, order.currency),
        fee=fee,
        sources=sources,
        bearers=bearers,
        now=now,
    )
    return _remember(
        order,
        amount,
        sources,
        why=why,
        now=now,
        transfer=back.transfer.pk if back.transfer else None,
        from_clearing=back.from_clearing,
        from_available=back.from_available,
        from_reserve=back.from_reserve,
        fee_amount=fee,
    )


def _key(order: Order) -> str:
    """Return the key of the next refund: what went back before makes it one of a kind."""
    return f"{order.reference}:refund:{order.refunded_amount}"


def _remember(
    order: Order,
    amount: int,
    sources: Sources,
    *,
    why: Why,
    now: datetime,
    transfer: int | None,
    **bearers: int,
) -> Refund:
    order.refunded_amount += amount
    order.refunded_credit += sources.credit
    order.refunded_discount += sources.marketing
    return Refund.objects.create(
        order=order,
        kind=why.kind,
        amount=amount,
        cash_amount=sources.cash_of(amount),
        credit_amount=sources.credit,
        discount_amount=sources.marketing,
        reserve_amount=sources.reserve,
        reason=why.reason[:1000],
        by=why.by.kind,
        actor=why.by.member,
        at=now,
        transfer=transfer,
        **bearers,
    )
