"""Queues a notification for the member's devices."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from marketplace.accounts.models import Member
from marketplace.notifications.channels.push import preference
from marketplace.notifications.channels.push.outgoing import write_pushes
from marketplace.notifications.choices import Frequency, NotificationGroup
from marketplace.notifications.models import Notification


class Push:
    """Sends to browsers that the member has switched on."""

    name: Final = preference.NAME
    label: Final = preference.LABEL
    frequencies: Final = preference.FREQUENCIES

    def default_for(self, group: NotificationGroup) -> Frequency:
        """Return what holds for a group until the member chooses."""
        return preference.default_for(group)

    def bring(
        self, *, notification: Notification, member: Member, frequency: Frequency, now: datetime
    ) -> None:
        """Queue a message for each device; without devices nothing happens."""
        if frequency == Frequency.AT_ONCE:
            write_pushes(notification=notification, member=member, now=now)
