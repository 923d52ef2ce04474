"""What may happen to a member's work on a mission."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from referrals.campaigns.choices.parts import Part, Step, to

PROOF_MAX: Final = 2_000
NOTE_MAX: Final = 1_000


class TaskState(models.TextChoices):
    """Where a member's work on a mission stands."""

    JOINED = "joined", pgettext_lazy("task", "To be done")
    SUBMITTED = "submitted", pgettext_lazy("task", "Being looked at")
    RETURNED = "returned", pgettext_lazy("task", "Sent back")
    ACCEPTED = "accepted", pgettext_lazy("task", "Accepted")
    PAID = "paid", pgettext_lazy("task", "Rewarded")
    REFUSED = "refused", pgettext_lazy("task", "Refused")
    APPEALED = "appealed", pgettext_lazy("task", "Appealed")
    DISMISSED = "dismissed", pgettext_lazy("task", "Refused for good")
    WITHDRAWN = "withdrawn", pgettext_lazy("task", "Withdrawn")
    LAPSED = "lapsed", pgettext_lazy("task", "Not proven in time")


class TaskMove(models.TextChoices):
    """What can be done to it."""

    SUBMIT = "submit", _("Show the proof")
    SEND_BACK = "send_back", _("Send back")
    ACCEPT = "accept", _("Accept")
    REFUSE = "refuse", _("Refuse")
    APPEAL = "appeal", _("Appeal")
    UPHOLD = "uphold", _("Let the refusal stand")
    GRANT = "grant", _("Accept after the appeal")
    WITHDRAW = "withdraw", _("Withdraw")
    LAPSE = "lapse", _("Time is over")
    SILENCE = "silence", _("Nobody decided in time")
    PAY = "pay", _("Reward")


_MEMBER, _MANAGER, _SECOND, _TIMER = Part.MEMBER, Part.MANAGER, Part.SECOND, Part.TIMER
_LOOK: Final = {
    TaskMove.ACCEPT: to(TaskState.ACCEPTED, _MANAGER),
    TaskMove.SEND_BACK: to(TaskState.RETURNED, _MANAGER),
    TaskMove.REFUSE: to(TaskState.REFUSED, _MANAGER),
    # What nobody decides in time counts for who did it.
    TaskMove.SILENCE: to(TaskState.ACCEPTED, _TIMER),
}
_TO_DO: Final = {
    TaskMove.SUBMIT: to(TaskState.SUBMITTED, _MEMBER),
    # The timer withdraws what a cancelled campaign no longer needs.
    TaskMove.WITHDRAW: to(TaskState.WITHDRAWN, _MEMBER, _MANAGER, _TIMER),
    TaskMove.LAPSE: to(TaskState.LAPSED, _TIMER),
}

TASK_MOVES: Final[dict[TaskState, dict[TaskMove, Step]]] = {
    TaskState.JOINED: dict(_TO_DO),
    TaskState.RETURNED: dict(_TO_DO),
    TaskState.SUBMITTED: dict(_LOOK),
    TaskState.ACCEPTED: {TaskMove.PAY: to(TaskState.PAID, _TIMER)},
    TaskState.REFUSED: {
        TaskMove.APPEAL: to(TaskState.APPEALED, _MEMBER),
        TaskMove.LAPSE: to(TaskState.DISMISSED, _TIMER),
    },
    TaskState.APPEALED: {
        TaskMove.GRANT: to(TaskState.ACCEPTED, _SECOND),
        TaskMove.UPHOLD: to(TaskState.DISMISSED, _SECOND),
        TaskMove.SILENCE: to(TaskState.ACCEPTED, _TIMER),
    },
    TaskState.PAID: {},
    TaskState.DISMISSED: {},
    TaskState.WITHDRAWN: {},
    TaskState.LAPSED: {},
}

CLOSED_TASKS: Final = (
    TaskState.PAID,
    TaskState.DISMISSED,
    TaskState.WITHDRAWN,
    TaskState.LAPSED,
)
# Their place is free again, and so is what was promised for it.
GONE_TASKS: Final = (TaskState.DISMISSED, TaskState.WITHDRAWN, TaskState.LAPSED)
# What was promised for these lies aside in the fund.
RESERVED_TASKS: Final = (
    TaskState.JOINED,
    TaskState.SUBMITTED,
    TaskState.RETURNED,
    TaskState.ACCEPTED,
    TaskState.REFUSED,
    TaskState.APPEALED,
)
SHOWN_TASKS: Final = (TaskState.ACCEPTED, TaskState.PAID)
