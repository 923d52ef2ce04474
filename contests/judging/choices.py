"""Words of judging, and the tables of what may happen to a sheet and to a judge."""

from __future__ import annotations

import secrets
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contests.calls.choices import ContestState

FEEDBACK_MAX: Final = 1_000
REASON_MAX: Final = 500
NAME_MAX: Final = 60
HINT_MAX: Final = 160
GUIDE_MAX: Final = 120
CRITERIA_MAX: Final = 8
# Scores run from 1 to 5.
SCORES: Final = (1, 2, 3, 4, 5)


class Stage(models.TextChoices):
    """How far the judging of a contest has come."""

    SETUP = "setup", pgettext_lazy("judging", "Being prepared")
    SCORING = "scoring", pgettext_lazy("judging", "Judges read and score")
    FINAL = "final", pgettext_lazy("judging", "The final, by pairs")
    CLOSED = "closed", pgettext_lazy("judging", "Judging is closed")


class SilentRule(models.TextChoices):
    """What happens to the prizes when scores are missing on the day of the results."""

    SHARE = "share", _("Rank by what came; entries that nobody read share what is left")
    LAPSE = "lapse", _("Rank by what came; what is left goes back to the platform")


class Timer(models.TextChoices):
    """What happens next by itself."""

    REMIND = "remind", _("Judges are reminded")
    CLOSE = "close", _("Scoring closes")
    RESULTS = "results", _("The rule for silent judges")


class JudgeState(models.TextChoices):
    """Whether an invited judge takes part."""

    INVITED = "invited", pgettext_lazy("judge", "Invited")
    ACCEPTED = "accepted", pgettext_lazy("judge", "Takes part")
    DECLINED = "declined", pgettext_lazy("judge", "Declined")
    LEFT = "left", pgettext_lazy("judge", "Replaced")


JUDGE_MOVES: Final[dict[JudgeState, tuple[JudgeState, ...]]] = {
    JudgeState.INVITED: (JudgeState.ACCEPTED, JudgeState.DECLINED, JudgeState.LEFT),
    JudgeState.ACCEPTED: (JudgeState.LEFT,),
    JudgeState.DECLINED: (JudgeState.INVITED,),
    JudgeState.LEFT: (JudgeState.INVITED,),
}


class SheetState(models.TextChoices):
    """Where one judge's sheet about one entry stands."""

    OPEN = "open", pgettext_lazy("sheet", "To be scored")
    SEALED = "sealed", pgettext_lazy("sheet", "Sealed")
    RECUSED = "recused", pgettext_lazy("sheet", "Conflict of interest")
    HANDED_ON = "handed_on", pgettext_lazy("sheet", "Handed on")


SHEET_MOVES: Final[dict[SheetState, tuple[SheetState, ...]]] = {
    SheetState.OPEN: (SheetState.SEALED, SheetState.RECUSED, SheetState.HANDED_ON),
    SheetState.SEALED: (),
    SheetState.RECUSED: (),
    # A judge who comes back takes up what is still to be scored.
    SheetState.HANDED_ON: (SheetState.OPEN,),
}


class RunState(models.TextChoices):
    """Where a count of the scores stands."""

    WAITING = "waiting", pgettext_lazy("count", "Waiting")
    COUNTING = "counting", pgettext_lazy("count", "Counting")
    DONE = "done", pgettext_lazy("count", "Counted")
    FAILED = "failed", pgettext_lazy("count", "Failed")


# The steps of a count, as its progress is shown.
RUN_STEPS: Final = 4

# States of a contest in which nothing of its judging changes any more.
OVER: Final = (
    ContestState.RESULTS,
    ContestState.PAID,
    ContestState.ARCHIVED,
    ContestState.CANCELLED,
)

DECLARED: Final = "declared"
RECUSED: Final = "recused"


def new_seed() -> str:
    """Return the seed from which sheets are given out (128 bits, hex)."""
    return secrets.token_hex(16)
