"""Who may do what in relationships, now. Pages, API, templates and verbs all ask the same."""

from __future__ import annotations

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import DomainError, NotFound
from marketplace.messaging.errors import MemberBlocked
from marketplace.messaging.policies import are_apart
from marketplace.relationships import errors
from marketplace.relationships.choices import (
    INTRODUCTION_TRANSITIONS,
    RETAINER_TRANSITIONS,
    ChangeState,
    Hand,
    IntroductionMove,
    IntroductionState,
    RetainerMove,
    RetainerState,
)
from marketplace.relationships.models import (
    Introduction,
    Retainer,
    RetainerChange,
)


def hand_in_retainer(member: Member | None, retainer: Retainer) -> Hand:
    """Return which side of the retainer the member is. Raises NotFound for strangers."""
    if member is not None and member.pk == retainer.client_id:
        return Hand.CLIENT
    if member is not None and member.pk == retainer.seller_id:
        return Hand.SELLER
    raise NotFound


def retainer_refusal(retainer: Retainer, move: RetainerMove, hand: Hand) -> DomainError | None:
    """Return why this hand can't make the move now, or None: whose, then the state, then more."""
    knows = [steps[move] for steps in RETAINER_TRANSITIONS.values() if move in steps]
    if not any(hand in step.hands for step in knows):
        return errors.NotYourMove()
    state = RetainerState(retainer.state)
    step = RETAINER_TRANSITIONS[state].get(move)
    if step is None:
        return errors.RetainerStateRefuses(state=state.label)
    if hand not in step.hands:
        return errors.NotYourMove()
    return _more(retainer, move, hand)


def _more(retainer: Retainer, move: RetainerMove, hand: Hand) -> DomainError | None:
    if move == RetainerMove.RESUME and not may_resume(retainer, hand):
        return errors.PausedByOther()
    if move == RetainerMove.KEEP and retainer.notice_by != hand:
        return errors.NoticeByOther()
    return None


def may_resume(retainer: Retainer, hand: Hand) -> bool:
    """Whether this side starts it again: who paused it, or who didn't pay."""
    paused_by = Hand.CLIENT if retainer.paused_by == Hand.TIMER else retainer.paused_by
    return paused_by == hand


def month_refusal(retainer: Retainer) -> DomainError | None:
    """Return why no further month can begin, whoever wants it: a closed account, or a block."""
    closed = next((one for one in (retainer.seller, retainer.client) if not one.is_active), None)
    if closed is not None:
        return errors.NotTakingWork(name=closed.display_name)
    return MemberBlocked() if are_apart([retainer.client, retainer.seller]) else None


def retainer_moves(retainer: Retainer, hand: Hand) -> frozenset[RetainerMove]:
    """Return all that this side may do to the retainer now."""
    moves = RETAINER_TRANSITIONS[RetainerState(retainer.state)]
    return frozenset(move for move in moves if retainer_refusal(retainer, move, hand) is None)


def can_propose_change(retainer: Retainer) -> bool:
    """Whether the terms may be talked about: while it runs or rests."""
    return retainer.state in {
        RetainerState.ACTIVE,
        RetainerState.AWAITING_PAYMENT,
        RetainerState.PAUSED,
    }


def can_answer_change(change: RetainerChange, hand: Hand) -> bool:
    """Whether it is this side's turn."""
    return change.state == ChangeState.OPEN and change.proposed_by != hand


def can_withdraw_change(change: RetainerChange, hand: Hand) -> bool:
    """Whether this side made the open proposal."""
    return change.state == ChangeState.OPEN and change.proposed_by == hand


def hand_in_introduction(member: Member | None, introduction: Introduction) -> Hand:
    """Return the member's part in the introduction. Raises NotFound for strangers."""
    if member is None:
        raise NotFound
    hands = {
        introduction.introducer_id: Hand.INTRODUCER,
        introduction.client_id: Hand.CLIENT,
        introduction.seller_id: Hand.SELLER,
    }
    if member.pk not in hands:
        raise NotFound
    return hands[member.pk]


def introduction_refusal(
    introduction: Introduction, move: IntroductionMove, hand: Hand
) -> DomainError | None:
    """Return why this hand can't make the move now, or None."""
    knows = [steps[move] for steps in INTRODUCTION_TRANSITIONS.values() if move in steps]
    if not any(hand in step.hands for step in knows):
        return errors.NotYourMove()
    state = IntroductionState(introduction.state)
    if move not in INTRODUCTION_TRANSITIONS[state]:
        return errors.IntroductionStateRefuses(state=state.label)
    if move in {IntroductionMove.AGREE, IntroductionMove.MEET} and has_agreed(introduction, hand):
        return errors.AgreedAlready()
    return None


def has_agreed(introduction: Introduction, hand: Hand) -> bool:
    """Whether this side has said yes."""
    if hand == Hand.CLIENT:
        return introduction.client_agreed_at is not None
    return hand == Hand.SELLER and introduction.seller_agreed_at is not None


def agreeing(introduction: Introduction, hand: Hand) -> IntroductionMove:
    """Return what this side's yes is: the second one makes the two meet."""
    other = Hand.SELLER if hand == Hand.CLIENT else Hand.CLIENT
    return IntroductionMove.MEET if has_agreed(introduction, other) else IntroductionMove.AGREE


def introduction_moves(introduction: Introduction, hand: Hand) -> frozenset[IntroductionMove]:
    """Return all that this side may do to the introduction now."""
    moves = INTRODUCTION_TRANSITIONS[IntroductionState(introduction.state)]
    return frozenset(
        move for move in moves if introduction_refusal(introduction, move, hand) is None
    )


def can_moderate_wall(member: Member | None) -> bool:
    """Whether the member may take a story off the wall."""
    return has_role(member, Role.MODERATOR)
