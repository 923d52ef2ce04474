"""Words of programmes and rewards, and the tables of what may happen to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAME_MAX: Final = 120
RULES_MAX: Final = 20
TIERS_MAX: Final = 5


class ProgramState(models.TextChoices):
    """Where a programme stands."""

    DRAFT = "draft", pgettext_lazy("programme", "Draft")
    RUNNING = "running", pgettext_lazy("programme", "Running")
    PAUSED = "paused", pgettext_lazy("programme", "Paused")
    ENDED = "ended", pgettext_lazy("programme", "Ended")


class ProgramMove(models.TextChoices):
    """What can be done to a programme."""

    START = "start", _("Switch on")
    PAUSE = "pause", _("Pause")
    RESUME = "resume", _("Go on")
    END = "end", _("End")


PROGRAM_MOVES: Final[dict[ProgramState, dict[ProgramMove, ProgramState]]] = {
    ProgramState.DRAFT: {ProgramMove.START: ProgramState.RUNNING},
    ProgramState.RUNNING: {
        ProgramMove.PAUSE: ProgramState.PAUSED,
        ProgramMove.END: ProgramState.ENDED,
    },
    ProgramState.PAUSED: {
        ProgramMove.RESUME: ProgramState.RUNNING,
        ProgramMove.END: ProgramState.ENDED,
    },
    ProgramState.ENDED: {},
}
# Rules may be added while nothing is granted.
OPEN_TO_CHANGE: Final = (ProgramState.DRAFT, ProgramState.PAUSED)


class RuleEvent(models.TextChoices):
    """What is rewarded."""

    SIGNUP = "signup", pgettext_lazy("reward for", "Sign-up")
    FIRST_ORDER = "first_order", pgettext_lazy("reward for", "First completed order")
    FEE_SHARE = "fee_share", pgettext_lazy("reward for", "Each completed order")


class Side(models.TextChoices):
    """Who gets it."""

    REFERRER = "referrer", _("Whoever sent the link")
    FRIEND = "friend", _("The friend who came")


class RewardKind(models.TextChoices):
    """In what it is given."""

    MONEY = "money", pgettext_lazy("reward", "Money")
    CREDIT = "credit", pgettext_lazy("reward", "Platform credit")


class RewardState(models.TextChoices):
    """Where a reward stands."""

    PENDING = "pending", pgettext_lazy("reward", "Waiting")
    DUE = "due", pgettext_lazy("reward", "Being paid")
    PAID = "paid", pgettext_lazy("reward", "Paid")
    HELD = "held", pgettext_lazy("reward", "Being looked at")
    CANCELLED = "cancelled", pgettext_lazy("reward", "Doesn’t count")


class RewardMove(models.TextChoices):
    """What can happen to a reward. All of it happens by itself, after what people decided."""

    FALL_DUE = "fall_due", _("Fall due")
    PAY = "pay", _("Pay")
    HOLD = "hold", _("Hold")
    RELEASE = "release", _("Release")
    CANCEL = "cancel", _("Cancel")
    REVIVE = "revive", _("Revive")


REWARD_MOVES: Final[dict[RewardState, dict[RewardMove, RewardState]]] = {
    RewardState.PENDING: {
        RewardMove.FALL_DUE: RewardState.DUE,
        RewardMove.HOLD: RewardState.HELD,
        RewardMove.CANCEL: RewardState.CANCELLED,
    },
    RewardState.DUE: {
        RewardMove.PAY: RewardState.PAID,
        RewardMove.HOLD: RewardState.HELD,
        RewardMove.CANCEL: RewardState.CANCELLED,
    },
    RewardState.HELD: {
        RewardMove.RELEASE: RewardState.PENDING,
        RewardMove.CANCEL: RewardState.CANCELLED,
    },
    RewardState.CANCELLED: {RewardMove.REVIVE: RewardState.PENDING},
    RewardState.PAID: {},
}
# What is promised and not given yet: reserved in the budget.
PROMISED: Final = (RewardState.PENDING, RewardState.DUE, RewardState.HELD)


class Ended(models.TextChoices):
    """Why a reward was cancelled."""

    REFUND = "refund", pgettext_lazy("cancelled", "The order was refunded")
    GUARD = "guard", pgettext_lazy("cancelled", "The referral doesn’t count")
    BUDGET = "budget", pgettext_lazy("cancelled", "The programme’s money is given away")
    CAP = "cap", pgettext_lazy("cancelled", "The most that one member gets was reached")
    ADDRESS = "address", pgettext_lazy("cancelled", "The friend never confirmed the mail address")


class LineKind(models.TextChoices):
    """A line of a reward's statement. `amount` and `other` of the line fill the sentence."""

    GRANTED = "granted", _("Granted for %(event)s")
    TIER = "tier", _("For your friend number %(count)s, by the tier from %(tier)s on")
    CUT_MONTH = "cut_month", _("Cut to what the month’s limit leaves")
    CUT_TOTAL = "cut_total", _("Cut to what the limit in all leaves")
    CUT_BUDGET = "cut_budget", _("Cut to what is left of the programme’s money")
    HELD = "held", _("A person looks at how your friend came here")
    RELEASED = "released", _("All is well: it goes on")
    TAKEN_BACK = "taken_back", _("%(percent)s of the order was refunded, so that share goes back")
    CARRIED = "carried", _("Already paid: met from your next rewards")
    MET = "met", _("Met by a later reward")
    MEETS = "meets", _("Kept for what an earlier reward owes")
    MOVED = "moved", _("The order’s money is kept longer because of a complaint")
    UNCONFIRMED = "unconfirmed", _("Waits until the friend confirms the mail address")
    PAID = "paid", _("Paid")
    CANCELLED = "cancelled", _("Doesn’t count: %(reason)s")
    REVIVED = "revived", _("The decision was taken back: it counts again")


@dataclass(frozen=True)
class Tier:
    """From the `first`-th friend on another amount (or share, in basis points)."""

    first: int
    value: int
