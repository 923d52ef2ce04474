"""Who may do what to a draw."""

from __future__ import annotations

from contests.calls.policies import is_contest_admin
from contests.draws.choices import TRANSITIONS, DrawMove, DrawState, Part
from contests.draws.errors import NotYourMove, StateRefuses
from contests.draws.models import Draw
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError

__all__ = ["is_contest_admin", "may_see_list", "refusal_of"]


def refusal_of(draw: Draw, move: DrawMove, part: Part) -> DomainError | None:
    """Return why this part can't make this move now, None when it can."""
    steps = TRANSITIONS[DrawState(draw.state)]
    if move not in steps:
        return StateRefuses(state=draw.get_state_display())
    return None if part in steps[move].parts else NotYourMove()


def may_see_list(draw: Draw, viewer: Member | None) -> bool:
    """Whether the list of tickets may be read: by everybody as soon as it is closed."""
    return bool(draw.tickets_digest) and (
        draw.contest.is_public or (viewer is not None and is_contest_admin(viewer))
    )
