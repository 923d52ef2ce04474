"""What every fact about an order says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.orders.models import Order, TimelineEntry


def facts(order: Order, entry: TimelineEntry | None) -> dict[str, Any]:
    """Return the fields that all events of an order share."""
    return {
        "order_id": order.public_id,
        "client_id": order.client.public_id,
        "seller_id": order.seller.public_id,
        "article_id": order.article_id,
        "gig_id": order.gig_id,
        "amount": order.total_amount,
        "currency": order.currency,
        "entry_id": entry.pk if entry else None,
        "by": entry.actor_kind if entry else "",
    }


def iso(moment: datetime | None) -> str:
    """Return a moment as events carry it."""
    return moment.isoformat() if moment else ""
