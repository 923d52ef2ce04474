"""Who may do what to a case."""

from __future__ import annotations

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import DomainError
from referrals.guard.choices import TRANSITIONS, CaseMove, CaseState, Part
from referrals.guard.errors import CaseStateRefuses, DecidedByYou, NotYourMove, OwnCase
from referrals.guard.models import Case


def is_reviewer(member: Member) -> bool:
    """Whether the member decides about cases at the desk."""
    return has_role(member, Role.MODERATOR)


def is_side(member: Member, case: Case) -> bool:
    """Whether the case is about this member."""
    return member.pk in (case.owner_id, case.friend_id)


def refusal_of(case: Case, move: CaseMove, part: Part, actor: Member | None) -> DomainError | None:
    """Return why this member can't make this move now, None when they can."""
    steps = TRANSITIONS[CaseState(case.state)]
    if move not in steps:
        return CaseStateRefuses(state=case.get_state_display())
    wanted = steps[move].part
    if part != (Part.STAFF if wanted == Part.SECOND else wanted):
        return NotYourMove()
    if part == Part.STAFF and actor is not None and is_side(actor, case):
        return OwnCase()
    if wanted == Part.SECOND and actor is not None and case.decided_by_id == actor.pk:
        return DecidedByYou()
    return None


def can_make(actor: Member, case: Case, move: CaseMove) -> bool:
    """Whether a button for this move is shown to this member of the staff."""
    return is_reviewer(actor) and refusal_of(case, move, Part.STAFF, actor) is None
