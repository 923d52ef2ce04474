"""Words of paid shifts: which step leads where and whose step it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy

TEXT_MAX: Final = 2_000
REASON_MAX: Final = 500
AREAS_MAX: Final = 20
TOPICS_MAX: Final = 1_000
MINUTES_MAX: Final = 24 * 60


class ShiftState(models.TextChoices):
    """Where a shift stands. Declined and run out read the same everywhere: `told_state`."""

    OFFERED = "offered", pgettext_lazy("shift", "Offered")
    ACCEPTED = "accepted", pgettext_lazy("shift", "Accepted")
    WORKED = "worked", pgettext_lazy("shift", "Worked, to be approved")
    DISPUTED = "disputed", pgettext_lazy("shift", "The sides don’t agree yet")
    APPROVED = "approved", pgettext_lazy("shift", "Approved")
    PAID = "paid", pgettext_lazy("shift", "Paid")
    DECLINED = "declined", pgettext_lazy("shift", "Came to nothing")
    LAPSED = "lapsed", pgettext_lazy("shift", "Came to nothing")
    WITHDRAWN = "withdrawn", pgettext_lazy("shift", "Taken back")
    CANCELLED = "cancelled", pgettext_lazy("shift", "Cancelled")


# What is told of it: that somebody declined isn't.
TOLD_STATES: Final = [
    (state.value, state.label) for state in ShiftState if state != ShiftState.DECLINED
]


class ShiftMove(models.TextChoices):
    """What can be done to a shift."""

    ACCEPT = "accept", pgettext_lazy("shift", "Accept")
    DECLINE = "decline", pgettext_lazy("shift", "No, thank you")
    WITHDRAW = "withdraw", pgettext_lazy("shift", "Take the offer back")
    LAPSE = "lapse", pgettext_lazy("shift", "Let it lapse")
    CANCEL = "cancel", pgettext_lazy("shift", "Cancel")
    REPORT = "report", pgettext_lazy("shift", "Report what you did")
    APPROVE = "approve", pgettext_lazy("shift", "Approve")
    QUESTION = "question", pgettext_lazy("shift", "Propose less")
    AGREE = "agree", pgettext_lazy("shift", "Agree")
    FORGO = "forgo", pgettext_lazy("shift", "Agree to nothing")
    REPLY = "reply", pgettext_lazy("shift", "Answer")
    DECIDE = "decide", pgettext_lazy("shift", "Decide")
    REFUSE = "refuse", pgettext_lazy("shift", "Pay nothing")
    PAY = "pay", pgettext_lazy("shift", "Pay")
    END = "end", pgettext_lazy("shift", "End it")


class Part(models.TextChoices):
    """Whose step it is."""

    MEMBER = "member", pgettext_lazy("part", "The member")
    MANAGER = "manager", pgettext_lazy("part", "Community manager")
    OTHER = "other", pgettext_lazy("part", "Another manager")
    CLOCK = "clock", pgettext_lazy("part", "The clock")


@dataclass(frozen=True)
class ShiftStep:
    """Where a move leads and whose move it is."""

    target: ShiftState
    parts: tuple[Part, ...]


_S, _M = ShiftState, ShiftMove
_CLOCK: Final = (Part.CLOCK,)
_END: Final = {_M.END: ShiftStep(_S.CANCELLED, _CLOCK)}
_QUESTION: Final = {_M.QUESTION: ShiftStep(_S.DISPUTED, (Part.MANAGER,))}
SHIFT_STEPS: Final[dict[ShiftState, dict[ShiftMove, ShiftStep]]] = {
    _S.OFFERED: {
        _M.ACCEPT: ShiftStep(_S.ACCEPTED, (Part.MEMBER,)),
        _M.DECLINE: ShiftStep(_S.DECLINED, (Part.MEMBER,)),
        _M.WITHDRAW: ShiftStep(_S.WITHDRAWN, (Part.MANAGER,)),
        _M.LAPSE: ShiftStep(_S.LAPSED, _CLOCK),
        **_END,
    },
    _S.ACCEPTED: {
        # Before it begins, either side; later a manager proposes less.
        _M.CANCEL: ShiftStep(_S.CANCELLED, (Part.MEMBER, Part.MANAGER)),
        _M.REPORT: ShiftStep(_S.WORKED, (Part.MEMBER,)),
        # Without a report: who can't write one any more may have worked all the same.
        _M.APPROVE: ShiftStep(_S.APPROVED, (Part.MANAGER,)),
        # Nobody reported in time.
        _M.LAPSE: ShiftStep(_S.LAPSED, _CLOCK),
        **_QUESTION,
        **_END,
    },
    _S.WORKED: {
        _M.APPROVE: ShiftStep(_S.APPROVED, (Part.MANAGER, Part.CLOCK)),
        **_QUESTION,
    },
    _S.DISPUTED: {
        _M.AGREE: ShiftStep(_S.APPROVED, (Part.MEMBER,)),
        # Where nothing at all was proposed.
        _M.FORGO: ShiftStep(_S.CANCELLED, (Part.MEMBER,)),
        _M.REPLY: ShiftStep(_S.DISPUTED, (Part.MEMBER,)),
        _M.DECIDE: ShiftStep(_S.APPROVED, (Part.OTHER,)),
        _M.REFUSE: ShiftStep(_S.CANCELLED, (Part.OTHER,)),
    },
    _S.APPROVED: {_M.PAY: ShiftStep(_S.PAID, _CLOCK)},
    _S.PAID: {},
    _S.DECLINED: {},
    _S.LAPSED: {},
    _S.WITHDRAWN: {},
    _S.CANCELLED: {},
}
OPEN_STATES: Final = tuple(state for state in ShiftState if SHIFT_STEPS[state])
# The hours of these are paid hours: posts carry a mark, and their worth is counted apart.
PAID_HOURS: Final = (_S.ACCEPTED, _S.WORKED, _S.DISPUTED, _S.APPROVED, _S.PAID)
# A member can't be in two places: these block another offer for the same hours.
TAKEN_STATES: Final = (_S.OFFERED, *PAID_HOURS)
# Money is owed to the member.
OWING_STATES: Final = (_S.WORKED, _S.DISPUTED, _S.APPROVED)
RETURNING_STATES: Final = (_S.DECLINED, _S.LAPSED, _S.WITHDRAWN, _S.CANCELLED)
