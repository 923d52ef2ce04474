"""What is under way for somebody whose account is closed, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from marketplace.accounts.models import Member
from marketplace.orders.choices import CLOSED_STATES, OrderState
from marketplace.orders.models import Order


@dataclass(frozen=True)
class Outcome:
    """An open order and how it ends while one side is suspended. Minor units."""

    title: str
    number: str
    words: str
    amount: int
    currency: str


def open_orders_of(member: Member) -> list[Order]:
    """Return the member's orders that aren't closed, of either side, the oldest first."""
    mine = Q(client=member) | Q(seller=member)
    return list(Order.objects.filter(mine).exclude(state__in=CLOSED_STATES).order_by("id"))


def undelivered_sales_of(member: Member) -> list[Order]:
    """Return what the member sold, was paid for and hasn't delivered, with its clients."""
    states = (
        OrderState.AWAITING_REQUIREMENTS,
        OrderState.IN_PROGRESS,
        OrderState.REVISION_REQUESTED,
    )
    rows = Order.objects.filter(seller=member, state__in=states).select_related("client")
    return list(rows.order_by("id"))


def outcomes_for(member: Member) -> list[Outcome]:
    """Return how each open order of a suspended member ends. One query."""
    return [
        Outcome(
            title=order.title,
            number=order.number,
            words=_sold(order) if order.seller_id == member.pk else _bought(order),
            amount=order.earning_amount if order.seller_id == member.pk else order.total_amount,
            currency=order.currency,
        )
        for order in open_orders_of(member)
    ]


def _sold(order: Order) -> str:
    if order.state == OrderState.PENDING_PAYMENT:
        return _("It isn't paid, and is dropped in a day.")
    if order.state == OrderState.DELIVERED:
        return _("Your delivery stays. When the client accepts it, or says nothing, you are paid.")
    if order.state == OrderState.DISPUTED:
        return _("The dispute is decided as always, and you hear of it by mail.")
    return _("The client may cancel with a full refund, or wait until your account is open.")


def _bought(order: Order) -> str:
    if order.state in (OrderState.PENDING_PAYMENT, OrderState.AWAITING_REQUIREMENTS):
        return _("The work hasn't begun: in time the order ends, and you get everything back.")
    if order.state == OrderState.DISPUTED:
        return _("The dispute is decided as always, and you hear of it by mail.")
    return _("The work goes on. A delivery counts as accepted after the days of review.")
