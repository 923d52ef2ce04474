"""Named reads of orders."""

from marketplace.orders.queries.coming import Step, coming_lines, steps_of
from marketplace.orders.queries.doors import (
    arrived_payment,
    coupon_of,
    extras_on_offer,
    get_coupon,
    get_file,
    get_order_for,
    get_order_for_support,
    get_outage,
    last_complaint,
    open_cancellation,
    open_clock_stop,
    open_extension,
    open_extra,
    open_refund,
)
from marketplace.orders.queries.lists import (
    OrderRow,
    Side,
    Tab,
    as_row,
    complaint_queue,
    count_tabs,
    coupons_at_desk,
    orders_of_member,
    outages_at_desk,
    support_queue,
)
from marketplace.orders.queries.outlook import ClockCard, clock_card, turn_of
from marketplace.orders.queries.parts import OrderParts, entry_parts, parts_of
from marketplace.orders.queries.paying import Payable, payable_of
from marketplace.orders.queries.storyline import Line, line_of
from marketplace.orders.queries.telling import Teller, teller_for
from marketplace.orders.queries.totals import OrderTotals, orders_of_articles

__all__ = [
    "ClockCard",
    "Line",
    "OrderParts",
    "OrderRow",
    "OrderTotals",
    "Payable",
    "Side",
    "Step",
    "Tab",
    "Teller",
    "arrived_payment",
    "as_row",
    "clock_card",
    "coming_lines",
    "complaint_queue",
    "count_tabs",
    "coupon_of",
    "coupons_at_desk",
    "entry_parts",
    "extras_on_offer",
    "get_coupon",
    "get_file",
    "get_order_for",
    "get_order_for_support",
    "get_outage",
    "last_complaint",
    "line_of",
    "open_cancellation",
    "open_clock_stop",
    "open_extension",
    "open_extra",
    "open_refund",
    "orders_of_articles",
    "orders_of_member",
    "outages_at_desk",
    "parts_of",
    "payable_of",
    "steps_of",
    "support_queue",
    "teller_for",
    "turn_of",
]
