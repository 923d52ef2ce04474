"""What can be done with actions, claims and entrants."""

from contests.actions.services.acting import register_freezer
from contests.actions.services.arranging import ActionDraft, add_action, remove_action
from contests.actions.services.claiming import claim_action, credit_friends
from contests.actions.services.deciding import (
    appeal_claim,
    grant_claim,
    lapse_claims,
    reject_claim,
)
from contests.actions.services.holding import answer_hold, clear_entrant, exclude_entrant
from contests.actions.services.joining import day_print_of, join_contest
from contests.actions.services.proofs import (
    forget_pictures,
    forget_proofs,
    proof_response,
    scan_proofs,
)
from contests.actions.services.weighing import weigh_contest, weigh_due_contests

__all__ = [
    "ActionDraft",
    "add_action",
    "answer_hold",
    "appeal_claim",
    "claim_action",
    "clear_entrant",
    "credit_friends",
    "day_print_of",
    "exclude_entrant",
    "forget_pictures",
    "forget_proofs",
    "grant_claim",
    "join_contest",
    "lapse_claims",
    "proof_response",
    "register_freezer",
    "reject_claim",
    "remove_action",
    "scan_proofs",
    "weigh_contest",
    "weigh_due_contests",
]
