"""Named reads of programmes and rewards."""

from referrals.programs.queries.board import Place, board, is_named
from referrals.programs.queries.doors import (
    administrators,
    get_program_at_desk,
    get_reward_at_desk,
    get_reward_for,
    get_rule_at_desk,
    labels_of_programs,
    lines_of,
    programs_at_desk,
    rewards_at_desk,
    rewards_of,
    rules_by,
    rules_of,
    running_programs,
)
from referrals.programs.queries.funds import fund_account, fund_held
from referrals.programs.queries.offers import Offer, offers_now
from referrals.programs.queries.preview import Preview, preview_rule
from referrals.programs.queries.reckoning import (
    add_months,
    base_of,
    cut_to,
    month_of,
    share_back,
    tier_of,
)
from referrals.programs.queries.sums import Owing, RewardSums, owed_by, owing_rows, sums_of
from referrals.programs.queries.telling import line_text, program_name, reason_of

__all__ = [
    "Offer",
    "Owing",
    "Place",
    "Preview",
    "RewardSums",
    "add_months",
    "administrators",
    "base_of",
    "board",
    "cut_to",
    "fund_account",
    "fund_held",
    "get_program_at_desk",
    "get_reward_at_desk",
    "get_reward_for",
    "get_rule_at_desk",
    "is_named",
    "labels_of_programs",
    "line_text",
    "lines_of",
    "month_of",
    "offers_now",
    "owed_by",
    "owing_rows",
    "preview_rule",
    "program_name",
    "programs_at_desk",
    "reason_of",
    "rewards_at_desk",
    "rewards_of",
    "rules_by",
    "rules_of",
    "running_programs",
    "share_back",
    "sums_of",
    "tier_of",
]
