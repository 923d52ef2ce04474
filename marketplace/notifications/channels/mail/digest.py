"""When the daily mail goes out: at eight in the morning where the member is."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from marketplace.accounts.models import Member
from marketplace.notifications.queries import reader_of

DIGEST_TIME: Final = time(8, 0)


def next_digest_at(member: Member, *, now: datetime) -> datetime:
    """Return the next eight in the morning in the member's zone, strictly after `now`."""
    local = now.astimezone(reader_of(member).zone)
    moment = datetime.combine(local.date(), DIGEST_TIME, tzinfo=local.tzinfo)
    if moment <= now:
        moment = datetime.combine(
            local.date() + timedelta(days=1), DIGEST_TIME, tzinfo=local.tzinfo
        )
    return moment
