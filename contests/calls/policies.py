"""Who may do what to a contest."""

from __future__ import annotations

from contests.calls.choices import TRANSITIONS, ContestMove, ContestState, Part
from contests.calls.errors import NotYourMove, StateRefuses
from contests.calls.models import Contest
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import DomainError


def is_contest_admin(member: Member) -> bool:
    """Tell whether the member sets up contests."""
    return has_role(member, Role.ADMIN)


def refusal_of(contest: Contest, move: ContestMove, part: Part) -> DomainError | None:
    """Return why this part can't make this move now, None when it can."""
    steps = TRANSITIONS[ContestState(contest.state)]
    if move not in steps:
        return StateRefuses(state=contest.get_state_display())
    if part not in steps[move].parts:
        return NotYourMove()
    return None
