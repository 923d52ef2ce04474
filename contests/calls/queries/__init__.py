"""Named reads of contests."""

from contests.calls.queries.doors import (
    contests_at_desk,
    contests_in_hall,
    get_contest,
    get_contest_at_desk,
    get_public_contest,
    labels_of_contests,
)
from contests.calls.queries.eligibility import (
    Exclusion,
    Ineligible,
    reasons_against,
    register_exclusion,
)
from contests.calls.queries.funds import fund_held, fund_needed
from contests.calls.queries.links import get_link, link_of
from contests.calls.queries.panels import Panel, panels_of, register_panel
from contests.calls.queries.prizes import prizes_at, prizes_of
from contests.calls.queries.readiness import Complaint, complaints_of, register_check
from contests.calls.queries.rulebooks import (
    Rules,
    all_rule_books,
    rule_book_of,
    rule_complaints,
)
from contests.calls.queries.steps import SetupStep, register_step, steps_of
from contests.calls.queries.texts import contest_text, terms_template

__all__ = [
    "Complaint",
    "Exclusion",
    "Ineligible",
    "Panel",
    "Rules",
    "SetupStep",
    "all_rule_books",
    "complaints_of",
    "contest_text",
    "contests_at_desk",
    "contests_in_hall",
    "fund_held",
    "fund_needed",
    "get_contest",
    "get_contest_at_desk",
    "get_link",
    "get_public_contest",
    "labels_of_contests",
    "link_of",
    "panels_of",
    "prizes_at",
    "prizes_of",
    "reasons_against",
    "register_check",
    "register_exclusion",
    "register_panel",
    "register_step",
    "rule_book_of",
    "rule_complaints",
    "steps_of",
    "terms_template",
]
