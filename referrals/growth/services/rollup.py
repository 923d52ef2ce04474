"""Days that changed are counted anew, whole; two at once wait for each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db import connection, transaction

from marketplace.ledger.queries import days_moved_since
from referrals.growth.choices import Stale
from referrals.growth.models import StaleDay, Watermark
from referrals.growth.services.counting import month_of, write_cohort, write_day
from referrals.links.models import LinkDay, Roll

BOOKS, VISITS = "books", "visits"
# A transfer with a lower number may be committed after one with a higher.
_BOOKS_OVERLAP: Final = 500
_BOOKS_AT_ONCE: Final = 20_000
_VISITS_OVERLAP: Final = timedelta(minutes=10)
_LOCKS: Final = {Stale.DAY: "growth", Stale.COHORT: "growth.cohort"}


def day_of(moment: datetime) -> date:
    """Return the day in UTC to which a moment counts."""
    return moment.astimezone(UTC).date()


def mark_stale(*, days: Iterable[date], now: datetime, what: Stale = Stale.DAY) -> None:
    """Ask for a recount of days, or of the months of sign-ups that they lie in."""
    chosen = {month_of(day) if what == Stale.COHORT else day for day in days}
    rows = [StaleDay(on=day, what=what, since=now) for day in sorted(chosen)]
    StaleDay.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def recount_day(*, on: date, what: Stale = Stale.DAY) -> int:
    """Count one day, or one month of sign-ups, anew; returns how many rows it has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [_LOCKS[what], on.toordinal()]
        )
    return write_cohort(on) if what == Stale.COHORT else write_day(on)


def recount_stale(*, now: datetime, limit: int) -> int:
    """Recount what changed, the longest waiting first; returns how many days and months.

    A mark goes before its recount reads: what changes meanwhile marks it again.
    """
    rows = StaleDay.objects.filter(since__lte=now).order_by("since", "on", "what")
    found = list(rows.values_list("on", "what")[:limit])
    for on, what in found:
        with transaction.atomic():
            StaleDay.objects.filter(on=on, what=what).delete()
            recount_day(on=on, what=Stale(what))
    return len(found)


@transaction.atomic
def look_for_changes(*, now: datetime) -> int:
    """Mark the days of new transfers and of newly added-up visits; returns how many.

    Two at once: the second waits and finds nothing new.
    """
    marked = _look_at_books(now) | _look_at_visits(now)
    mark_stale(days=marked, now=now)
    return len(marked)


def _watermark(name: str) -> Watermark:
    Watermark.objects.get_or_create(name=name)
    return Watermark.objects.select_for_update().get(name=name)


def _look_at_books(now: datetime) -> set[date]:  # noqa: ARG001  transfers say their day themselves
    mark = _watermark(BOOKS)
    _days, last = days_moved_since(mark.number, limit=_BOOKS_AT_ONCE)
    if last == mark.number:
        return set()
    days, _last = days_moved_since(
        max(0, mark.number - _BOOKS_OVERLAP), limit=_BOOKS_AT_ONCE + _BOOKS_OVERLAP
    )
    mark.number = last
    mark.save(update_fields=["number"])
    return set(days)


def _look_at_visits(now: datetime) -> set[date]:
    """Return the days that links have added up since the last look: all of them at first."""
    mark = _watermark(VISITS)
    until = Roll.objects.filter(name=VISITS).values_list("until", flat=True).first()
    if until is None or (mark.moment is not None and until <= mark.moment):
        return set()
    if mark.moment is None:
        known = LinkDay.objects.values_list("on", flat=True).distinct()
        days = set(known)
    else:
        first, last = day_of(mark.moment - _VISITS_OVERLAP), day_of(until)
        days = {first + timedelta(days=step) for step in range((last - first).days + 1)}
    mark.moment = min(until, now)
    mark.save(update_fields=["moment"])
    return days
