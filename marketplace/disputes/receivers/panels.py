"""What disputes show on the page of an order, and how they act before one is read."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from marketplace.accounts.models import Member
from marketplace.accounts.queries import Panel
from marketplace.disputes import policies, queries
from marketplace.disputes.services import settle_for_order
from marketplace.orders.choices import ActorKind, OrderState
from marketplace.orders.models import Order
from marketplace.orders.queries import register_order_panel
from marketplace.orders.services import register_settler

ORDER_PANEL: Final = "marketplace/disputes/_order_panel.html"


def order_panel(
    *,
    order: Order,
    kind: ActorKind,
    member: Member,
    now: datetime,  # noqa: ARG001
) -> Panel | None:
    """Lead to the order's dispute, or to opening one where that is possible.

    Support is led to making one of what it was asked to decide.
    """
    may_open = policies.can_open(member, order)
    may_refer = kind == ActorKind.SUPPORT and policies.can_refer(member, order)
    is_ended = order.state in (OrderState.COMPLETED, OrderState.REFUNDED)
    found = None
    if order.state == OrderState.DISPUTED or is_ended or may_open:
        found = queries.dispute_of(order)
    if found is None and not may_open and not may_refer:
        return None
    context = {
        "dispute": found,
        "may_open": may_open,
        "may_refer": may_refer,
        "is_support": kind == ActorKind.SUPPORT,
    }
    return Panel(ORDER_PANEL, context)


register_order_panel("disputes", order_panel, position=10)
register_settler("disputes", settle_for_order)
