"""Who may do what to programmes and rewards."""

from __future__ import annotations

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import DomainError
from referrals.programs.choices import PROGRAM_MOVES, ProgramMove, ProgramState
from referrals.programs.errors import ProgramStateRefuses
from referrals.programs.models import Program


def is_program_admin(member: Member) -> bool:
    """Whether the member sets up programmes."""
    return has_role(member, Role.ADMIN)


def refusal_of(program: Program, move: ProgramMove) -> DomainError | None:
    """Return why this move can't be made now, None when it can."""
    if move not in PROGRAM_MOVES[ProgramState(program.state)]:
        return ProgramStateRefuses(state=program.get_state_display())
    return None
