"""Words of analytics."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class IncomeSource(models.TextChoices):
    """What brought an order. A client who comes back counts as that, whatever brought him again."""

    REPEAT = "repeat", _("A client who came back")
    GIG = "gig", _("A service")
    ARTICLE = "article", _("An article")
    BRIEF = "brief", _("A posted brief")
    OFFER = "offer", _("A custom offer")


class Step(models.TextChoices):
    """How wide a step of a chart is."""

    DAY = "day", _("By day")
    WEEK = "week", _("By week")
    MONTH = "month", _("By month")


# The years that may be asked for.
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2199
# Up to so many days a chart goes by days, then by weeks, then by months.
DAYS_BY_DAY: Final = 14
DAYS_BY_WEEK: Final = 112
