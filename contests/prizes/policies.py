"""Who may do what to an award."""

from __future__ import annotations

from datetime import datetime

from contests.prizes.choices import TRANSITIONS, AwardMove, AwardState, Part
from contests.prizes.errors import AwardStateRefuses, NotYourMove
from contests.prizes.models import Award
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError


def is_winner(member: Member | None, award: Award) -> bool:
    """Whether the award is this member's, and out."""
    hidden = (AwardState.PROPOSED, AwardState.DROPPED)
    return member is not None and award.member_id == member.pk and award.state not in hidden


def can_claim(award: Award, now: datetime) -> bool:
    """Whether the winner can still answer: it lapses at its moment, also before a sweep has run."""
    return award.state == AwardState.WAITING and (award.claim_by is None or now < award.claim_by)


def refusal_of(award: Award, move: AwardMove, part: Part) -> DomainError | None:
    """Return why this part can't make this move now, None when it can."""
    steps = TRANSITIONS[AwardState(award.state)]
    if move not in steps:
        return AwardStateRefuses(state=award.get_state_display())
    if part not in steps[move].parts:
        return NotYourMove()
    return None
