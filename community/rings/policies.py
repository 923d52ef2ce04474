"""Who may do what to a case."""

from __future__ import annotations

from community.rings.choices import TRANSITIONS, RingMove, RingPart, RingState
from community.rings.errors import NotYourStep, OwnRing, RingDecidedByYou, RingStateRefuses
from community.rings.models import RingCase
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import DomainError


def is_reviewer(member: Member | None) -> bool:
    """Whether the member decides about cases at the desk."""
    return has_role(member, Role.COMMUNITY_MANAGER)


def is_person_of(member: Member, case: RingCase) -> bool:
    """Whether the case is about this member."""
    return case.people.filter(member=member).exists()


def refusal_of(
    case: RingCase, move: RingMove, part: RingPart, actor: Member, *, is_side: bool
) -> DomainError | None:
    """Return why this member can't make this move now, None when they can."""
    steps = TRANSITIONS[RingState(case.state)]
    if move not in steps:
        return RingStateRefuses(state=case.get_state_display())
    wanted = steps[move].part
    if part != (RingPart.STAFF if wanted == RingPart.SECOND else wanted):
        return NotYourStep()
    if part == RingPart.STAFF and is_side:
        return OwnRing()
    if wanted == RingPart.SECOND and case.decided_by_id == actor.pk:
        return RingDecidedByYou()
    return None


def can_make(actor: Member, case: RingCase, move: RingMove, *, is_side: bool) -> bool:
    """Whether a button for this move is shown to this member of the staff."""
    if not is_reviewer(actor):
        return False
    return refusal_of(case, move, RingPart.STAFF, actor, is_side=is_side) is None
