"""Named reads of actions, entrants, claims."""

from contests.actions.queries.days import contest_day, contest_zone
from contests.actions.queries.deeds import register_deed
from contests.actions.queries.doors import (
    actions_of,
    claims_for_review,
    desk_counts,
    entrant_of,
    entrants_at_desk,
    get_action,
    get_action_at_desk,
    get_claim_at_desk,
    get_claim_for,
    get_entrant_at_desk,
    get_entrant_for,
    members_joined,
    note_of,
)
from contests.actions.queries.facts import Fact, offered_kinds, register_fact
from contests.actions.queries.networks import NetworkRule, network_warnings, rules_against
from contests.actions.queries.standing import ActionView, Standing, standing_of
from contests.actions.queries.telling import describe, label_text
from contests.actions.queries.tickets import (
    count_undecided,
    entrants_by_name,
    entrants_counted,
    ticket_counts,
    ticket_totals,
)

__all__ = [
    "ActionView",
    "Fact",
    "NetworkRule",
    "Standing",
    "actions_of",
    "claims_for_review",
    "contest_day",
    "contest_zone",
    "count_undecided",
    "describe",
    "desk_counts",
    "entrant_of",
    "entrants_at_desk",
    "entrants_by_name",
    "entrants_counted",
    "get_action",
    "get_action_at_desk",
    "get_claim_at_desk",
    "get_claim_for",
    "get_entrant_at_desk",
    "get_entrant_for",
    "label_text",
    "members_joined",
    "network_warnings",
    "note_of",
    "offered_kinds",
    "register_deed",
    "register_fact",
    "rules_against",
    "standing_of",
    "ticket_counts",
    "ticket_totals",
]
