"""How many proposals a member has left today, and when there are new ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.hiring.models import ProposalAllowance


@dataclass(frozen=True)
class Allowance:
    """A member's proposals of one day of theirs. `renews_at` is their next midnight, in UTC."""

    limit: int
    used: int
    renews_at: datetime

    @property
    def left(self) -> int:
        """How many may still be sent today."""
        return max(0, self.limit - self.used)


def zone_of(member: Member) -> ZoneInfo:
    """Return the member's time zone; UTC where it is none that we know."""
    try:
        return ZoneInfo(member.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def day_of(member: Member, now: datetime) -> date:
    """Return which day it is where the member lives."""
    return now.astimezone(zone_of(member)).date()


def next_midnight(member: Member, now: datetime, *, after: date | None = None) -> datetime:
    """Return the moment, in UTC, at which the member's next day begins.

    The day after `after`, where that is later: a day that was begun further east goes on. Where the
    clocks skip midnight the day begins with the change itself.
    """
    today = day_of(member, now)
    following = max(today, after or today) + timedelta(days=1)
    return datetime.combine(following, time(), tzinfo=zone_of(member)).astimezone(UTC)


def allowance_of(member: Member, *, now: datetime) -> Allowance:
    """Return what is left of today's proposals. One query."""
    row = ProposalAllowance.objects.filter(member=member).first()
    today = day_of(member, now)
    used = row.used if row is not None and row.day >= today else 0
    renews_at = next_midnight(member, now, after=row.day if row else None)
    return Allowance(rules().proposals_per_day, used, renews_at)
