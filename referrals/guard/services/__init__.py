"""What can be done about doubtful referrals."""

from referrals.guard.services.deciding import (
    clear_case,
    confirm_case,
    decide_with_others,
    uphold_case,
)
from referrals.guard.services.speaking import answer_case, appeal_case, forget_words
from referrals.guard.services.weighing import weigh_member, weigh_owner

__all__ = [
    "answer_case",
    "appeal_case",
    "clear_case",
    "confirm_case",
    "decide_with_others",
    "forget_words",
    "uphold_case",
    "weigh_member",
    "weigh_owner",
]
