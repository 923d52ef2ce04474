"""What can be done to entries."""

from contests.entries.services.checking import begin_run, run_checks
from contests.entries.services.deciding import (
    accept_entry,
    answer_appeal,
    appeal_refusal,
    decide_finding,
    disqualify_entry,
    reconsider_entry,
    refuse_entry,
)
from contests.entries.services.entering import (
    EntryText,
    change_entry,
    enter_contest,
    look_again,
    withdraw_entry,
)
from contests.entries.services.leaving import erase_entries
from contests.entries.services.looking import look_due
from contests.entries.services.moderating import hide_entry, show_entry
from contests.entries.services.ruling import RulesDraft, set_writing_rules

__all__ = [
    "EntryText",
    "RulesDraft",
    "accept_entry",
    "answer_appeal",
    "appeal_refusal",
    "begin_run",
    "change_entry",
    "decide_finding",
    "disqualify_entry",
    "enter_contest",
    "erase_entries",
    "hide_entry",
    "look_again",
    "look_due",
    "reconsider_entry",
    "refuse_entry",
    "run_checks",
    "set_writing_rules",
    "show_entry",
    "withdraw_entry",
]
