"""Named reads of prizes."""

from contests.prizes.queries.doors import (
    awards_of_contest,
    awards_of_member,
    awards_to_answer,
    awards_under_way,
    get_award,
    get_award_at_desk,
    get_award_for,
    goods_to_send,
    prize_name,
    run_of,
    winners_shown,
)
from contests.prizes.queries.forms import FormField, fields_for, form_lines, form_of, needs_answer
from contests.prizes.queries.honours import Honour, honours_of
from contests.prizes.queries.placings import (
    Placing,
    PlacingSource,
    Standing,
    register_placings,
    standing_of,
    still_holds,
)
from contests.prizes.queries.report import (
    ContestReport,
    Figure,
    paid_by_month,
    register_report_source,
    report_of,
)
from contests.prizes.queries.signing import approvals_needed, approvals_of, results_digest

__all__ = [
    "ContestReport",
    "Figure",
    "FormField",
    "Honour",
    "Placing",
    "PlacingSource",
    "Standing",
    "approvals_needed",
    "approvals_of",
    "awards_of_contest",
    "awards_of_member",
    "awards_to_answer",
    "awards_under_way",
    "fields_for",
    "form_lines",
    "form_of",
    "get_award",
    "get_award_at_desk",
    "get_award_for",
    "goods_to_send",
    "honours_of",
    "needs_answer",
    "paid_by_month",
    "prize_name",
    "register_placings",
    "register_report_source",
    "report_of",
    "results_digest",
    "run_of",
    "standing_of",
    "still_holds",
    "winners_shown",
]
