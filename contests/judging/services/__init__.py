"""What can be done in judging."""

from contests.judging.services.asking import start_count
from contests.judging.services.closing import move_due_judgings, renew_timer
from contests.judging.services.counting import carry_out_count, carry_out_due_counts
from contests.judging.services.feedback import announce_feedback
from contests.judging.services.finals import decide_duel
from contests.judging.services.giving import give_out_now, give_waiting_sheets
from contests.judging.services.inviting import answer_invitation, invite_judge, replace_judge
from contests.judging.services.leaving import go_on_without
from contests.judging.services.setup import (
    CriterionDraft,
    RulesDraft,
    add_criterion,
    change_criterion,
    remove_criterion,
    set_rules,
    use_template_rubric,
)
from contests.judging.services.sheets import digest_of, recuse_from, save_sheet, seal_sheet
from contests.judging.services.ties import declare_tie, withdraw_tie

__all__ = [
    "CriterionDraft",
    "RulesDraft",
    "add_criterion",
    "announce_feedback",
    "answer_invitation",
    "carry_out_count",
    "carry_out_due_counts",
    "change_criterion",
    "decide_duel",
    "declare_tie",
    "digest_of",
    "give_out_now",
    "give_waiting_sheets",
    "go_on_without",
    "invite_judge",
    "move_due_judgings",
    "recuse_from",
    "remove_criterion",
    "renew_timer",
    "replace_judge",
    "save_sheet",
    "seal_sheet",
    "set_rules",
    "start_count",
    "use_template_rubric",
    "withdraw_tie",
]
