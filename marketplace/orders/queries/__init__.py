"""Named reads of orders."""

from marketplace.orders.queries.doors import (
    get_file,
    get_order_for,
    get_order_for_support,
    open_cancellation,
    open_clock_stop,
    open_extension,
)
from marketplace.orders.queries.lists import (
    OrderRow,
    Side,
    Tab,
    count_tabs,
    orders_of_member,
    support_queue,
)
from marketplace.orders.queries.parts import OrderParts, entry_parts, parts_of
from marketplace.orders.queries.totals import OrderTotals, orders_of_articles

__all__ = [
    "OrderParts",
    "OrderRow",
    "OrderTotals",
    "Side",
    "Tab",
    "count_tabs",
    "entry_parts",
    "get_file",
    "get_order_for",
    "get_order_for_support",
    "open_cancellation",
    "open_clock_stop",
    "open_extension",
    "orders_of_articles",
    "orders_of_member",
    "parts_of",
    "support_queue",
]
