"""Who may do what to a sponsorship."""

from __future__ import annotations

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import DomainError
from referrals.sponsorships.choices import TRANSITIONS, Part, SponsorshipMove, SponsorshipState
from referrals.sponsorships.errors import NotYourMove, SponsorshipStateRefuses
from referrals.sponsorships.models import Sponsorship

DESK = (Role.ADMIN, Role.FINANCE)


def is_manager(member: Member) -> bool:
    """Whether the member agrees to sponsorships and pays them in: administrators and finance."""
    return has_role(member, *DESK)


def can_look(member: Member, sponsorship: Sponsorship) -> bool:
    """Whether the member may see a sponsorship: its creator, and who decides about it."""
    return sponsorship.creator_id == member.pk or is_manager(member)


def refusal_of(sponsorship: Sponsorship, move: SponsorshipMove, part: Part) -> DomainError | None:
    """Return why this part can't make this move now, None when it can."""
    steps = TRANSITIONS[SponsorshipState(sponsorship.state)]
    if move not in steps:
        return SponsorshipStateRefuses(state=sponsorship.get_state_display())
    return None if part in steps[move].parts else NotYourMove()
