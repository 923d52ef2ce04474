"""Delivery days: counted by the clock on the wall, without the weekends of a country.

A delivery day ends at the same wall-clock time on the next day that is no weekend day there.
Public holidays are no weekend. What the operator changed at the desk (`Weekend` rows) comes before
`settings.WEEKENDS` ({"EG": (5, 6)}, ISO weekdays), and that before the table below.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from marketplace.core.models import Weekend

log = structlog.get_logger(__name__)

_KEY: Final = "worktime:weekends"
_REMEMBERED: Final = 60
ISO_FRIDAY, ISO_SATURDAY, ISO_SUNDAY = 5, 6, 7
FRIDAY_SATURDAY: Final = frozenset({ISO_FRIDAY, ISO_SATURDAY})
SATURDAY_SUNDAY: Final = frozenset({ISO_SATURDAY, ISO_SUNDAY})
FRIDAY_ONLY: Final = frozenset({ISO_FRIDAY})
EVERY_DAY: Final = frozenset(range(1, 8))

# Countries that rest on other days than Saturday and Sunday.
_ON_FRIDAY_AND_SATURDAY: Final = "BD BH DZ EG IL IQ JO KW LY MV OM PS QA SA SD SY YE"
_ON_FRIDAY: Final = "DJ IR SO"
WEEKENDS: Final[dict[str, frozenset[int]]] = {
    **dict.fromkeys(_ON_FRIDAY_AND_SATURDAY.split(), FRIDAY_SATURDAY),
    **dict.fromkeys(_ON_FRIDAY.split(), FRIDAY_ONLY),
    "AF": frozenset({4, ISO_FRIDAY}),
    "BN": frozenset({ISO_FRIDAY, ISO_SUNDAY}),
    "NP": frozenset({ISO_SATURDAY}),
}


def weekend_of(country: str) -> frozenset[int]:
    """Return the weekend days of a country (two letters) as ISO weekdays, Monday 1.

    What was changed at the desk is remembered for a minute; a change there ends that at once.
    """
    code = country.upper()
    kept = _changed_at_desk().get(code)
    if kept is not None:
        return frozenset(kept)
    changed = getattr(settings, "WEEKENDS", {})
    weekend = frozenset(changed[code]) if code in changed else WEEKENDS.get(code, SATURDAY_SUNDAY)
    if weekend >= EVERY_DAY:
        msg = f"In {code} there would be no working day at all."
        raise ImproperlyConfigured(msg)
    return weekend


def _changed_at_desk() -> dict[str, list[int]]:
    """Return the operator's own weekends; a cache that is away costs a query."""
    try:
        found = cache.get(_KEY)
    except Exception as error:  # noqa: BLE001  whatever the cache's library raises
        log.warning("weekends_not_remembered", error=repr(error))
        return dict(Weekend.objects.values_list("country", "days"))
    if found is None:
        found = dict(Weekend.objects.values_list("country", "days"))
        cache.set(_KEY, found, _REMEMBERED)
    return dict(found)


def _forget() -> None:
    cache.delete(_KEY)


def set_weekend(country: str, days: frozenset[int] | None, *, now: datetime) -> None:
    """Write the weekend of a country down; None goes back to the built-in table.

    The caller has checked country and days, and writes the audit record.
    """
    code = country.upper()
    _forget()
    transaction.on_commit(_forget)
    if days is None:
        Weekend.objects.filter(country=code).delete()
        return
    Weekend.objects.update_or_create(
        country=code, defaults={"days": sorted(days), "changed_at": now}
    )


def changed_weekends() -> dict[str, frozenset[int]]:
    """Return what the operator changed, by country. One query."""
    rows = Weekend.objects.order_by("country").values_list("country", "days")
    return {country: frozenset(days) for country, days in rows}


def add_delivery_days(
    start: datetime,
    days: int,
    *,
    country: str,
    timezone: str,
    stopped: timedelta = timedelta(),
) -> datetime:
    """Return the moment, in UTC, at which `days` delivery days that begin at `start` are over.

    The wall clock of `timezone` counts: a day in which the clocks change is still one day. A wall
    time that a change of clocks skips becomes as much later as the clocks went forward; of one
    that comes twice the first counts. The time for which the clock stood still (`stopped`) is
    added as it elapsed. Raises ValueError for a moment without a zone and for negative days.
    """
    if start.tzinfo is None or days < 0 or stopped < timedelta():
        msg = "Delivery days go forward from a moment with a zone."
        raise ValueError(msg)
    zone = _zone(timezone)
    rest = weekend_of(country)
    local = start.astimezone(zone)
    on = local.date()
    for _day in range(days):
        on += timedelta(days=1)
        while on.isoweekday() in rest:
            on += timedelta(days=1)
    if days == 0:
        return start.astimezone(UTC) + stopped
    end = datetime.combine(on, local.time().replace(fold=0), tzinfo=zone)
    return end.astimezone(UTC) + stopped


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
