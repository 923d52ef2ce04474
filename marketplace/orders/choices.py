"""Words of orders, and the table of what may happen to one, when, and by whose hand.

A *state* is where the order stands. A *move* is anything that can be done to it; most lead to
another state, some (a stopped clock, a request) leave it where it is. An *actor kind* is the part
somebody plays in this order. `TRANSITIONS` is the whole law: a move that isn't listed for a state
can't happen there.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

# What a payment for an order is started for, as the ledger keeps it.
PAYMENT_PURPOSE = "order"
EXTRA_PURPOSE = "order_extra"
TIP_PURPOSE = "order_tip"


class OrderState(models.TextChoices):
    """Where an order stands. `cancelled` never held money; `refunded` gave all of it back."""

    PENDING_PAYMENT = "pending_payment", _("Waiting for payment")
    AWAITING_REQUIREMENTS = "awaiting_requirements", _("Waiting for requirements")
    IN_PROGRESS = "in_progress", _("In progress")
    DELIVERED = "delivered", _("Delivered")
    REVISION_REQUESTED = "revision_requested", _("Revision requested")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")
    DISPUTED = "disputed", _("In dispute")
    REFUNDED = "refunded", _("Refunded")


class ActorKind(models.TextChoices):
    """The part somebody, or something, plays in an order."""

    CLIENT = "client", _("Client")
    SELLER = "seller", _("Freelancer")
    SUPPORT = "support", _("Support")
    TIMER = "timer", _("Timer")
    GATEWAY = "gateway", _("Payment")


class Move(models.TextChoices):
    """What can be done to an order."""

    PAY = "pay", _("Pay")
    START = "start", _("Answer the questions")
    REMIND = "remind", _("Remind")
    CANCEL = "cancel", _("Cancel")
    DELIVER = "deliver", _("Deliver")
    REQUEST_REVISION = "request_revision", _("Ask for a revision")
    COMPLETE = "complete", _("Accept the delivery")
    STOP_CLOCK = "stop_clock", _("Stop the clock")
    RESUME_CLOCK = "resume_clock", _("Start the clock again")
    MARK_LATE = "mark_late", _("Mark as late")
    REQUEST_EXTENSION = "request_extension", _("Ask for more time")
    ACCEPT_EXTENSION = "accept_extension", _("Give more time")
    REFUSE_EXTENSION = "refuse_extension", _("Refuse more time")
    REQUEST_CANCELLATION = "request_cancellation", _("Ask for cancellation")
    WITHDRAW_CANCELLATION = "withdraw_cancellation", _("Withdraw the request")
    ACCEPT_CANCELLATION = "accept_cancellation", _("Agree to the cancellation")
    REFUSE_CANCELLATION = "refuse_cancellation", _("Refuse the cancellation")
    ESCALATE = "escalate", _("Hand over to support")
    LEAVE_SUSPENDED = "leave_suspended", _("Cancel: the freelancer is suspended")
    OPEN_DISPUTE = "open_dispute", _("Open a dispute")
    SETTLE_FOR_SELLER = "settle_for_seller", _("Settle for the freelancer")
    SETTLE_FOR_CLIENT = "settle_for_client", _("Settle for the client")
    SETTLE_SPLIT = "settle_split", _("Split the escrow")
    RETURN_TO_WORK = "return_to_work", _("Withdraw the dispute")
    RETURN_TO_REVISION = "return_to_revision", _("Withdraw the dispute")
    RETURN_TO_REVIEW = "return_to_review", _("Withdraw the dispute")
    PROPOSE_REFUND = "propose_refund", _("Propose a refund")
    WITHDRAW_REFUND = "withdraw_refund", _("Withdraw the proposal")
    ACCEPT_REFUND = "accept_refund", _("Accept the refund")
    REFUSE_REFUND = "refuse_refund", _("Refuse the refund")
    EXPIRE_REFUND = "expire_refund", _("Let the proposal run out")
    PROPOSE_EXTRA = "propose_extra", _("Propose an extra")
    WITHDRAW_EXTRA = "withdraw_extra", _("Withdraw the extra")
    AGREE_EXTRA = "agree_extra", _("Agree to the extra")
    REFUSE_EXTRA = "refuse_extra", _("Refuse the extra")
    EXPIRE_EXTRA = "expire_extra", _("Let the extra run out")
    ADD_EXTRA = "add_extra", _("Pay for the extra")
    TIP = "tip", _("Give a tip")
    COMPLAIN = "complain", _("Ask support for a refund")
    WITHDRAW_COMPLAINT = "withdraw_complaint", _("Withdraw the complaint")
    DECIDE_COMPLAINT = "decide_complaint", _("Decide on the complaint")
    CHARGE_BACK = "charge_back", _("Taken back by the bank")
    CREDIT_OUTAGE = "credit_outage", _("Credit an outage")


class TimerKind(models.TextChoices):
    """What happens next if nobody does anything."""

    UNPAID = "unpaid", _("Dropped if unpaid")
    REQUIREMENTS_REMINDER = "requirements_reminder", _("Reminder of the answers")
    REQUIREMENTS_EXPIRED = "requirements_expired", _("Refunded without answers")
    DEADLINE = "deadline", _("Deadline")
    CLOCK_RESUME = "clock_resume", _("Clock starts again")
    STALLED = "stalled", _("Support looks into it")
    AUTO_COMPLETE = "auto_complete", _("Completed by silence")
    CANCELLATION_UNANSWERED = "cancellation_unanswered", _("Support decides")
    REFUND_UNANSWERED = "refund_unanswered", _("A proposed refund runs out")
    EXTRA_UNANSWERED = "extra_unanswered", _("A proposed extra runs out")


class QuestionKind(models.TextChoices):
    """How a question of the requirements is answered."""

    TEXT = "text", _("Text")
    CHOICE = "choice", _("Choice")
    FILE = "file", _("File")


class SourceKind(models.TextChoices):
    """What an order came from."""

    GIG = "gig", _("Gig")
    OFFER = "offer", _("Custom offer")
    RETAINER = "retainer", _("Retainer")


class RequestState(models.TextChoices):
    """Where a request to the other side stands."""

    OPEN = "open", _("Waiting for an answer")
    WITH_SUPPORT = "with_support", _("With support")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OVERTAKEN = "overtaken", _("Overtaken by events")
    EXPIRED = "expired", _("Ran out")


class CouponKind(models.TextChoices):
    """What a coupon takes off."""

    PERCENT = "percent", _("Percentage")
    FIXED = "fixed", _("Fixed amount")


class RefundKind(models.TextChoices):
    """Why a sum went back."""

    ENDED = "ended", _("The order was called off")
    AGREED = "agreed", _("Both sides agreed")
    SPLIT = "split", _("The dispute was settled")
    DECIDED = "decided", _("Support decided")
    CHARGEBACK = "chargeback", _("The bank took it back")


class ComplaintState(models.TextChoices):
    """Where a complaint about a completed order stands."""

    OPEN = "open", _("With support")
    DECIDED = "decided", _("Decided")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OVERTAKEN = "overtaken", _("Overtaken by events")


class TipState(models.TextChoices):
    """Where a tip stands; one that is only started costs nothing."""

    STARTED = "started", _("Not paid yet")
    PAID = "paid", _("Paid")


class OutageState(models.TextChoices):
    """Where a time of outage stands."""

    FOUND = "found", _("Found, not decided")
    RECORDED = "recorded", _("Credited to clocks")
    DISMISSED = "dismissed", _("Dismissed")


OPEN_REQUESTS = (RequestState.OPEN, RequestState.WITH_SUPPORT)


@dataclass(frozen=True)
class Step:
    """Where a move leads and whose move it is."""

    target: OrderState
    actors: frozenset[ActorKind]


def _to(target: OrderState, *actors: ActorKind) -> Step:
    return Step(target, frozenset(actors))


_CLIENT, _SELLER, _SUPPORT = ActorKind.CLIENT, ActorKind.SELLER, ActorKind.SUPPORT
_TIMER, _GATEWAY = ActorKind.TIMER, ActorKind.GATEWAY


def _talks(state: OrderState) -> dict[Move, Step]:
    """Return the moves by which both sides, with support's help, call an order off."""
    return {
        Move.REQUEST_CANCELLATION: _to(state, _CLIENT, _SELLER),
        Move.WITHDRAW_CANCELLATION: _to(state, _CLIENT, _SELLER),
        Move.ACCEPT_CANCELLATION: _to(OrderState.REFUNDED, _CLIENT, _SELLER, _SUPPORT),
        Move.REFUSE_CANCELLATION: _to(state, _CLIENT, _SELLER, _SUPPORT),
        Move.ESCALATE: _to(state, _TIMER),
        Move.OPEN_DISPUTE: _to(OrderState.DISPUTED, _CLIENT, _SELLER, _SUPPORT),
    }


def _bargains(state: OrderState) -> dict[Move, Step]:
    """Return the moves by which a part of the money goes back by agreement."""
    return {
        Move.PROPOSE_REFUND: _to(state, _CLIENT, _SELLER),
        Move.WITHDRAW_REFUND: _to(state, _CLIENT, _SELLER),
        Move.ACCEPT_REFUND: _to(state, _CLIENT, _SELLER),
        Move.REFUSE_REFUND: _to(state, _CLIENT, _SELLER),
        Move.EXPIRE_REFUND: _to(state, _TIMER),
    }


def _additions(state: OrderState) -> dict[Move, Step]:
    """Return the moves by which an extra is added while the order runs."""
    return {
        Move.PROPOSE_EXTRA: _to(state, _CLIENT, _SELLER),
        Move.WITHDRAW_EXTRA: _to(state, _CLIENT, _SELLER),
        Move.AGREE_EXTRA: _to(state, _SELLER),
        Move.REFUSE_EXTRA: _to(state, _CLIENT, _SELLER),
        Move.EXPIRE_EXTRA: _to(state, _TIMER),
        Move.ADD_EXTRA: _to(state, _CLIENT, _GATEWAY),
    }


def _running(state: OrderState) -> dict[Move, Step]:
    """Return what may happen from the start of the work until it is accepted."""
    return {
        **_talks(state),
        **_bargains(state),
        **_additions(state),
        Move.CREDIT_OUTAGE: _to(state, _TIMER),
        Move.CHARGE_BACK: _to(OrderState.REFUNDED, _GATEWAY),
    }


def _working(state: OrderState) -> dict[Move, Step]:
    """Return the moves while the work is with the freelancer."""
    return {
        Move.DELIVER: _to(OrderState.DELIVERED, _SELLER),
        # A suspended freelancer can't work, so nobody's hand stops the clock.
        Move.STOP_CLOCK: _to(state, _CLIENT, _SELLER, _TIMER),
        Move.RESUME_CLOCK: _to(state, _CLIENT, _SELLER, _TIMER),
        Move.MARK_LATE: _to(state, _TIMER),
        Move.REQUEST_EXTENSION: _to(state, _SELLER),
        Move.ACCEPT_EXTENSION: _to(state, _CLIENT),
        Move.REFUSE_EXTENSION: _to(state, _CLIENT),
        Move.LEAVE_SUSPENDED: _to(OrderState.REFUNDED, _CLIENT),
        **_running(state),
    }


TRANSITIONS: dict[OrderState, dict[Move, Step]] = {
    OrderState.PENDING_PAYMENT: {
        Move.PAY: _to(OrderState.AWAITING_REQUIREMENTS, _CLIENT, _GATEWAY),
        Move.CANCEL: _to(OrderState.CANCELLED, _CLIENT, _TIMER),
    },
    OrderState.AWAITING_REQUIREMENTS: {
        # Without questions the work starts with the payment: then the gateway makes this move.
        Move.START: _to(OrderState.IN_PROGRESS, _CLIENT, _GATEWAY),
        Move.REMIND: _to(OrderState.AWAITING_REQUIREMENTS, _TIMER),
        Move.CANCEL: _to(OrderState.REFUNDED, _CLIENT, _SELLER, _TIMER),
        Move.CHARGE_BACK: _to(OrderState.REFUNDED, _GATEWAY),
    },
    OrderState.IN_PROGRESS: _working(OrderState.IN_PROGRESS),
    OrderState.REVISION_REQUESTED: _working(OrderState.REVISION_REQUESTED),
    OrderState.DELIVERED: {
        Move.COMPLETE: _to(OrderState.COMPLETED, _CLIENT, _TIMER),
        Move.REQUEST_REVISION: _to(OrderState.REVISION_REQUESTED, _CLIENT),
        **_running(OrderState.DELIVERED),
    },
    OrderState.DISPUTED: {
        # The two sides settle by agreement, support by its decision, the timer by the stated rule.
        Move.SETTLE_FOR_SELLER: _to(OrderState.COMPLETED, _CLIENT, _SELLER, _SUPPORT, _TIMER),
        Move.SETTLE_FOR_CLIENT: _to(OrderState.REFUNDED, _CLIENT, _SELLER, _SUPPORT, _TIMER),
        Move.SETTLE_SPLIT: _to(OrderState.COMPLETED, _CLIENT, _SELLER, _SUPPORT, _TIMER),
        # Who opened it takes it back: the order is again where it was.
        Move.RETURN_TO_WORK: _to(OrderState.IN_PROGRESS, _CLIENT, _SELLER),
        Move.RETURN_TO_REVISION: _to(OrderState.REVISION_REQUESTED, _CLIENT, _SELLER),
        Move.RETURN_TO_REVIEW: _to(OrderState.DELIVERED, _CLIENT, _SELLER),
        Move.CHARGE_BACK: _to(OrderState.REFUNDED, _GATEWAY),
    },
    OrderState.COMPLETED: {
        **_bargains(OrderState.COMPLETED),
        Move.TIP: _to(OrderState.COMPLETED, _CLIENT, _GATEWAY),
        Move.COMPLAIN: _to(OrderState.COMPLETED, _CLIENT),
        Move.WITHDRAW_COMPLAINT: _to(OrderState.COMPLETED, _CLIENT),
        Move.DECIDE_COMPLAINT: _to(OrderState.COMPLETED, _SUPPORT),
        Move.CHARGE_BACK: _to(OrderState.COMPLETED, _GATEWAY),
    },
    OrderState.CANCELLED: {},
    OrderState.REFUNDED: {},
}

SETTLEMENTS = (Move.SETTLE_FOR_SELLER, Move.SETTLE_FOR_CLIENT, Move.SETTLE_SPLIT)
RETURNS = {
    OrderState.IN_PROGRESS: Move.RETURN_TO_WORK,
    OrderState.REVISION_REQUESTED: Move.RETURN_TO_REVISION,
    OrderState.DELIVERED: Move.RETURN_TO_REVIEW,
}
CLOSED_STATES = (OrderState.COMPLETED, OrderState.CANCELLED, OrderState.REFUNDED)
WORKING_STATES = (OrderState.IN_PROGRESS, OrderState.REVISION_REQUESTED)
HOLDING_STATES = (
    OrderState.AWAITING_REQUIREMENTS,
    OrderState.IN_PROGRESS,
    OrderState.DELIVERED,
    OrderState.REVISION_REQUESTED,
    OrderState.DISPUTED,
)


def actors_of(move: Move) -> frozenset[ActorKind]:
    """Return everybody who may make this move in some state."""
    found = (steps[move].actors for steps in TRANSITIONS.values() if move in steps)
    return frozenset().union(*found)
