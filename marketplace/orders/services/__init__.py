"""What can be done to an order."""

from marketplace.orders.services.cancellation import (
    accept_cancellation,
    cancel_order,
    decide_cancellation,
    leave_suspended_seller,
    refuse_cancellation,
    request_cancellation,
    withdraw_cancellation,
)
from marketplace.orders.services.clock import (
    answer_extension,
    request_extension,
    resume_clock,
    stop_clock,
)
from marketplace.orders.services.disputing import leave_dispute, open_dispute, settle_split
from marketplace.orders.services.packages import order_package
from marketplace.orders.services.payment import (
    pay_from_wallet,
    receive_payment,
    receive_returning_payment,
    start_order_payment,
)
from marketplace.orders.services.settling import (
    open_order,
    register_settler,
    settle_due_orders,
    settle_order,
    settle_orders_of,
)
from marketplace.orders.services.terms import (
    ExtraTerms,
    QuestionTerms,
    create_order,
    register_fee_source,
)
from marketplace.orders.services.work import (
    complete_order,
    deliver_order,
    request_revision,
    submit_requirements,
)

__all__ = [
    "ExtraTerms",
    "QuestionTerms",
    "accept_cancellation",
    "answer_extension",
    "cancel_order",
    "complete_order",
    "create_order",
    "decide_cancellation",
    "deliver_order",
    "leave_dispute",
    "leave_suspended_seller",
    "open_dispute",
    "open_order",
    "order_package",
    "pay_from_wallet",
    "receive_payment",
    "receive_returning_payment",
    "refuse_cancellation",
    "register_fee_source",
    "register_settler",
    "request_cancellation",
    "request_extension",
    "request_revision",
    "resume_clock",
    "settle_due_orders",
    "settle_order",
    "settle_orders_of",
    "settle_split",
    "start_order_payment",
    "stop_clock",
    "submit_requirements",
    "withdraw_cancellation",
]
