"""Words of contests, and the table of what may happen to one, when, and by whose hand.

`TRANSITIONS` is the whole law: a move that isn't listed for a state can't happen there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TITLE_MAX: Final = 120
SUMMARY_MAX: Final = 300
TERMS_MAX: Final = 20_000
PLACES_MAX: Final = 20_000
# No date lies further ahead: what is typed beyond is a slip, and calendars end.
YEARS_MAX: Final = 5


class ContestKind(models.TextChoices):
    """How a contest is won."""

    WRITING = "writing", _("Writing")
    FOLLOW = "follow", _("Follow and win")
    ELECTED = "elected", _("By vote")


class ContestState(models.TextChoices):
    """Where a contest stands."""

    DRAFT = "draft", pgettext_lazy("contest", "Being prepared")
    ANNOUNCED = "announced", pgettext_lazy("contest", "Announced")
    OPEN = "open", pgettext_lazy("contest", "Open")
    JUDGING = "judging", pgettext_lazy("contest", "In judging")
    RESULTS = "results", pgettext_lazy("contest", "Results are out")
    PAID = "paid", pgettext_lazy("contest", "Prizes handed over")
    ARCHIVED = "archived", pgettext_lazy("contest", "Archived")
    CANCELLED = "cancelled", pgettext_lazy("contest", "Cancelled")


class Part(models.TextChoices):
    """The role somebody, or something, plays."""

    ADMIN = "admin", _("Administrator")
    TIMER = "timer", _("Timer")


class ContestMove(models.TextChoices):
    """What can be done to a contest."""

    ANNOUNCE = "announce", _("Publish the announcement")
    OPEN = "open", _("Open")
    CLOSE = "close", _("Close for entries")
    PUBLISH_RESULTS = "publish_results", _("Publish the results")
    HAND_OVER = "hand_over", _("All prizes are handed over")
    ARCHIVE = "archive", _("Archive")
    CANCEL = "cancel", _("Cancel the contest")


class PrizeKind(models.TextChoices):
    """What a prize is."""

    MONEY = "money", _("Money")
    CREDIT = "credit", _("Platform credit")
    BADGE = "badge", _("Badge")
    GOODS = "goods", _("Goods")


# Prizes that lie in the fund before a contest opens.
FUNDED_KINDS: Final = (PrizeKind.MONEY, PrizeKind.CREDIT)


class Label(models.TextChoices):
    """How sure the platform is that an action was done: shown beside each action."""

    VERIFIED = "verified", pgettext_lazy("proof", "Verified")
    REVIEWED = "reviewed", pgettext_lazy("proof", "Proof reviewed")
    DECLARED = "declared", pgettext_lazy("proof", "Declared only")


# From sure to less sure: a prize that asks for one takes the ones before it, too.
LABELS: Final = (Label.VERIFIED, Label.REVIEWED, Label.DECLARED)


class Rights(models.TextChoices):
    """Who owns what was entered."""

    STAY = "stay", _("Rights stay with the writer; the platform may show the entry")
    BOUGHT = "bought", _("The prize buys the rights, in writing, from those who accept it")


class Timer(models.TextChoices):
    """What happens next by itself."""

    ANNOUNCES = "announces", _("Is announced")
    OPENS = "opens", _("Opens")
    CLOSES = "closes", _("Closes")
    ARCHIVES = "archives", _("Is archived")


@dataclass(frozen=True)
class Step:
    """Where a move leads and whose move it is."""

    target: ContestState
    parts: frozenset[Part]


def _to(target: ContestState, *parts: Part) -> Step:
    return Step(target, frozenset(parts))


_ADMIN, _TIMER = Part.ADMIN, Part.TIMER
_CANCEL: Final = {ContestMove.CANCEL: _to(ContestState.CANCELLED, _ADMIN)}

TRANSITIONS: Final[dict[ContestState, dict[ContestMove, Step]]] = {
    ContestState.DRAFT: {
        ContestMove.ANNOUNCE: _to(ContestState.ANNOUNCED, _ADMIN, _TIMER),
        **_CANCEL,
    },
    ContestState.ANNOUNCED: {
        ContestMove.OPEN: _to(ContestState.OPEN, _TIMER),
        **_CANCEL,
    },
    ContestState.OPEN: {
        ContestMove.CLOSE: _to(ContestState.JUDGING, _TIMER),
        **_CANCEL,
    },
    ContestState.JUDGING: {
        # By the second of two people above a set sum, or by the rule when judges stay silent.
        ContestMove.PUBLISH_RESULTS: _to(ContestState.RESULTS, _ADMIN, _TIMER),
        **_CANCEL,
    },
    ContestState.RESULTS: {
        ContestMove.HAND_OVER: _to(ContestState.PAID, _TIMER),
    },
    ContestState.PAID: {
        ContestMove.ARCHIVE: _to(ContestState.ARCHIVED, _TIMER),
    },
    ContestState.ARCHIVED: {},
    ContestState.CANCELLED: {},
}

# What everybody may see. A cancelled contest is seen only if it had been announced.
PUBLIC_STATES: Final = (
    ContestState.ANNOUNCED,
    ContestState.OPEN,
    ContestState.JUDGING,
    ContestState.RESULTS,
    ContestState.PAID,
    ContestState.ARCHIVED,
)
CLOSED_STATES: Final = (ContestState.ARCHIVED, ContestState.CANCELLED)
