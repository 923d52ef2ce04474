"""Mail at once, once a day, or never."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import Frequency, NotificationGroup

NAME: Final = "mail"
LABEL: Final = _("By mail")
FREQUENCIES: Final = (Frequency.AT_ONCE, Frequency.DAILY, Frequency.OFF)


def default_for(_group: NotificationGroup) -> Frequency:
    """Return what holds for a group until the member chooses."""
    return Frequency.AT_ONCE
