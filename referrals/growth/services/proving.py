"""What is kept is held against a fresh count; what differs is said aloud and counted anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection, transaction

from marketplace.core.conf import rules
from referrals.growth.choices import Stale
from referrals.growth.models import ChannelDay, GrowthProof, KindDay, StaleDay
from referrals.growth.services.counting import COLUMNS, Row, bounds_of, count_day
from referrals.growth.services.rollup import recount_day
from referrals.links.models import LinkDay
from referrals.links.services import recount_days

# Months of visits whose time is over are gone: their days stand as they were added up.
_RAW_VISITS: Final = """
SELECT link_id, count(*)::int FROM links_visit
 WHERE at >= %(start)s AND at < %(end)s AND kind = 'person' GROUP BY link_id
"""


@dataclass(frozen=True)
class Drift:
    """A day on which what is kept isn't what a fresh count says; `what` names the part."""

    on: date
    what: str
    kept: Row
    counted: Row


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield every day from the first to the last."""
    for step in range((last - first).days + 1):
        yield first + timedelta(days=step)


def drifts_of(on: date, *, raw_visits: bool = True) -> list[Drift]:
    """Return how a day differs from the rows underneath. Reads only.

    Visits are counted from themselves while their month is kept, all else from sign-ups, outcomes,
    orders, documents and transfers.
    """
    found = list(_visit_drifts(on)) if raw_visits else []
    kept = _kept(on)
    counted = {row[:3]: row[3:] for row in count_day(on)}
    for key in sorted(kept.keys() | counted.keys()):
        one, two = kept.get(key, ()), counted.get(key, ())
        if one != two and (any(one) or any(two)):
            found.append(Drift(on, "channel", (*key, *one), (*key, *two)))
    return found + list(_kind_drifts(on, kept))


def _kept(on: date) -> dict[Row, Row]:
    rows = ChannelDay.objects.filter(on=on).values_list("kind", "ref", "currency", *COLUMNS)
    return {row[:3]: row[3:] for row in rows}


def _kind_drifts(on: date, kept: dict[Row, Row]) -> Iterator[Drift]:
    sums: dict[Row, list[int]] = {}
    for (kind, _ref, currency), row in kept.items():
        total = sums.setdefault((kind, currency), [0] * len(COLUMNS))
        for place, value in enumerate(row):
            total[place] += int(value)
    rows = KindDay.objects.filter(on=on).values_list("kind", "currency", *COLUMNS)
    known = {row[:2]: tuple(row[2:]) for row in rows}
    for key in sorted(known.keys() | sums.keys()):
        one, two = known.get(key, ()), tuple(sums.get(key, ()))
        if one != two:
            yield Drift(on, "kind", (*key, *one), (*key, *two))


def _visit_drifts(on: date) -> Iterator[Drift]:
    start, end = bounds_of(on)
    with connection.cursor() as cursor:
        cursor.execute(_RAW_VISITS, {"start": start, "end": end})
        counted = dict(cursor.fetchall())
    kept = dict(LinkDay.objects.filter(on=on, visits__gt=0).values_list("link_id", "visits"))
    if not counted:
        return  # the month's table is gone, or nobody came
    for link in sorted(kept.keys() | counted.keys()):
        if kept.get(link, 0) != counted.get(link, 0):
            yield Drift(on, "visits", (link, kept.get(link, 0)), (link, counted.get(link, 0)))


def prove_growth(*, now: datetime, days: int = 0) -> GrowthProof:
    """Compare the latest days with a fresh count, count anew what differs, and keep what was found.

    Days that wait for a recount anyhow, and today, which moves, are left out.
    """
    last = now.date() - timedelta(days=1)
    first = last - timedelta(days=(days or rules().growth_prove_days) - 1)
    waiting = set(StaleDay.objects.filter(what=Stale.DAY).values_list("on", flat=True))
    asked = (day for day in days_between(first, last) if day not in waiting)
    drifted = [day.isoformat() for day in asked if mend_day(day)]
    return GrowthProof.objects.create(at=now, first=first, last=last, drifted=drifted)


@transaction.atomic
def mend_day(day: date) -> list[Drift]:
    """Count a day anew where it differs; returns how it differed."""
    found = drifts_of(day)
    if found:
        if any(drift.what == "visits" for drift in found):
            recount_days(first=day, last=day)
        recount_day(on=day)
    return found
