"""Words of honesty: what looks like an agreement, and what people decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORD_MAX: Final = 1_000
REASON_MAX: Final = 500


class SignalKind(models.TextChoices):
    """What was seen, in words that everybody concerned may read."""

    CLOSED = "closed", _("Most of what these members give and get stays among them")
    RETURNED = "returned", _("What one gives comes back from the other")
    DENSE = "dense", _("Nearly everybody here gives to everybody")
    DIVERSITY = "diversity", _("Few different people value these contributions, and often")
    SERIAL = "serial", _("Many came from one person to another within an hour")
    FOCUS = "focus", _("Whoever gives here gives to hardly anybody else")


class CaseKind(models.TextChoices):
    """The shape of what was found."""

    RING = "ring", pgettext_lazy("ring", "A ring of mutual favours")
    SERIAL = "serial", pgettext_lazy("ring", "One person for another, many times")
    CROWD = "crowd", pgettext_lazy("ring", "Several who give to one only")


class RingState(models.TextChoices):
    """Where a case stands. Nothing is reversed but by a person."""

    OPEN = "open", pgettext_lazy("ring", "To look at")
    PROPOSED = "proposed", pgettext_lazy("ring", "A reversal is proposed")
    DISMISSED = "dismissed", pgettext_lazy("ring", "All is well")
    REVERSED = "reversed", pgettext_lazy("ring", "Doesn’t count")
    APPEALED = "appealed", pgettext_lazy("ring", "A second person looks")
    UPHELD = "upheld", pgettext_lazy("ring", "Doesn’t count, looked at twice")
    OVERTURNED = "overturned", pgettext_lazy("ring", "Counts again after an appeal")


class RingPart(models.TextChoices):
    """Who makes a move."""

    SIDE = "side", _("One of the members")
    STAFF = "staff", _("Staff")
    SECOND = "second", _("Staff who didn’t decide before")


class RingMove(models.TextChoices):
    """What can be done to a case."""

    PROPOSE = "propose", pgettext_lazy("ring", "Propose a reversal")
    DISMISS = "dismiss", pgettext_lazy("ring", "Dismiss")
    REVERSE = "reverse", pgettext_lazy("ring", "Reverse")
    APPEAL = "appeal", pgettext_lazy("ring", "Appeal")
    UPHOLD = "uphold", pgettext_lazy("ring", "Stay with it")
    OVERTURN = "overturn", pgettext_lazy("ring", "Take it back")
    # One appeal is answered while others wait.
    KEEP_LOOKING = "keep_looking", pgettext_lazy("ring", "Answer one of several appeals")


@dataclass(frozen=True)
class RingStep:
    """Where a move leads and whose move it is."""

    target: RingState
    part: RingPart


_DISMISS: Final = RingStep(RingState.DISMISSED, RingPart.STAFF)
_APPEAL: Final = RingStep(RingState.APPEALED, RingPart.SIDE)
TRANSITIONS: Final[dict[RingState, dict[RingMove, RingStep]]] = {
    RingState.OPEN: {
        RingMove.PROPOSE: RingStep(RingState.PROPOSED, RingPart.STAFF),
        RingMove.DISMISS: _DISMISS,
    },
    RingState.PROPOSED: {
        RingMove.REVERSE: RingStep(RingState.REVERSED, RingPart.STAFF),
        RingMove.DISMISS: _DISMISS,
    },
    RingState.DISMISSED: {},
    # Each member may appeal once; what one appeal ends in doesn't close the door for another.
    RingState.REVERSED: {RingMove.APPEAL: _APPEAL},
    RingState.APPEALED: {
        RingMove.APPEAL: _APPEAL,
        RingMove.KEEP_LOOKING: RingStep(RingState.APPEALED, RingPart.SECOND),
        RingMove.UPHOLD: RingStep(RingState.UPHELD, RingPart.SECOND),
        RingMove.OVERTURN: RingStep(RingState.OVERTURNED, RingPart.SECOND),
    },
    RingState.UPHELD: {RingMove.APPEAL: _APPEAL},
    RingState.OVERTURNED: {RingMove.APPEAL: _APPEAL},
}
UNDECIDED: Final = (RingState.OPEN, RingState.PROPOSED)
STANDING: Final = (
    RingState.REVERSED,
    RingState.APPEALED,
    RingState.UPHELD,
    RingState.OVERTURNED,
)
# Only from here on is the case known to those whom it is about.
TOLD: Final = (RingState.PROPOSED, *STANDING)


class AppealOutcome(models.TextChoices):
    """What came of one member's appeal."""

    WAITING = "waiting", pgettext_lazy("appeal", "Waits")
    UPHELD = "upheld", pgettext_lazy("appeal", "The decision stands")
    OVERTURNED = "overturned", pgettext_lazy("appeal", "Counts again")
