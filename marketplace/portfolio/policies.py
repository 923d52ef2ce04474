"""Who may see and do what with a work."""

from __future__ import annotations

from marketplace.accounts.models import Member
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.portfolio.choices import TRANSITIONS, Consent, Hand
from marketplace.portfolio.models import PortfolioItem


def is_owner(member: Member | None, item: PortfolioItem) -> bool:
    """Whether the member shows this work."""
    return item.is_of(member)


def is_client(member: Member | None, item: PortfolioItem) -> bool:
    """Whether the work comes from an order of the member's."""
    return item.is_from_order_of(member)


def can_show_order(member: Member, order: Order) -> bool:
    """Whether the member may ask to show this order's work: sold by them, and completed."""
    return order.seller_id == member.pk and order.state == OrderState.COMPLETED


def answers_open(item: PortfolioItem) -> list[Consent]:
    """Return the answers that the client can give now."""
    steps = TRANSITIONS[Consent(item.consent)]
    return [to for to, hands in steps.items() if Hand.CLIENT in hands]
