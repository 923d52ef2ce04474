"""Refusals of analytics."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Invalid


class PeriodTooLong(Invalid):
    """The period has more days than analytics look at."""

    code = "period_too_long"
    message = _("Choose a period of at most %(days)s days.")
