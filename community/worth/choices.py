"""Words of worth: the three lenses, what costs, what one may look at."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASON_MAX: Final = 500
NOTE_MAX: Final = 300
TOKEN_MAX: Final = 36
# A like is a third of a ticket.
LIKES_A_TICKET: Final = 3
MILLI: Final = 1_000
MINUTES: Final = 60
HOURS_MAX: Final = 2_000
MONTHS_MAX: Final = 60
# How far back costs are entered, and how far ahead prices.
MONTHS_BACK, MONTHS_AHEAD = 36, 12
TOP: Final = 20


class Lens(models.TextChoices):
    """One way to look at the same contributions; never shown without the other two."""

    CLASSIC = "classic", pgettext_lazy("lens", "Classic")
    CONSERVATIVE = "conservative", pgettext_lazy("lens", "Conservative")
    REACH = "reach", pgettext_lazy("lens", "Reach")


LENS_ABOUT: Final = {
    Lens.CLASSIC: _("Solutions plus a third of a ticket for each like, as they were counted."),
    Lens.CONSERVATIVE: _(
        "Each solved topic once, however many solutions it has; likes by their weight, and only"
        " under answers that are no solution. What lies in a proposed case waits."
    ),
    Lens.REACH: _("A share of those who read a solved topic need not ask any more."),
}


class CostKind(models.TextChoices):
    """What the programme spends money on."""

    LICENCES = "licences", pgettext_lazy("cost", "Licences and codes")
    PRIZES = "prizes", pgettext_lazy("cost", "Prizes")
    STAFF = "staff", pgettext_lazy("cost", "Staff hours")
    OTHER = "other", pgettext_lazy("cost", "Other")


# Typed as a sum; staff is typed as hours and a rate.
TYPED_KINDS: Final = (CostKind.LICENCES, CostKind.PRIZES, CostKind.OTHER)


class Scope(models.TextChoices):
    """Whose contributions are looked at."""

    CLUB = "club", pgettext_lazy("scope", "The guru club")
    ALL = "all", pgettext_lazy("scope", "All members")


class Step(models.TextChoices):
    """How long a line of the table is."""

    MONTH = "month", pgettext_lazy("step", "By month")
    QUARTER = "quarter", pgettext_lazy("step", "By quarter")
    YEAR = "year", pgettext_lazy("step", "By year")
