"""Words of reviews and levels.

Both sides give one to five stars for the same four *criteria*; what a criterion asks depends on
who is asked. A *level* says how a freelancer's work has gone, by open rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import SellerLevel as Level
from marketplace.orders.choices import ActorKind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = [
    "ANSWER_MAX",
    "CRITERIA",
    "CRITERION_LABELS",
    "HUNDREDTHS",
    "NOTE_MAX",
    "NOT_COUNTED",
    "SIDES",
    "STARS",
    "TEXT_MAX",
    "ActKind",
    "Because",
    "HideReason",
    "Level",
    "Measure",
]

TEXT_MAX: Final = 2_000
ANSWER_MAX: Final = 1_000
NOTE_MAX: Final = 500
STARS: Final = (1, 2, 3, 4, 5)
# A rating is the mean of the four criteria in hundredths of a star.
HUNDREDTHS: Final = 25

CRITERIA: Final = ("work", "communication", "agreed", "time")
SIDES: Final = (ActorKind.CLIENT, ActorKind.SELLER)

# Who writes: what each criterion asks, short and in full.
CRITERION_LABELS: Final[dict[str, dict[str, StrPromise]]] = {
    ActorKind.CLIENT: {
        "work": _("Quality of the work"),
        "communication": _("Communication"),
        "agreed": _("As described"),
        "time": _("On time"),
    },
    ActorKind.SELLER: {
        "work": _("Knew what was wanted"),
        "communication": _("Communication"),
        "agreed": _("Kept to what was agreed"),
        "time": _("Answered in time"),
    },
}


class HideReason(models.TextChoices):
    """Why a moderator hides a review's words. That it is negative is no reason."""

    INSULT = "insult", _("Insult or threat")
    PRIVATE = "private", _("Private details of a person")
    ADVERTISING = "advertising", _("Advertising")
    OFF_TOPIC = "off_topic", _("Not about this order")
    RULES = "rules", _("Against the rules of the platform")
    NOT_GENUINE = "not_genuine", _("Not a genuine review: bought, or written for oneself")


# A review that isn't genuine doesn't count; of any other the words are hidden and the stars stay.
NOT_COUNTED: Final = frozenset({HideReason.NOT_GENUINE})


class ActKind(models.TextChoices):
    """What a moderator did to a review."""

    HIDE = "hide", _("Hidden")
    RESTORE = "restore", _("Shown again")


class Measure(models.TextChoices):
    """What a level asks for."""

    ORDERS = "orders", _("Completed orders")
    CLIENTS = "clients", _("Different clients")
    RATING = "rating", _("Rating")
    ON_TIME = "on_time", _("Delivered on time")
    LOST = "lost", _("Disputes decided for the client")


class Because(models.TextChoices):
    """Why a level changed."""

    REACHED = "reached", _("Every condition was met")
    FELL = "fell", _("A condition was not met for the whole period of grace")
    RECOUNT = "recount", _("The rules or the facts were corrected")
