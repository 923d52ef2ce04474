"""In page always, at once: it is the record of what a member was told."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import Frequency, NotificationGroup

NAME: Final = "in_page"
LABEL: Final = _("In page")
FREQUENCIES: Final = (Frequency.AT_ONCE,)


def default_for(_group: NotificationGroup) -> Frequency:
    """Return what holds for a group until the member chooses."""
    return Frequency.AT_ONCE
