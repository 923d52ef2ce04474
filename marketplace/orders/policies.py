"""Who may do what to an order, now. Pages, API, templates and verbs all ask `refusal_of`."""

from __future__ import annotations

from collections.abc import Callable

from marketplace.accounts.choices import Role, Standing
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import DomainError, NotFound
from marketplace.orders import errors
from marketplace.orders.choices import (
    CLOSED_STATES,
    RETURNS,
    SETTLEMENTS,
    TRANSITIONS,
    ActorKind,
    ComplaintState,
    Move,
    OrderState,
    actors_of,
)
from marketplace.orders.models import Order

Refusal = type[DomainError]

# What follows completion: while the order runs the reason is that it isn't completed.
_AFTER: dict[Move, Refusal] = dict.fromkeys(
    (Move.TIP, Move.COMPLAIN, Move.WITHDRAW_COMPLAINT, Move.DECIDE_COMPLAINT),
    errors.OrderNotCompleted,
)
_STARTED: dict[Move, Refusal] = {
    Move.PAY: errors.OrderAlreadyPaid,
    Move.START: errors.RequirementsAlreadyGiven,
    Move.REMIND: errors.RequirementsAlreadyGiven,
    Move.CANCEL: errors.WorkHasStarted,
    **_AFTER,
}
_AT_WORK: dict[Move, Refusal] = {
    **_STARTED,
    Move.COMPLETE: errors.NothingDelivered,
    Move.REQUEST_REVISION: errors.NothingDelivered,
}
# Why a state refuses a move that it doesn't know: first by the move, then for any other.
_REASONS: dict[OrderState, tuple[dict[Move, Refusal], Refusal]] = {
    OrderState.PENDING_PAYMENT: (_AFTER, errors.OrderNotPaid),
    OrderState.AWAITING_REQUIREMENTS: (
        {Move.PAY: errors.OrderAlreadyPaid, **_AFTER},
        errors.RequirementsMissing,
    ),
    OrderState.IN_PROGRESS: (_AT_WORK, errors.OrderAlreadyStarted),
    OrderState.REVISION_REQUESTED: (_AT_WORK, errors.OrderAlreadyStarted),
    OrderState.DELIVERED: (_STARTED, errors.OrderAlreadyDelivered),
    OrderState.DISPUTED: ({}, errors.OrderInDispute),
    OrderState.COMPLETED: ({}, errors.OrderAlreadyCompleted),
    OrderState.CANCELLED: ({}, errors.OrderAlreadyCancelled),
    OrderState.REFUNDED: ({}, errors.OrderAlreadyRefunded),
}


def party_kind(member: Member | None, order: Order) -> ActorKind | None:
    """Return which side of the order the member is, None for neither."""
    if member is None:
        return None
    if member.pk == order.client_id:
        return ActorKind.CLIENT
    return ActorKind.SELLER if member.pk == order.seller_id else None


def actor_kind(member: Member, order: Order) -> ActorKind:
    """Return the member's part in the order. Support that is itself a party is only a party.

    Raises NotFound for strangers.
    """
    kind = party_kind(member, order)
    if kind is not None:
        return kind
    if has_role(member, Role.SUPPORT):
        return ActorKind.SUPPORT
    raise NotFound


def can_see_order(member: Member | None, order: Order) -> bool:
    """Whether the order's own page is open to the member; support has its desk."""
    return party_kind(member, order) is not None


def can_decide_cancellation(member: Member, order: Order) -> bool:
    """Whether the member may decide, for support, on the order's cancellation."""
    return (
        party_kind(member, order) is None
        and has_role(member, Role.SUPPORT)
        and refusal_of(order, Move.ACCEPT_CANCELLATION, ActorKind.SUPPORT) is None
    )


def can_decide_complaint(member: Member, order: Order) -> bool:
    """Whether the member may decide, for support, on the complaint about the order."""
    return (
        party_kind(member, order) is None
        and has_role(member, Role.SUPPORT)
        and refusal_of(order, Move.DECIDE_COMPLAINT, ActorKind.SUPPORT) is None
    )


def can(member: Member | None, order: Order, move: Move) -> bool:
    """Whether the member, as a party, may make the move now."""
    kind = party_kind(member, order)
    return kind is not None and refusal_of(order, move, kind) is None


def possible_moves(order: Order, kind: ActorKind) -> frozenset[Move]:
    """Return all that this actor may do to the order now."""
    moves = TRANSITIONS[OrderState(order.state)]
    return frozenset(move for move in moves if refusal_of(order, move, kind) is None)


def refusal_of(order: Order, move: Move, kind: ActorKind) -> DomainError | None:
    """Return why the move can't be made now, or None: whose move, then the state, then the rest."""
    if kind not in actors_of(move):
        return errors.NotYourMove()
    step = TRANSITIONS[OrderState(order.state)].get(move)
    if step is None:
        return refusal_by_state(OrderState(order.state), move)()
    if kind not in step.actors:
        return errors.NotYourMove()
    condition = _CONDITIONS.get(move)
    return condition(order, kind) if condition else None


def refusal_by_state(state: OrderState, move: Move) -> Refusal:
    """Return the named reason why this state knows no such move."""
    by_move, otherwise = _REASONS[state]
    if move in (*SETTLEMENTS, *RETURNS.values()) and state not in CLOSED_STATES:
        return errors.NotInDispute
    return by_move.get(move, otherwise)


def _revision(order: Order, _kind: ActorKind) -> DomainError | None:
    return errors.NoRevisionsLeft() if order.revisions_left <= 0 else None


def _stop(order: Order, _kind: ActorKind) -> DomainError | None:
    if order.clock_stopped_at is not None:
        return errors.ClockAlreadyStopped()
    return errors.OrderIsLate() if order.is_late else None


def _resume(order: Order, kind: ActorKind) -> DomainError | None:
    """Let no side start the clock of somebody who can't sign in; the timer may, in the end."""
    if order.clock_stopped_at is None:
        return errors.ClockNotStopped()
    is_closed = kind != ActorKind.TIMER and order.seller.standing == Standing.SUSPENDED
    return errors.SellerSuspended() if is_closed else None


def _ask_extension(order: Order, _kind: ActorKind) -> DomainError | None:
    return errors.ExtensionAlreadyRequested() if order.extension_days else None


def _answer_extension(order: Order, _kind: ActorKind) -> DomainError | None:
    return None if order.extension_days else errors.NoExtensionRequested()


def _ask_cancellation(order: Order, _kind: ActorKind) -> DomainError | None:
    return errors.CancellationAlreadyRequested() if order.cancellation_by else None


def _withdraw_cancellation(order: Order, kind: ActorKind) -> DomainError | None:
    if not order.cancellation_by:
        return errors.NoCancellationRequested()
    return None if order.cancellation_by == kind else errors.NotYourRequest()


def _accept_cancellation(order: Order, kind: ActorKind) -> DomainError | None:
    if not order.cancellation_by:
        return errors.NoCancellationRequested()
    if kind == ActorKind.SUPPORT:
        return errors.CancellationNotWithSupport() if order.support_since is None else None
    if order.cancellation_by == kind:
        return errors.OwnRequest()
    # Nobody asked for it but the timer: only support can weigh the two sides.
    return errors.CancellationWithSupport() if order.cancellation_by == ActorKind.TIMER else None


def _refuse_cancellation(order: Order, kind: ActorKind) -> DomainError | None:
    refusal = _accept_cancellation(order, kind)
    if refusal is None and kind != ActorKind.SUPPORT and order.support_since is not None:
        return errors.CancellationWithSupport()
    return refusal


def _open_dispute(order: Order, kind: ActorKind) -> DomainError | None:
    """Let support make a dispute only of what it was asked to decide."""
    is_asked = kind != ActorKind.SUPPORT or order.support_since is not None
    return None if is_asked else errors.CancellationNotWithSupport()


def _escalate(order: Order, _kind: ActorKind) -> DomainError | None:
    return errors.CancellationWithSupport() if order.support_since is not None else None


def _mark_late(order: Order, _kind: ActorKind) -> DomainError | None:
    if order.is_late:
        return errors.OrderIsLate()
    return errors.ClockAlreadyStopped() if order.clock_stopped_at is not None else None


def _leave_suspended(order: Order, _kind: ActorKind) -> DomainError | None:
    return None if order.seller.standing == Standing.SUSPENDED else errors.SellerNotSuspended()


def _remind(order: Order, _kind: ActorKind) -> DomainError | None:
    return errors.NotDueYet() if order.reminded_at is not None else None


def _propose_refund(order: Order, _kind: ActorKind) -> DomainError | None:
    if order.refund_by:
        return errors.RefundAlreadyProposed()
    return errors.OrderAlreadyRefunded() if order.is_refunded_whole else None


def _answer_refund(order: Order, kind: ActorKind) -> DomainError | None:
    if not order.refund_by:
        return errors.NoRefundProposed()
    return errors.OwnRequest() if order.refund_by == kind else None


def _withdraw_refund(order: Order, kind: ActorKind) -> DomainError | None:
    if not order.refund_by:
        return errors.NoRefundProposed()
    return None if order.refund_by == kind else errors.NotYourRequest()


def _propose_extra(order: Order, _kind: ActorKind) -> DomainError | None:
    return errors.ExtraAlreadyProposed() if order.extra_by else None


def _withdraw_extra(order: Order, kind: ActorKind) -> DomainError | None:
    if not order.extra_by:
        return errors.NoExtraProposed()
    return None if order.extra_by == kind else errors.NotYourRequest()


def _answer_extra(order: Order, kind: ActorKind) -> DomainError | None:
    if not order.extra_by:
        return errors.NoExtraProposed()
    if order.extra_by == kind:
        return errors.OwnRequest()
    is_seller = kind == ActorKind.SELLER
    return errors.ExtraAlreadyAgreed() if is_seller and order.extra_agreed else None


def _expire_extra(order: Order, _kind: ActorKind) -> DomainError | None:
    return None if order.extra_by else errors.NoExtraProposed()


def _expire_refund(order: Order, _kind: ActorKind) -> DomainError | None:
    return None if order.refund_by else errors.NoRefundProposed()


def _add_extra(order: Order, _kind: ActorKind) -> DomainError | None:
    if not order.extra_by:
        return errors.NoExtraProposed()
    return None if order.extra_agreed else errors.ExtraNotAgreed()


def _complain(order: Order, _kind: ActorKind) -> DomainError | None:
    if order.complaint_state == ComplaintState.OPEN:
        return errors.ComplaintAlreadyOpen()
    if order.complaint_state == ComplaintState.DECIDED:
        return errors.ComplaintAlreadyDecided()
    return errors.OrderAlreadyRefunded() if order.is_refunded_whole else None


def _answer_complaint(order: Order, _kind: ActorKind) -> DomainError | None:
    return None if order.complaint_state == ComplaintState.OPEN else errors.NoComplaint()


_CONDITIONS: dict[Move, Callable[[Order, ActorKind], DomainError | None]] = {
    Move.REQUEST_REVISION: _revision,
    Move.STOP_CLOCK: _stop,
    Move.RESUME_CLOCK: _resume,
    Move.REQUEST_EXTENSION: _ask_extension,
    Move.ACCEPT_EXTENSION: _answer_extension,
    Move.REFUSE_EXTENSION: _answer_extension,
    Move.REQUEST_CANCELLATION: _ask_cancellation,
    Move.WITHDRAW_CANCELLATION: _withdraw_cancellation,
    Move.ACCEPT_CANCELLATION: _accept_cancellation,
    Move.REFUSE_CANCELLATION: _refuse_cancellation,
    Move.ESCALATE: _escalate,
    Move.OPEN_DISPUTE: _open_dispute,
    Move.MARK_LATE: _mark_late,
    Move.LEAVE_SUSPENDED: _leave_suspended,
    Move.REMIND: _remind,
    Move.PROPOSE_REFUND: _propose_refund,
    Move.WITHDRAW_REFUND: _withdraw_refund,
    Move.ACCEPT_REFUND: _answer_refund,
    Move.REFUSE_REFUND: _answer_refund,
    Move.EXPIRE_REFUND: _expire_refund,
    Move.PROPOSE_EXTRA: _propose_extra,
    Move.WITHDRAW_EXTRA: _withdraw_extra,
    Move.AGREE_EXTRA: _answer_extra,
    Move.REFUSE_EXTRA: _answer_extra,
    Move.EXPIRE_EXTRA: _expire_extra,
    Move.ADD_EXTRA: _add_extra,
    Move.COMPLAIN: _complain,
    Move.WITHDRAW_COMPLAINT: _answer_complaint,
    Move.DECIDE_COMPLAINT: _answer_complaint,
}
