"""Push at once, or never; only devices that the member has switched on hear of anything."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import Frequency, NotificationGroup

NAME: Final = "push"
LABEL: Final = _("On my devices")
FREQUENCIES: Final = (Frequency.AT_ONCE, Frequency.OFF)


def default_for(_group: NotificationGroup) -> Frequency:
    """Return what holds for a group until the member chooses."""
    return Frequency.AT_ONCE
