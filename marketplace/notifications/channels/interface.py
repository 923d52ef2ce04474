"""What every channel can do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from marketplace.accounts.models import Member
from marketplace.notifications.choices import Frequency, NotificationGroup
from marketplace.notifications.models import Notification

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Channel(Protocol):
    """Brings notifications to members."""

    @property
    def name(self) -> str:
        """Stable name, as stored with preferences."""
        ...

    @property
    def label(self) -> StrPromise:
        """Name for people."""
        ...

    @property
    def frequencies(self) -> tuple[Frequency, ...]:
        """What a member may choose; one entry means that there is no choice."""
        ...

    def default_for(self, group: NotificationGroup) -> Frequency:
        """Return what holds for a group until the member chooses."""
        ...

    def bring(
        self, *, notification: Notification, member: Member, frequency: Frequency, now: datetime
    ) -> None:
        """Bring the notification, at once or later; inside the transaction that wrote it."""
        ...
