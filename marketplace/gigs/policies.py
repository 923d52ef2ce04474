"""Who may do what with a gig."""

from __future__ import annotations

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.gigs.choices import EDITABLE, TRANSITIONS, GigHand, GigState
from marketplace.gigs.models import Gig


def owns(member: Member | None, gig: Gig) -> bool:
    """Whether the member sells this gig."""
    return member is not None and member.pk == gig.seller_id and member.is_active


def may_decide(member: Member | None, gig: Gig) -> bool:
    """Whether the member may judge this gig: an editor, but not about an own one."""
    return has_role(member, Role.EDITOR) and not owns(member, gig)


def may_edit(member: Member | None, gig: Gig) -> bool:
    """Whether the member may change what the gig says now."""
    return owns(member, gig) and GigState(gig.state) in EDITABLE


def hands_of(member: Member | None, gig: Gig) -> frozenset[GigHand]:
    """Return in which parts the member may act on this gig."""
    hands = set()
    if owns(member, gig):
        hands.add(GigHand.OWNER)
    if may_decide(member, gig):
        hands.add(GigHand.EDITOR)
    return frozenset(hands)


def may_move(member: Member | None, gig: Gig, target: GigState) -> bool:
    """Whether the member may take the gig to this state now."""
    allowed = TRANSITIONS[GigState(gig.state)].get(target, frozenset())
    return not allowed.isdisjoint(hands_of(member, gig))


def may_delete(member: Member | None, gig: Gig) -> bool:
    """Whether the gig may be thrown away: one's own, and never published."""
    return owns(member, gig) and gig.published_at is None and gig.state != GigState.IN_REVIEW
