"""Words of awards, and the table of what may happen to one, when, and by whose hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NOTE_MAX: Final = 500


class AwardState(models.TextChoices):
    """Where an award stands."""

    PROPOSED = "proposed", pgettext_lazy("award", "Waits for approval")
    WAITING = "waiting", pgettext_lazy("award", "Waits for the winner")
    DUE = "due", pgettext_lazy("award", "On its way to be handed over")
    SENT = "sent", pgettext_lazy("award", "Sent")
    DONE = "done", pgettext_lazy("award", "Handed over")
    LAPSED = "lapsed", pgettext_lazy("award", "Not claimed")
    PASSED_ON = "passed_on", pgettext_lazy("award", "Went to the next in line")
    DROPPED = "dropped", pgettext_lazy("award", "Dropped before the results")


class Part(models.TextChoices):
    """The role somebody, or something, plays."""

    WINNER = "winner", _("Winner")
    ADMIN = "admin", _("Administrator")
    TIMER = "timer", _("Timer")


class AwardMove(models.TextChoices):
    """What can be done to an award."""

    DROP = "drop", _("Drop")
    APPROVE = "approve", _("Approve")
    ASK = "ask", _("Ask the winner")
    CLAIM = "claim", _("Claim")
    HAND_OVER = "hand_over", _("Hand over")
    SEND = "send", _("Send")
    RECEIVE = "receive", _("Confirm that it came")
    LAPSE = "lapse", _("Let it lapse")
    PASS_ON = "pass_on", _("Pass it on")


class RunState(models.TextChoices):
    """Where the payout of a contest's prizes stands."""

    RUNNING = "running", pgettext_lazy("payout", "Running")
    DONE = "done", pgettext_lazy("payout", "Done")


@dataclass(frozen=True)
class Step:
    """Where a move leads and whose move it is."""

    target: AwardState
    parts: frozenset[Part]


def _to(target: AwardState, *parts: Part) -> Step:
    return Step(target, frozenset(parts))


_WINNER, _ADMIN, _TIMER = Part.WINNER, Part.ADMIN, Part.TIMER
# The place of a draw changed hands.
_PASS_ON: Final = {AwardMove.PASS_ON: _to(AwardState.PASSED_ON, _TIMER)}
_LAPSE: Final = {AwardMove.LAPSE: _to(AwardState.LAPSED, _TIMER, _ADMIN)}

TRANSITIONS: Final[dict[AwardState, dict[AwardMove, Step]]] = {
    AwardState.PROPOSED: {
        AwardMove.DROP: _to(AwardState.DROPPED, _ADMIN, _TIMER),
        # To the winner first where something is needed: an address, a tax form.
        AwardMove.ASK: _to(AwardState.WAITING, _ADMIN, _TIMER),
        AwardMove.APPROVE: _to(AwardState.DUE, _ADMIN, _TIMER),
    },
    AwardState.WAITING: {
        AwardMove.CLAIM: _to(AwardState.DUE, _WINNER),
        **_LAPSE,
        **_PASS_ON,
    },
    AwardState.DUE: {
        # Money, credit and badges by the timer; goods by hand.
        AwardMove.HAND_OVER: _to(AwardState.DONE, _TIMER),
        AwardMove.SEND: _to(AwardState.SENT, _ADMIN),
    },
    AwardState.SENT: {
        AwardMove.RECEIVE: _to(AwardState.DONE, _WINNER, _ADMIN),
    },
    AwardState.DONE: {},
    AwardState.LAPSED: {**_PASS_ON},
    AwardState.PASSED_ON: {},
    AwardState.DROPPED: {},
}

CLOSED_STATES: Final = (
    AwardState.DONE,
    AwardState.LAPSED,
    AwardState.PASSED_ON,
    AwardState.DROPPED,
)
# What leaves a place free for another award.
FREED_STATES: Final = (AwardState.DROPPED, AwardState.LAPSED, AwardState.PASSED_ON)
# What stands in the results that everybody sees.
WON_STATES: Final = (
    AwardState.WAITING,
    AwardState.DUE,
    AwardState.SENT,
    AwardState.DONE,
    AwardState.LAPSED,
)
