"""An order that ends without its dispute ends the dispute, too."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.events import subscribe
from marketplace.disputes.services import overtake_dispute
from marketplace.orders.events import OrderRefunded
from marketplace.orders.queries import get_order_for_support


@subscribe(OrderRefunded, consumer="disputes.overtake", queue="money")
def overtake(event: OrderRefunded, *, now: datetime) -> None:
    """End the dispute of an order whose payment was taken back."""
    overtake_dispute(order=get_order_for_support(event.order_id), now=now)
