"""Who may do what in an election: pages and API ask the same."""

from __future__ import annotations

from community.gurus.policies import is_manager, is_of_the_club
from community.laurels.choices import (
    CANDIDACY_STEPS,
    ELECTION_STEPS,
    CandidacyMove,
    CandidacyState,
    ElectionMove,
    ElectionState,
    Part,
)
from community.laurels.errors import (
    CandidacyStateRefuses,
    CandidateDecides,
    ElectionStateRefuses,
    NotYourMove,
)
from community.laurels.models import Candidacy, Election
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError

MANAGERS = (Role.COMMUNITY_MANAGER,)


def refusal_of(election: Election, move: ElectionMove, actor: Member | None) -> DomainError | None:
    """Return why this member can't make this move now, None when they can; no actor: the clock."""
    steps = ELECTION_STEPS[ElectionState(election.state)]
    if move not in steps:
        return ElectionStateRefuses(state=election.get_state_display())
    parts = steps[move].parts
    if actor is None:
        return None if Part.CLOCK in parts else NotYourMove()
    if Part.MANAGER not in parts or not is_manager(actor):
        return NotYourMove()
    is_about_result = move == ElectionMove.CONFIRM or election.state == ElectionState.COUNTED
    if is_about_result and _is_candidate(election, actor):
        return CandidateDecides()
    return None


def _is_candidate(election: Election, actor: Member) -> bool:
    rows = Candidacy.objects.filter(election=election, candidate=actor)
    return rows.filter(state=CandidacyState.ACCEPTED).exists()


def refusal_on(
    candidacy: Candidacy, move: CandidacyMove, actor: Member | None
) -> DomainError | None:
    """Return why this member can't make this move now, None when they can; no actor: the clock."""
    steps = CANDIDACY_STEPS[CandidacyState(candidacy.state)]
    if move not in steps:
        return CandidacyStateRefuses(state=candidacy.get_state_display())
    step = steps[move]
    if ElectionState(candidacy.election.state) not in step.during:
        return ElectionStateRefuses(state=candidacy.election.get_state_display())
    if actor is None:
        return None if Part.CLOCK in step.parts else NotYourMove()
    if Part.CANDIDATE not in step.parts or actor.pk != candidacy.candidate_id:
        return NotYourMove()
    return None


def can_do(actor: Member, election: Election, move: ElectionMove) -> bool:
    """Whether a button for this move is shown."""
    return refusal_of(election, move, actor) is None


def can_answer(actor: Member, candidacy: Candidacy, move: CandidacyMove) -> bool:
    """Whether a button for this move is shown."""
    return refusal_on(candidacy, move, actor) is None


def sees_candidates(member: Member | None, election: Election) -> bool:
    """Whether the candidates are shown: to the club while it runs, to everybody once confirmed."""
    return election.state == ElectionState.CONFIRMED or is_of_the_club(member)


def sees_count(member: Member | None, election: Election) -> bool:
    """Whether rounds and ballots are shown: to the club once counted, then to everybody.

    The club sees them also of an election that was cancelled after the count.
    """
    return election.counted_at is not None and sees_candidates(member, election)
