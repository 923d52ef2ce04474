"""What an order, or what comes after it, takes of whom when it is paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.core.conf import rules
from marketplace.ledger.queries import spendable_credit
from marketplace.orders.models import Order


@dataclass(frozen=True)
class Payable:
    """The sources of a total, in minor units: a coupon, the client's credit, the client's money."""

    total: int
    discount: int
    credit: int
    credit_there: int

    @property
    def cash(self) -> int:
        """What the client pays in money."""
        return self.total - self.discount - self.credit

    @property
    def through_gateway(self) -> int:
        """What a gateway is asked for: at least its smallest payment; the wallet keeps the rest."""
        return max(self.cash, rules().deposit_minimum_minor) if self.cash else 0


def payable_of(order: Order, *, now: datetime) -> Payable:
    """Return what paying this order takes now. Credit is taken only where the client wants it."""
    rest = order.total_amount - order.discount_amount
    there = spendable_credit(order.client, order.currency, now=now)
    return Payable(
        total=order.total_amount,
        discount=order.discount_amount,
        credit=min(there, rest) if order.uses_credit else 0,
        credit_there=there,
    )


def payable_later(order: Order, amount: int, *, uses_credit: bool, now: datetime) -> Payable:
    """Return what an extra or a tip of this order takes now, by the same rules as the order."""
    there = spendable_credit(order.client, order.currency, now=now)
    credit = min(there, amount) if uses_credit else 0
    return Payable(total=amount, discount=0, credit=credit, credit_there=there)
