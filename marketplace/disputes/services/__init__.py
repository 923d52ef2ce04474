"""What can be done to a dispute."""

from marketplace.disputes.services.deciding import (
    accept_decision,
    appeal_decision,
    decide_dispute,
)
from marketplace.disputes.services.evidence import Evidence, add_evidence
from marketplace.disputes.services.opening import (
    answer_deadline,
    answer_dispute,
    open_dispute,
    refer_order,
    withdraw_dispute,
)
from marketplace.disputes.services.proposals import (
    accept_proposal,
    decline_proposal,
    propose_split,
)
from marketplace.disputes.services.settling import (
    open_dispute_page,
    overtake_dispute,
    settle_dispute,
    settle_disputes_of,
    settle_due_disputes,
    settle_for_order,
)

__all__ = [
    "Evidence",
    "accept_decision",
    "accept_proposal",
    "add_evidence",
    "answer_deadline",
    "answer_dispute",
    "appeal_decision",
    "decide_dispute",
    "decline_proposal",
    "open_dispute",
    "open_dispute_page",
    "overtake_dispute",
    "propose_split",
    "refer_order",
    "settle_dispute",
    "settle_disputes_of",
    "settle_due_disputes",
    "settle_for_order",
    "withdraw_dispute",
]
