"""Who may do what to a dispute, now. Pages, API, templates and verbs all ask `refusal_of`."""

from __future__ import annotations

from collections.abc import Callable

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import DomainError, NotFound
from marketplace.disputes import errors
from marketplace.disputes.choices import (
    TRANSITIONS,
    DisputeMove,
    DisputeState,
    Part,
    parts_of,
)
from marketplace.disputes.models import Dispute
from marketplace.orders.choices import ActorKind, Move
from marketplace.orders.models import Order
from marketplace.orders.policies import can, party_kind
from marketplace.orders.policies import refusal_of as refusal_of_order

Refusal = type[DomainError]

# Why a state refuses a move that it doesn't know: first by the move, then for any other.
_REASONS: dict[DisputeState, tuple[dict[DisputeMove, Refusal], Refusal]] = {
    DisputeState.AWAITING_ANSWER: (
        {DisputeMove.DECIDE: errors.AnswerAwaited, DisputeMove.DEFAULT: errors.AnswerAwaited},
        errors.NotDecidedYet,
    ),
    DisputeState.WITH_SUPPORT: (
        dict.fromkeys(
            (DisputeMove.ANSWER, DisputeMove.REMIND, DisputeMove.LAPSE), errors.AlreadyAnswered
        ),
        errors.NotDecidedYet,
    ),
    DisputeState.DECIDED: ({}, errors.AlreadyDecided),
    DisputeState.APPEALED: ({DisputeMove.APPEAL: errors.AlreadyAppealed}, errors.AlreadyDecided),
    DisputeState.SETTLED: ({}, errors.DisputeSettled),
    DisputeState.WITHDRAWN: ({}, errors.DisputeWithdrawnAlready),
}


def part_of(member: Member | None, dispute: Dispute) -> Part | None:
    """Return which side of the dispute the member is, None for neither."""
    if member is None:
        return None
    if member.pk == dispute.opener_id:
        return Part.OPENER
    return Part.OTHER if member.pk == dispute.other_id else None


def acting_part(member: Member, dispute: Dispute) -> Part:
    """Return the member's part. Support that is itself a side is only a side.

    Raises NotFound for strangers.
    """
    part = part_of(member, dispute)
    if part is not None:
        return part
    if has_role(member, Role.SUPPORT):
        return Part.SUPPORT
    raise NotFound


def can_open(member: Member | None, order: Order) -> bool:
    """Whether the member may open a dispute about this order now."""
    return can(member, order, Move.OPEN_DISPUTE)


def can_refer(member: Member | None, order: Order) -> bool:
    """Whether the member may, for support, make a dispute of what waits for support there."""
    return (
        member is not None
        and party_kind(member, order) is None
        and has_role(member, Role.SUPPORT)
        and refusal_of_order(order, Move.OPEN_DISPUTE, ActorKind.SUPPORT) is None
    )


def can_decide(member: Member, dispute: Dispute) -> bool:
    """Whether the member may decide, for support, on this dispute or its appeal now."""
    if part_of(member, dispute) is not None or not has_role(member, Role.SUPPORT):
        return False
    if dispute.state == DisputeState.WITH_SUPPORT:
        return True
    return dispute.state == DisputeState.APPEALED and not has_decided(member, dispute)


def has_decided(member: Member, dispute: Dispute) -> bool:
    """Whether the first decision was this member's. One query."""
    return dispute.decisions.filter(decided_by=member).exists()


def possible_moves(dispute: Dispute, part: Part) -> frozenset[DisputeMove]:
    """Return all that this part may do to the dispute now."""
    moves = TRANSITIONS[DisputeState(dispute.state)]
    return frozenset(move for move in moves if refusal_of(dispute, move, part) is None)


def refusal_of(dispute: Dispute, move: DisputeMove, part: Part) -> DomainError | None:
    """Return why the move can't be made now, or None: whose step, then the state, then the rest."""
    if part not in parts_of(move):
        return errors.NotYourStep()
    step = TRANSITIONS[DisputeState(dispute.state)].get(move)
    if step is None:
        return refusal_by_state(DisputeState(dispute.state), move)()
    if part not in step.parts:
        return errors.NotYourStep()
    condition = _CONDITIONS.get(move)
    return condition(dispute, part) if condition else None


def refusal_by_state(state: DisputeState, move: DisputeMove) -> Refusal:
    """Return the named reason why this state knows no such move."""
    by_move, otherwise = _REASONS[state]
    return by_move.get(move, otherwise)


def has_accepted(dispute: Dispute, part: Part) -> bool:
    """Whether this side has accepted the decision."""
    accepted = {Part.OPENER: dispute.opener_accepted_at, Part.OTHER: dispute.other_accepted_at}
    return accepted.get(part) is not None


def _accept(dispute: Dispute, part: Part) -> DomainError | None:
    return errors.DecisionAccepted() if has_accepted(dispute, part) else None


def _enforce(dispute: Dispute, part: Part) -> DomainError | None:
    """Let a side carry it out only by being the second that accepts it."""
    sides = (Part.OPENER, Part.OTHER)
    if part in sides and not all(has_accepted(dispute, side) for side in sides):
        return errors.NotYourStep()
    return None


_CONDITIONS: dict[DisputeMove, Callable[[Dispute, Part], DomainError | None]] = {
    DisputeMove.ACCEPT_DECISION: _accept,
    DisputeMove.APPEAL: _accept,
    DisputeMove.ENFORCE: _enforce,
}
