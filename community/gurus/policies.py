"""Who may do what in the club: pages and API ask the same."""

from __future__ import annotations

from community.gurus.choices import (
    MEMBERSHIP_STEPS,
    NOMINATION_STEPS,
    MembershipMove,
    MembershipState,
    NominationMove,
    NominationState,
    Part,
)
from community.gurus.errors import (
    BlockedCandidate,
    MembershipStateRefuses,
    NominationStateRefuses,
    NominatorSupports,
    NotYourStep,
    OwnNomination,
    SecondPersonAnswers,
)
from community.gurus.models import Membership, Nomination
from community.gurus.queries.members import is_guru
from community.rings.queries import neighbours_of
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import DomainError
from marketplace.messaging.queries import blocks_among

MANAGERS = (Role.COMMUNITY_MANAGER,)
ANSWERERS = (Role.COMMUNITY_MANAGER, Role.ADMIN)


def is_manager(member: Member | None) -> bool:
    """Whether the member looks after the club."""
    return has_role(member, *MANAGERS)


def is_of_the_club(member: Member | None) -> bool:
    """Whether the club's inner pages open: gurus and community managers."""
    return member is not None and (is_guru(member) or is_manager(member))


def are_blocked(one: Member, other: Member) -> bool:
    """Whether one of two members has blocked the other."""
    return bool(blocks_among([one, other]))


def _may_as(nomination: Nomination, part: Part, actor: Member) -> bool:
    if part == Part.CANDIDATE:
        return actor.pk == nomination.candidate_id
    if part == Part.NOMINATOR:
        return actor.pk == nomination.nominator_id
    if part == Part.MANAGER:
        return is_manager(actor)
    return part == Part.GURU and is_guru(actor)


def refusal_of(
    nomination: Nomination, move: NominationMove, actor: Member | None
) -> DomainError | None:
    """Return why this member can't make this move now, None when they can; no actor: the clock."""
    steps = NOMINATION_STEPS[NominationState(nomination.state)]
    if move not in steps:
        return NominationStateRefuses(state=nomination.get_state_display())
    parts = steps[move].parts
    if actor is None:
        return None if Part.CLOCK in parts else NotYourStep()
    is_candidate = actor.pk == nomination.candidate_id
    if is_candidate and Part.CANDIDATE not in parts:
        return OwnNomination()
    if not any(_may_as(nomination, part, actor) for part in parts):
        return NotYourStep()
    return _refusal_to_support(nomination, actor) if move == NominationMove.SUPPORT else None


def _refusal_to_support(nomination: Nomination, actor: Member) -> DomainError | None:
    if actor.pk == nomination.nominator_id:
        return NominatorSupports()
    # A case is nobody's business: the refusal doesn't name it.
    if nomination.candidate_id in neighbours_of(actor):
        return NotYourStep()
    return BlockedCandidate() if are_blocked(actor, nomination.candidate) else None


def can_make(actor: Member, nomination: Nomination, move: NominationMove) -> bool:
    """Whether a button for this move is shown."""
    return refusal_of(nomination, move, actor) is None


def _may_on(membership: Membership, part: Part, actor: Member) -> bool:
    if part == Part.MEMBER:
        return actor.pk == membership.member_id
    if part == Part.MANAGER:
        return is_manager(actor)
    return part == Part.OTHER_MANAGER and has_role(actor, *ANSWERERS)


def refusal_on(
    membership: Membership, move: MembershipMove, actor: Member | None
) -> DomainError | None:
    """Return why this member can't make this move now, None when they can; no actor: the clock."""
    steps = MEMBERSHIP_STEPS[MembershipState(membership.state)]
    if move not in steps:
        return MembershipStateRefuses(state=membership.get_state_display())
    parts = steps[move].parts
    if actor is None:
        return None if Part.CLOCK in parts else NotYourStep()
    if not any(_may_on(membership, part, actor) for part in parts):
        return NotYourStep()
    is_own = actor.pk == membership.member_id
    if is_own and Part.MEMBER not in parts:
        return SecondPersonAnswers()
    if Part.OTHER_MANAGER in parts and actor.pk == membership.decided_by_id:
        return SecondPersonAnswers()
    return None


def can_do(actor: Member, membership: Membership, move: MembershipMove) -> bool:
    """Whether a button for this move is shown."""
    return refusal_on(membership, move, actor) is None
