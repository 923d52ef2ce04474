"""Outcomes: what a member's output was in the four weeks before and after a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction

from community.watch.choices import ACTIVITY_KINDS, EFFECTIVE_KINDS, GIVEN_KINDS
from community.watch.models import Outcome

FOUR_WEEKS: Final = 28
FIRST_DAYS: Final = 30
LAST_DAYS: Final = 90
# Somebody is still here who contributed in the fortnight before the day.
_SEEN_DAYS: Final = 14
_SUMS: Final = """
SELECT o.id,
       COALESCE(SUM(s.weight_milli) FILTER (
         WHERE s.kind = ANY(%(kinds)s) AND s.day < o.from_on), 0),
       COALESCE(SUM(s.weight_milli) FILTER (
         WHERE s.kind = ANY(%(kinds)s) AND s.day >= o.from_on
           AND s.day < o.from_on + %(weeks)s), 0),
       COALESCE(SUM(s.count) FILTER (WHERE s.kind <> ALL(%(given)s)
         AND s.day > o.from_on + %(first)s - %(seen)s AND s.day <= o.from_on + %(first)s), 0) > 0,
       COALESCE(SUM(s.count) FILTER (WHERE s.kind <> ALL(%(given)s)
         AND s.day > o.from_on + %(last)s - %(seen)s AND s.day <= o.from_on + %(last)s), 0) > 0
  FROM watch_outcome o JOIN watch_sighting w ON w.id = o.sighting_id
  LEFT JOIN reputation_score s ON s.member_id = w.member_id
   AND s.day >= o.from_on - %(weeks)s AND s.day <= o.from_on + %(last)s
   AND s.kind = ANY(%(kinds)s || %(activity)s)
 WHERE o.id = ANY(%(ids)s)
 GROUP BY o.id
"""


@transaction.atomic
def measure_outcomes(*, now: datetime, limit: int) -> int:
    """Measure what is due: after 30 days the sums and the first mark, after 90 the second.

    Two at once take different rows. Returns how many were measured.
    """
    day = now.astimezone(UTC).date()
    rows = Outcome.objects.select_for_update(no_key=True, skip_locked=True)
    due = list(rows.filter(due_on__lte=day).order_by("due_on", "id")[:limit])
    if not due:
        return 0
    found = _sums([one.pk for one in due])
    for one in due:
        _write(one, found[one.pk], day)
    fields = ["before_milli", "after_milli", "is_kept_30", "is_kept_90", "due_on"]
    Outcome.objects.bulk_update(due, fields)
    return len(due)


def _write(one: Outcome, sums: tuple[Any, ...], day: date) -> None:
    before, after, kept_first, kept_last = sums
    one.before_milli = int(before)
    passed = (day - one.from_on).days
    if passed <= FIRST_DAYS:
        one.due_on = one.from_on + timedelta(days=FIRST_DAYS + 1)
        return
    one.after_milli, one.is_kept_30 = int(after), kept_first
    one.due_on = one.from_on + timedelta(days=LAST_DAYS + 1)
    if passed > LAST_DAYS:
        one.is_kept_90, one.due_on = kept_last, None


def _sums(ids: list[int]) -> dict[int, tuple[Any, ...]]:
    values: dict[str, Any] = {
        "ids": ids,
        "kinds": [kind.value for kind in EFFECTIVE_KINDS],
        "activity": [kind.value for kind in ACTIVITY_KINDS],
        "given": [kind.value for kind in GIVEN_KINDS],
        "weeks": FOUR_WEEKS,
        "first": FIRST_DAYS,
        "last": LAST_DAYS,
        "seen": _SEEN_DAYS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, values)
        return {row[0]: tuple(row[1:]) for row in cursor.fetchall()}
