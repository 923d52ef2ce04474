"""Words of draws, and the table of what may happen to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SOURCE_MAX: Final = 300
VALUE_MAX: Final = 200
NOTE_MAX: Final = 500


class SourceKind(models.TextChoices):
    """Where the public value comes from."""

    DRAND = "drand", _("A round of drand, a public source of random numbers")
    DECLARED = "declared", _("A figure that somebody else publishes, named in advance")


class DrawState(models.TextChoices):
    """Where a draw stands."""

    COMMITTED = "committed", pgettext_lazy("draw", "Secret sealed")
    FROZEN = "frozen", pgettext_lazy("draw", "List of tickets closed")
    VALUED = "valued", pgettext_lazy("draw", "Public value known")
    DRAWN = "drawn", pgettext_lazy("draw", "Drawn")
    VOID = "void", pgettext_lazy("draw", "Not held")


class Part(models.TextChoices):
    """The role somebody, or something, plays."""

    ADMIN = "admin", _("Administrator")
    TIMER = "timer", _("Timer")


class DrawMove(models.TextChoices):
    """What can be done to a draw."""

    FREEZE = "freeze", _("Close the list")
    GIVE_VALUE = "give_value", _("Enter the public value")
    DRAW = "draw", _("Draw")
    GIVE_UP = "give_up", _("Don't hold it")


class PassReason(models.TextChoices):
    """Why somebody doesn't get the place that was drawn."""

    UNREACHABLE = "unreachable", _("Could not be reached")
    EXCLUDED = "excluded", _("Excluded from the contest")
    LABEL = "label", _("The winning ticket proves less than this prize asks")
    DECLINED = "declined", _("Declined the prize")


@dataclass(frozen=True)
class Step:
    """Where a move leads and whose move it is."""

    target: DrawState
    parts: frozenset[Part]


def _to(target: DrawState, *parts: Part) -> Step:
    return Step(target, frozenset(parts))


_ADMIN, _TIMER = Part.ADMIN, Part.TIMER
_GIVE_UP: Final = {DrawMove.GIVE_UP: _to(DrawState.VOID, _TIMER)}

TRANSITIONS: Final[dict[DrawState, dict[DrawMove, Step]]] = {
    DrawState.COMMITTED: {DrawMove.FREEZE: _to(DrawState.FROZEN, _TIMER), **_GIVE_UP},
    DrawState.FROZEN: {
        # By the timer from drand, by hand from a declared source or when no relay answers.
        DrawMove.GIVE_VALUE: _to(DrawState.VALUED, _TIMER, _ADMIN),
        **_GIVE_UP,
    },
    DrawState.VALUED: {DrawMove.DRAW: _to(DrawState.DRAWN, _TIMER), **_GIVE_UP},
    DrawState.DRAWN: {},
    DrawState.VOID: {},
}
