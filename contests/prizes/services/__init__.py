"""What can be done to awards."""

from contests.prizes.services.approving import approve_results, drop_proposed, propose_awards
from contests.prizes.services.claiming import claim_award, forget_forms, remind_and_lapse
from contests.prizes.services.goods import receive_award, send_award
from contests.prizes.services.paying import finish_due_contests, pay_due_awards
from contests.prizes.services.reserves import give_place_on

__all__ = [
    "approve_results",
    "claim_award",
    "drop_proposed",
    "finish_due_contests",
    "forget_forms",
    "give_place_on",
    "pay_due_awards",
    "propose_awards",
    "receive_award",
    "remind_and_lapse",
    "send_award",
]
