"""What can be done to an order."""

from marketplace.orders.services.calendar import change_weekend
from marketplace.orders.services.cancellation import (
    accept_cancellation,
    cancel_order,
    decide_cancellation,
    leave_suspended_seller,
    refuse_cancellation,
    request_cancellation,
    withdraw_cancellation,
)
from marketplace.orders.services.chargebacks import charge_back
from marketplace.orders.services.clock import (
    answer_extension,
    request_extension,
    resume_clock,
    stop_clock,
)
from marketplace.orders.services.complaints import complain, decide_complaint, withdraw_complaint
from marketplace.orders.services.coupons import (
    CouponTerms,
    apply_coupon,
    create_coupon,
    issue_coupon,
    remove_coupon,
    switch_coupon,
    use_credit,
)
from marketplace.orders.services.disputing import leave_dispute, open_dispute, settle_split
from marketplace.orders.services.extra_payments import (
    pay_extra,
    receive_extra_payment,
    start_extra_payment,
)
from marketplace.orders.services.extras import (
    agree_extra,
    choose_extra,
    propose_extra,
    refuse_extra,
    withdraw_extra,
)
from marketplace.orders.services.outages import (
    credit_outages,
    decide_outage,
    record_outage,
    watch_heartbeat,
)
from marketplace.orders.services.packages import order_package
from marketplace.orders.services.payment import (
    pay_from_wallet,
    receive_payment,
    receive_returning_payment,
    start_order_payment,
)
from marketplace.orders.services.refund_proposals import (
    accept_refund,
    propose_refund,
    refuse_refund,
    withdraw_refund,
)
from marketplace.orders.services.settling import (
    open_order,
    register_settler,
    settle_due_orders,
    settle_order,
    settle_orders_of,
)
from marketplace.orders.services.suspensions import (
    resume_clocks_of_reinstated,
    stop_clock_of_suspended,
    stop_clocks_of_suspended,
)
from marketplace.orders.services.terms import (
    ExtraTerms,
    QuestionTerms,
    create_order,
    register_fee_source,
)
from marketplace.orders.services.tips import give_tip, receive_tip_payment, start_tip_payment
from marketplace.orders.services.work import (
    complete_order,
    deliver_order,
    request_revision,
    submit_requirements,
)

__all__ = [
    "CouponTerms",
    "ExtraTerms",
    "QuestionTerms",
    "accept_cancellation",
    "accept_refund",
    "agree_extra",
    "answer_extension",
    "apply_coupon",
    "cancel_order",
    "change_weekend",
    "charge_back",
    "choose_extra",
    "complain",
    "complete_order",
    "create_coupon",
    "create_order",
    "credit_outages",
    "decide_cancellation",
    "decide_complaint",
    "decide_outage",
    "deliver_order",
    "give_tip",
    "issue_coupon",
    "leave_dispute",
    "leave_suspended_seller",
    "open_dispute",
    "open_order",
    "order_package",
    "pay_extra",
    "pay_from_wallet",
    "propose_extra",
    "propose_refund",
    "receive_extra_payment",
    "receive_payment",
    "receive_returning_payment",
    "receive_tip_payment",
    "record_outage",
    "refuse_cancellation",
    "refuse_extra",
    "refuse_refund",
    "register_fee_source",
    "register_settler",
    "remove_coupon",
    "request_cancellation",
    "request_extension",
    "request_revision",
    "resume_clock",
    "resume_clocks_of_reinstated",
    "settle_due_orders",
    "settle_order",
    "settle_orders_of",
    "settle_split",
    "start_extra_payment",
    "start_order_payment",
    "start_tip_payment",
    "stop_clock",
    "stop_clock_of_suspended",
    "stop_clocks_of_suspended",
    "submit_requirements",
    "switch_coupon",
    "use_credit",
    "watch_heartbeat",
    "withdraw_cancellation",
    "withdraw_complaint",
    "withdraw_extra",
    "withdraw_refund",
]
