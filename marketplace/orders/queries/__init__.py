"""Named reads of orders."""

from marketplace.orders.queries.coming import Step, coming_lines, steps_of
from marketplace.orders.queries.documents import order_documents, register_documents
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
    moments_of,
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
    order_rows,
    orders_of_member,
    outages_at_desk,
    support_queue,
)
from marketplace.orders.queries.outlook import ClockCard, clock_card, turn_of
from marketplace.orders.queries.panels import order_panels, register_order_panel
from marketplace.orders.queries.parts import OrderParts, entry_parts, parts_of
from marketplace.orders.queries.paying import Payable, payable_later, payable_of
from marketplace.orders.queries.prices import price_of_order
from marketplace.orders.queries.record import DeliveryRecord, delivery_record
from marketplace.orders.queries.standing import (
    Outcome,
    open_orders_of,
    outcomes_for,
    undelivered_sales_of,
)
from marketplace.orders.queries.storyline import Line, line_of
from marketplace.orders.queries.telling import Teller, teller_for
from marketplace.orders.queries.totals import OrderTotals, orders_of_articles

__all__ = [
    "ClockCard",
    "DeliveryRecord",
    "Line",
    "OrderParts",
    "OrderRow",
    "OrderTotals",
    "Outcome",
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
    "delivery_record",
    "entry_parts",
    "extras_on_offer",
    "get_coupon",
    "get_file",
    "get_order_for",
    "get_order_for_support",
    "get_outage",
    "last_complaint",
    "line_of",
    "moments_of",
    "open_cancellation",
    "open_clock_stop",
    "open_extension",
    "open_extra",
    "open_orders_of",
    "open_refund",
    "order_documents",
    "order_panels",
    "order_rows",
    "orders_of_articles",
    "orders_of_member",
    "outages_at_desk",
    "outcomes_for",
    "parts_of",
    "payable_later",
    "payable_of",
    "price_of_order",
    "register_documents",
    "register_order_panel",
    "steps_of",
    "support_queue",
    "teller_for",
    "turn_of",
    "undelivered_sales_of",
]
