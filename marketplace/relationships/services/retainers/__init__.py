"""What can be done to a retainer."""

from marketplace.relationships.services.retainers.agreeing import (
    RetainerTerms,
    accept_retainer,
    decline_retainer,
    offer_retainer,
    withdraw_retainer,
)
from marketplace.relationships.services.retainers.changes import (
    answer_change,
    propose_change,
    withdraw_change,
)
from marketplace.relationships.services.retainers.paying import (
    pay_month,
    receive_month_payment,
    start_month_payment,
)
from marketplace.relationships.services.retainers.running import (
    keep_retainer,
    pause_retainer,
    resume_retainer,
    stop_retainer,
)
from marketplace.relationships.services.retainers.settling import (
    open_retainer,
    settle_due_retainers,
    settle_retainer,
    settle_retainers_of,
)
from marketplace.relationships.services.retainers.usage import log_usage, void_usage

__all__ = [
    "RetainerTerms",
    "accept_retainer",
    "answer_change",
    "decline_retainer",
    "keep_retainer",
    "log_usage",
    "offer_retainer",
    "open_retainer",
    "pause_retainer",
    "pay_month",
    "propose_change",
    "receive_month_payment",
    "resume_retainer",
    "settle_due_retainers",
    "settle_retainer",
    "settle_retainers_of",
    "start_month_payment",
    "stop_retainer",
    "void_usage",
    "withdraw_change",
    "withdraw_retainer",
]
