"""The row itself is what the bell and the list show."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from marketplace.accounts.models import Member
from marketplace.notifications.channels.in_page import preference
from marketplace.notifications.choices import Frequency, NotificationGroup
from marketplace.notifications.models import Notification


class InPage:
    """Shows notifications on the site."""

    name: Final = preference.NAME
    label: Final = preference.LABEL
    frequencies: Final = preference.FREQUENCIES

    def default_for(self, group: NotificationGroup) -> Frequency:
        """Return what holds for a group until the member chooses."""
        return preference.default_for(group)

    def bring(
        self, *, notification: Notification, member: Member, frequency: Frequency, now: datetime
    ) -> None:
        """Nothing is left to do: the row is there, and the bell looks for it."""
