"""Who may do what with actions and claims."""

from __future__ import annotations

from contests.actions.choices import TRANSITIONS, ClaimMove, ClaimState, Part
from contests.actions.errors import NotYourMove, StateRefuses
from contests.actions.models import Claim
from contests.calls.policies import is_contest_admin
from marketplace.core.errors import DomainError

__all__ = ["is_contest_admin", "refusal_of"]


def refusal_of(claim: Claim, move: ClaimMove, part: Part) -> DomainError | None:
    """Return why this part can't make this move now, None when it can."""
    steps = TRANSITIONS[ClaimState(claim.state)]
    if move not in steps:
        return StateRefuses(state=claim.get_state_display())
    return None if part in steps[move].parts else NotYourMove()
