"""Words of disputes, and the table of what may happen to one, when, and by whose hand.

A *part* is the role somebody plays in this dispute: the one who opened it, the other side, support,
the timer. `TRANSITIONS` is the whole law: a move that isn't listed for a state can't happen there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

TEXT_MAX: Final = 4_000
NOTE_MAX: Final = 1_000


class DisputeState(models.TextChoices):
    """Where a dispute stands."""

    AWAITING_ANSWER = "awaiting_answer", _("Waiting for the answer")
    WITH_SUPPORT = "with_support", _("Support decides")
    DECIDED = "decided", _("Decided, appeal possible")
    APPEALED = "appealed", _("Appealed")
    SETTLED = "settled", _("Settled")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Part(models.TextChoices):
    """The role somebody, or something, plays in a dispute."""

    OPENER = "opener", _("Who opened it")
    OTHER = "other", _("The other side")
    SUPPORT = "support", _("Support")
    TIMER = "timer", _("Timer")


class DisputeMove(models.TextChoices):
    """What can be done to a dispute."""

    STATE = "state", _("Add evidence")
    ANSWER = "answer", _("Answer")
    REMIND = "remind", _("Remind")
    LAPSE = "lapse", _("Decide without an answer")
    PROPOSE = "propose", _("Propose a split")
    DECLINE_PROPOSAL = "decline_proposal", _("Decline the proposal")
    ACCEPT_PROPOSAL = "accept_proposal", _("Accept the proposal")
    WITHDRAW = "withdraw", _("Withdraw the dispute")
    DECIDE = "decide", _("Decide")
    ACCEPT_DECISION = "accept_decision", _("Accept the decision")
    ENFORCE = "enforce", _("Carry out the decision")
    APPEAL = "appeal", _("Appeal")
    DECIDE_APPEAL = "decide_appeal", _("Decide the appeal")
    DEFAULT = "default", _("Settle by the stated rule")
    OVERTAKE = "overtake", _("End: the order ended otherwise")


class DisputeReason(models.TextChoices):
    """What the dispute is about."""

    NOT_AS_AGREED = "not_as_agreed", _("The work isn't what was agreed")
    QUALITY = "quality", _("The quality is too poor to use")
    NOT_DELIVERED = "not_delivered", _("The work isn't coming")
    NO_ANSWER = "no_answer", _("The other side doesn't answer")
    MORE_THAN_AGREED = "more_than_agreed", _("More is asked for than was agreed")
    RIGHTS = "rights", _("The work belongs to somebody else")
    OTHER = "other", _("Something else")


class Outcome(models.TextChoices):
    """How a dispute ended."""

    AGREEMENT = "agreement", _("By agreement of both sides")
    DECISION = "decision", _("By support's decision")
    APPEAL = "appeal", _("By the decision on the appeal")
    UNANSWERED = "unanswered", _("As asked: the other side didn't answer")
    DEFAULT = "default", _("By the stated rule: nobody decided in time")
    WITHDRAWN = "withdrawn", _("Withdrawn: the order goes on")
    OVERTAKEN = "overtaken", _("Overtaken: the payment was taken back")


class ProposalState(models.TextChoices):
    """Where a proposed split stands."""

    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    REPLACED = "replaced", _("Replaced by a newer one")
    OVERTAKEN = "overtaken", _("Overtaken by events")


class DisputeTimer(models.TextChoices):
    """What happens next if nobody acts."""

    REMINDER = "reminder", _("Reminder of the answer")
    UNANSWERED = "unanswered", _("Decided as asked, without an answer")
    DEFAULT = "default", _("Settled by the stated rule")
    APPEAL_OVER = "appeal_over", _("The decision is carried out")
    APPEAL_UNDECIDED = "appeal_undecided", _("The first decision stands")


class RefKind(models.TextChoices):
    """What a statement may point to."""

    DELIVERY = "delivery", _("Delivery")
    ENTRY = "entry", _("Timeline")
    MESSAGE = "message", _("Message")


@dataclass(frozen=True)
class Step:
    """Where a move leads and whose move it is."""

    target: DisputeState
    parts: frozenset[Part]


def _to(target: DisputeState, *parts: Part) -> Step:
    return Step(target, frozenset(parts))


_OPENER, _OTHER, _SUPPORT, _TIMER = Part.OPENER, Part.OTHER, Part.SUPPORT, Part.TIMER


def _talks(state: DisputeState) -> dict[DisputeMove, Step]:
    """Return how the two sides may end it themselves, as long as nothing is carried out."""
    return {
        DisputeMove.PROPOSE: _to(state, _OPENER, _OTHER),
        DisputeMove.DECLINE_PROPOSAL: _to(state, _OPENER, _OTHER),
        DisputeMove.ACCEPT_PROPOSAL: _to(DisputeState.SETTLED, _OPENER, _OTHER),
        # The client's bank took the payment back: there is nothing left to split.
        DisputeMove.OVERTAKE: _to(DisputeState.SETTLED, _TIMER),
    }


def _heard(state: DisputeState) -> dict[DisputeMove, Step]:
    """Return what belongs to a step in which evidence is taken."""
    return {DisputeMove.STATE: _to(state, _OPENER, _OTHER, _SUPPORT), **_talks(state)}


TRANSITIONS: Final[dict[DisputeState, dict[DisputeMove, Step]]] = {
    DisputeState.AWAITING_ANSWER: {
        **_heard(DisputeState.AWAITING_ANSWER),
        DisputeMove.ANSWER: _to(DisputeState.WITH_SUPPORT, _OTHER),
        DisputeMove.REMIND: _to(DisputeState.AWAITING_ANSWER, _TIMER),
        DisputeMove.LAPSE: _to(DisputeState.DECIDED, _TIMER),
        DisputeMove.WITHDRAW: _to(DisputeState.WITHDRAWN, _OPENER),
    },
    DisputeState.WITH_SUPPORT: {
        **_heard(DisputeState.WITH_SUPPORT),
        DisputeMove.DECIDE: _to(DisputeState.DECIDED, _SUPPORT),
        DisputeMove.DEFAULT: _to(DisputeState.SETTLED, _TIMER),
        DisputeMove.WITHDRAW: _to(DisputeState.WITHDRAWN, _OPENER),
    },
    DisputeState.DECIDED: {
        **_talks(DisputeState.DECIDED),
        DisputeMove.ACCEPT_DECISION: _to(DisputeState.DECIDED, _OPENER, _OTHER),
        # By the second who accepts it, or by the end of the time for an appeal.
        DisputeMove.ENFORCE: _to(DisputeState.SETTLED, _OPENER, _OTHER, _TIMER),
        DisputeMove.APPEAL: _to(DisputeState.APPEALED, _OPENER, _OTHER),
    },
    DisputeState.APPEALED: {
        **_heard(DisputeState.APPEALED),
        DisputeMove.DECIDE_APPEAL: _to(DisputeState.SETTLED, _SUPPORT),
        DisputeMove.ENFORCE: _to(DisputeState.SETTLED, _TIMER),
    },
    DisputeState.SETTLED: {},
    DisputeState.WITHDRAWN: {},
}

CLOSED_STATES: Final = (DisputeState.SETTLED, DisputeState.WITHDRAWN)
SUPPORT_STATES: Final = (DisputeState.WITH_SUPPORT, DisputeState.APPEALED)


def parts_of(move: DisputeMove) -> frozenset[Part]:
    """Return everybody who may make this move in some state."""
    found = (steps[move].parts for steps in TRANSITIONS.values() if move in steps)
    return frozenset().union(*found)
