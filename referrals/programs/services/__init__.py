"""What can be done to programmes and rewards."""

from referrals.programs.services.clawback import take_back_of_order
from referrals.programs.services.drafting import (
    ProgramDraft,
    RuleDraft,
    add_rule,
    change_program,
    create_program,
    retire_rule,
    rule_from,
)
from referrals.programs.services.due import fall_due
from referrals.programs.services.funding import PAID_IN, RETURNED, pay_in_fund, return_left
from referrals.programs.services.granting import reward_order, reward_signup
from referrals.programs.services.holding import bar_rewards, hold_rewards, release_rewards
from referrals.programs.services.moving import (
    end_program,
    pause_program,
    resume_program,
    start_program,
)
from referrals.programs.services.naming import set_board_name
from referrals.programs.services.paying import MET, REWARD, pay_due_rewards

__all__ = [
    "MET",
    "PAID_IN",
    "RETURNED",
    "REWARD",
    "ProgramDraft",
    "RuleDraft",
    "add_rule",
    "bar_rewards",
    "change_program",
    "create_program",
    "end_program",
    "fall_due",
    "hold_rewards",
    "pause_program",
    "pay_due_rewards",
    "pay_in_fund",
    "release_rewards",
    "resume_program",
    "retire_rule",
    "return_left",
    "reward_order",
    "reward_signup",
    "rule_from",
    "set_board_name",
    "start_program",
    "take_back_of_order",
]
