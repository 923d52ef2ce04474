"""Who may do what to a shift, and who can be offered one: pages and API ask the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from community.gurus.queries.members import is_guru
from community.reputation.choices import Level
from community.reputation.queries import Requirement, standing_of
from community.shifts.choices import SHIFT_STEPS, Part, ShiftMove, ShiftState
from community.shifts.errors import (
    NotYourShiftStep,
    OfferRanOut,
    OwnShift,
    SecondManagerDecides,
    ShiftHasBegun,
    ShiftNotBegun,
    ShiftStateRefuses,
)
from community.shifts.models import Shift
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError

DECIDERS = (Role.COMMUNITY_MANAGER, Role.ADMIN)
_ONCE_BEGUN = (ShiftMove.REPORT, ShiftMove.QUESTION)


@dataclass(frozen=True)
class Eligibility:
    """Whether a member can be offered shifts, by the open rule, and what is missing."""

    is_guru: bool
    level: Level
    needed: Level
    missing: tuple[Requirement, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether the rule is met."""
        return self.is_guru or self.level >= self.needed


def eligibility_of(member: Member) -> Eligibility:
    """Return how a member stands to the open rule: a guru, or a standing of this level."""
    standing = standing_of(member)
    needed = Level(rules().shift_standing_min)
    missing = tuple(one for one in standing.next_up if one.missing)
    is_short = standing.level < needed
    return Eligibility(is_guru(member), standing.level, needed, missing if is_short else ())


def is_manager(member: Member | None) -> bool:
    """Whether the member offers and approves shifts."""
    return has_role(member, Role.COMMUNITY_MANAGER)


def may_decide(member: Member | None) -> bool:
    """Whether the desk of shifts opens: managers, and administrators where the sides disagree."""
    return has_role(member, *DECIDERS)


def refusal_of(
    shift: Shift, move: ShiftMove, actor: Member | None, *, now: datetime
) -> DomainError | None:
    """Return why this member can't make this move now, None when they can; no actor: the clock."""
    steps = SHIFT_STEPS[ShiftState(shift.state)]
    if move not in steps:
        return ShiftStateRefuses(state=shift.get_state_display())
    if (refusal := _refusal_by_part(shift, steps[move].parts, actor)) is not None:
        return refusal
    if move == ShiftMove.CANCEL and now >= shift.starts_at:
        return ShiftHasBegun()
    if move == ShiftMove.ACCEPT and now >= shift.answer_by:
        return OfferRanOut()
    is_unreported = move == ShiftMove.APPROVE and shift.state == ShiftState.ACCEPTED
    is_later = is_unreported or move in _ONCE_BEGUN
    return ShiftNotBegun() if is_later and now < shift.starts_at else None


def _refusal_by_part(
    shift: Shift, parts: tuple[Part, ...], actor: Member | None
) -> DomainError | None:
    if actor is None:
        return None if Part.CLOCK in parts else NotYourShiftStep()
    if actor.pk == shift.member_id:
        if Part.MEMBER in parts:
            return None
        return OwnShift() if may_decide(actor) else NotYourShiftStep()
    if Part.MANAGER in parts and is_manager(actor):
        return None
    if Part.OTHER not in parts or not may_decide(actor):
        return NotYourShiftStep()
    return SecondManagerDecides() if actor.pk == shift.questioned_by_id else None


def can_make(actor: Member, shift: Shift, move: ShiftMove, *, now: datetime) -> bool:
    """Whether a button for this move is shown."""
    return refusal_of(shift, move, actor, now=now) is None


def moves_of(actor: Member, shift: Shift, *, now: datetime) -> set[str]:
    """Return the moves that this member can make now."""
    return {move.value for move in ShiftMove if can_make(actor, shift, move, now=now)}
