"""Named reads of contests."""

from contests.calls.queries.audience import (
    administrators,
    audience_of,
    count_followers,
    is_following,
    register_audience,
)
from contests.calls.queries.clauses import country_clauses, without_clauses
from contests.calls.queries.doors import (
    contests_at_desk,
    get_contest,
    get_contest_at_desk,
    get_public_contest,
    get_public_contest_by_id,
    labels_of_contests,
    public_contests,
)
from contests.calls.queries.eligibility import (
    Exclusion,
    Ineligible,
    reasons_against,
    register_exclusion,
)
from contests.calls.queries.funds import fund_held, fund_needed
from contests.calls.queries.hall import (
    TABS,
    ContestCard,
    calendar_contests,
    card_of,
    count_listed_contests,
    hall_cards,
    hall_counts,
    listed_contests,
    live_contests,
)
from contests.calls.queries.links import LinkFigures, figures_of, get_link, link_of
from contests.calls.queries.panels import Panel, panels_of, register_panel
from contests.calls.queries.prizes import prizes_at, prizes_of
from contests.calls.queries.readiness import Complaint, complaints_of, register_check
from contests.calls.queries.rulebooks import (
    OTHERS,
    RULE_BOOKS,
    VOUCHES,
    Rules,
    all_rule_books,
    changed_rule_books,
    rule_book_of,
    rule_complaints,
    vouch_text,
)
from contests.calls.queries.setup import ShownStep, setup_context
from contests.calls.queries.steps import SetupStep, register_step, steps_of
from contests.calls.queries.telling import Told, lines_of, timeline_of
from contests.calls.queries.texts import contest_text, templates_changed, terms_template

__all__ = [
    "OTHERS",
    "RULE_BOOKS",
    "TABS",
    "VOUCHES",
    "Complaint",
    "ContestCard",
    "Exclusion",
    "Ineligible",
    "LinkFigures",
    "Panel",
    "Rules",
    "SetupStep",
    "ShownStep",
    "Told",
    "administrators",
    "all_rule_books",
    "audience_of",
    "calendar_contests",
    "card_of",
    "changed_rule_books",
    "complaints_of",
    "contest_text",
    "contests_at_desk",
    "count_followers",
    "count_listed_contests",
    "country_clauses",
    "figures_of",
    "fund_held",
    "fund_needed",
    "get_contest",
    "get_contest_at_desk",
    "get_link",
    "get_public_contest",
    "get_public_contest_by_id",
    "hall_cards",
    "hall_counts",
    "is_following",
    "labels_of_contests",
    "lines_of",
    "link_of",
    "listed_contests",
    "live_contests",
    "panels_of",
    "prizes_at",
    "prizes_of",
    "public_contests",
    "reasons_against",
    "register_audience",
    "register_check",
    "register_exclusion",
    "register_panel",
    "register_step",
    "rule_book_of",
    "rule_complaints",
    "setup_context",
    "steps_of",
    "templates_changed",
    "terms_template",
    "timeline_of",
    "vouch_text",
    "without_clauses",
]
