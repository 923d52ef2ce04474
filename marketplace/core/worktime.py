"""Delivery days: counted by the clock on the wall, without the weekends of a country.

A delivery day ends at the same wall-clock time on the next day that is no weekend day there.
Public holidays are no weekend. `settings.WEEKENDS` ({"EG": (5, 6)}, ISO weekdays) overrides the
table.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

ISO_FRIDAY, ISO_SATURDAY, ISO_SUNDAY = 5, 6, 7
FRIDAY_SATURDAY: Final = frozenset({ISO_FRIDAY, ISO_SATURDAY})
SATURDAY_SUNDAY: Final = frozenset({ISO_SATURDAY, ISO_SUNDAY})
FRIDAY_ONLY: Final = frozenset({ISO_FRIDAY})

# Countries that rest on other days than Saturday and Sunday.
WEEKENDS: Final[dict[str, frozenset[int]]] = {
    **dict.fromkeys(
        ("BD", "BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA")
        + ("SD", "SY", "YE"),
        FRIDAY_SATURDAY,
    ),
    **dict.fromkeys(("DJ", "IR", "SO"), FRIDAY_ONLY),
}


def weekend_of(country: str) -> frozenset[int]:
    """Return the weekend days of a country (two letters) as ISO weekdays, Monday 1."""
    changed = getattr(settings, "WEEKENDS", {})
    if country in changed:
        return frozenset(changed[country])
    return WEEKENDS.get(country, SATURDAY_SUNDAY)


def add_delivery_days(start: datetime, days: int, *, country: str, timezone: str) -> datetime:
    """Return the moment, in UTC, at which `days` delivery days that begin at `start` are over.

    The wall clock of `timezone` counts: a day in which the clocks change is still one day. A wall
    time that a change of clocks skips becomes as much later as the clocks went forward.
    """
    zone = _zone(timezone)
    rest = weekend_of(country)
    local = start.astimezone(zone)
    on = local.date()
    for _day in range(days):
        on += timedelta(days=1)
        while on.isoweekday() in rest:
            on += timedelta(days=1)
    return datetime.combine(on, local.time(), tzinfo=zone).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
