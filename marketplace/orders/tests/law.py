"""The law of orders, written down a second time by hand."""

from __future__ import annotations

from typing import Final

from marketplace.core.errors import DomainError
from marketplace.orders import errors
from marketplace.orders.choices import RETURNS, ActorKind, Move, OrderState

# state: {move: (target, "who may")}; c client, s seller, u support, t timer, g gateway.
TALKS: Final = {
    "request_cancellation": ("", "cs"),
    "withdraw_cancellation": ("", "cs"),
    "accept_cancellation": ("refunded", "csu"),
    "refuse_cancellation": ("", "csu"),
    "escalate": ("", "t"),
    "open_dispute": ("disputed", "csu"),
}
BARGAINS: Final = {
    "propose_refund": ("", "cs"),
    "withdraw_refund": ("", "cs"),
    "accept_refund": ("", "cs"),
    "refuse_refund": ("", "cs"),
    "expire_refund": ("", "t"),
}
RUNNING: Final = {
    **TALKS,
    **BARGAINS,
    "propose_extra": ("", "cs"),
    "withdraw_extra": ("", "cs"),
    "agree_extra": ("", "s"),
    "refuse_extra": ("", "cs"),
    "expire_extra": ("", "t"),
    "add_extra": ("", "cg"),
    "credit_outage": ("", "t"),
    "charge_back": ("refunded", "g"),
}
WORK: Final = {
    "deliver": ("delivered", "s"),
    "stop_clock": ("", "cst"),
    "resume_clock": ("", "cst"),
    "mark_late": ("", "t"),
    "request_extension": ("", "s"),
    "accept_extension": ("", "c"),
    "refuse_extension": ("", "c"),
    "leave_suspended": ("refunded", "c"),
    **RUNNING,
}
LAW: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "pending_payment": {
        "pay": ("awaiting_requirements", "cg"),
        "cancel": ("cancelled", "ct"),
    },
    "awaiting_requirements": {
        "start": ("in_progress", "cg"),
        "remind": ("", "t"),
        "cancel": ("refunded", "cst"),
        "charge_back": ("refunded", "g"),
    },
    "in_progress": WORK,
    "revision_requested": WORK,
    "delivered": {
        "complete": ("completed", "ct"),
        "request_revision": ("revision_requested", "c"),
        **RUNNING,
    },
    "disputed": {
        "settle_for_seller": ("completed", "csut"),
        "settle_for_client": ("refunded", "csut"),
        "settle_split": ("completed", "csut"),
        "return_to_work": ("in_progress", "cs"),
        "return_to_revision": ("revision_requested", "cs"),
        "return_to_review": ("delivered", "cs"),
        "charge_back": ("refunded", "g"),
    },
    "completed": {
        **BARGAINS,
        "tip": ("", "cg"),
        "complain": ("", "c"),
        "withdraw_complaint": ("", "c"),
        "decide_complaint": ("", "u"),
        "charge_back": ("", "g"),
    },
    "cancelled": {},
    "refunded": {},
}
LETTERS: Final = {
    "c": ActorKind.CLIENT,
    "s": ActorKind.SELLER,
    "u": ActorKind.SUPPORT,
    "t": ActorKind.TIMER,
    "g": ActorKind.GATEWAY,
}
AFTER: Final[dict[str, type[DomainError]]] = dict.fromkeys(
    ("tip", "complain", "withdraw_complaint", "decide_complaint"), errors.OrderNotCompleted
)
# Why a state refuses a move that it doesn't know ("*" for any other).
REFUSALS: Final[dict[str, dict[str, type[DomainError]]]] = {
    "pending_payment": {
        "settle_for_seller": errors.NotInDispute,
        "settle_for_client": errors.NotInDispute,
        "settle_split": errors.NotInDispute,
        **AFTER,
        "*": errors.OrderNotPaid,
    },
    "awaiting_requirements": {
        "pay": errors.OrderAlreadyPaid,
        "settle_for_seller": errors.NotInDispute,
        "settle_for_client": errors.NotInDispute,
        "settle_split": errors.NotInDispute,
        **AFTER,
        "*": errors.RequirementsMissing,
    },
    "in_progress": {
        "pay": errors.OrderAlreadyPaid,
        "start": errors.RequirementsAlreadyGiven,
        "remind": errors.RequirementsAlreadyGiven,
        "cancel": errors.WorkHasStarted,
        "complete": errors.NothingDelivered,
        "request_revision": errors.NothingDelivered,
        **AFTER,
        "settle_for_seller": errors.NotInDispute,
        "settle_for_client": errors.NotInDispute,
        "settle_split": errors.NotInDispute,
    },
    "delivered": {
        "pay": errors.OrderAlreadyPaid,
        "start": errors.RequirementsAlreadyGiven,
        "remind": errors.RequirementsAlreadyGiven,
        "cancel": errors.WorkHasStarted,
        "settle_for_seller": errors.NotInDispute,
        "settle_for_client": errors.NotInDispute,
        "settle_split": errors.NotInDispute,
        **AFTER,
        "*": errors.OrderAlreadyDelivered,
    },
    "disputed": {"*": errors.OrderInDispute},
    "completed": {"*": errors.OrderAlreadyCompleted},
    "cancelled": {"*": errors.OrderAlreadyCancelled},
    "refunded": {"*": errors.OrderAlreadyRefunded},
}
for _refusals in REFUSALS.values():
    if "settle_split" in _refusals:
        _refusals |= {move.value: errors.NotInDispute for move in RETURNS.values()}
REFUSALS["revision_requested"] = REFUSALS["in_progress"]


def expected(state: OrderState, move: Move, kind: ActorKind) -> str | type[DomainError]:
    letter = next(key for key, value in LETTERS.items() if value == kind)
    if not any(letter in moves[move][1] for moves in LAW.values() if move in moves):
        return errors.NotYourMove
    if move in LAW[state]:
        target, who = LAW[state][move]
        return (target or state) if letter in who else errors.NotYourMove
    refusals = REFUSALS[state]
    return refusals[move] if move in refusals else refusals["*"]
