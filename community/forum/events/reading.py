"""Facts about those who read."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MailArrived(Event):
    """An answer by mail is kept and waits to be dealt with."""

    mail_id: int
