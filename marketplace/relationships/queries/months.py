"""Months of a retainer: counted from one day, each beginning at the midnight of one zone."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from marketplace.core import worktime

MONTHS_IN_YEAR = 12


def zone_of(name: str) -> ZoneInfo:
    """Return the zone; UTC where its name is unknown on this machine."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or the month's last where it has no such day.

    Counted from `day` each time, so that the 31st comes back after a February.
    """
    year, month = divmod(day.month - 1 + months, MONTHS_IN_YEAR)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def month_start(anchor_on: date, months: int, *, timezone: str) -> datetime:
    """Return when the month number `months` (0 is the first) begins, in UTC.

    That is midnight in the zone. Where clocks skip midnight it is the first moment of that day;
    where midnight comes twice it is the first of the two.
    """
    local = datetime.combine(add_months(anchor_on, months), time.min, tzinfo=zone_of(timezone))
    return local.astimezone(UTC)


def span_of_days(
    since: date | None, until: date | None, *, timezone: str
) -> tuple[datetime | None, datetime | None]:
    """Return from when until before when these days last there; None where nothing ends them."""
    zone = zone_of(timezone)
    after = until + timedelta(days=1) if until and until < date.max else None
    return (
        datetime.combine(since, time.min, zone) if since else None,
        datetime.combine(after, time.min, zone) if after else None,
    )


def local_day(moment: datetime, *, timezone: str) -> date:
    """Return which day it is there."""
    return moment.astimezone(zone_of(timezone)).date()


def delivery_days_until(start: datetime, end: datetime, *, country: str, timezone: str) -> int:
    """Return how many delivery days fit between two moments: at least one."""
    days = 1
    while (
        worktime.add_delivery_days(start, days + 1, country=country, timezone=timezone) <= end
        and timedelta(days=days) < end - start
    ):
        days += 1
    return days
