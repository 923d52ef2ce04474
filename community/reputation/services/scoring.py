"""Days and boards are counted again for every touched member and day, however long ago it was.

A mark is written with the row that touches a day, so whoever sees the mark sees the row. One sweep
works at a time: two that counted the same day from different moments could end with the older.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import connection, transaction

from community.reputation.choices import Period
from community.reputation.models import Total
from community.reputation.queries.periods import DAWN, kept_since, today_in_utc
from community.reputation.services.rising import count_standings

LOCK: Final = "reputation.scores"

_CLAIM: Final = """
DELETE FROM reputation_touched
 WHERE id IN (SELECT id FROM reputation_touched ORDER BY id LIMIT %s)
RETURNING member_id, day
"""
_SCORES: Final = """
INSERT INTO reputation_score AS s (member_id, day, area, kind, count, weight_milli, points_milli)
SELECT c.receiver_id, c.day, c.area, c.kind, sum(c.sign), sum(c.weight_milli), sum(c.points_milli)
  FROM unnest(%(members)s::bigint[], %(days)s::date[]) AS touched(member_id, day)
  JOIN reputation_contribution AS c ON c.receiver_id = touched.member_id AND c.day = touched.day
 GROUP BY c.receiver_id, c.day, c.area, c.kind
 ORDER BY c.receiver_id, c.day, c.area, c.kind
ON CONFLICT (member_id, day, area, kind) DO UPDATE
   SET count = EXCLUDED.count, weight_milli = EXCLUDED.weight_milli,
       points_milli = EXCLUDED.points_milli
"""
# A board's line for all areas and kinds, one for each area, one for each kind.
TOTALS_OF_SPANS: Final = """
SELECT span.member_id, span.period, span.starts_on,
       coalesce(s.area, '') AS area, coalesce(s.kind, '') AS kind,
       sum(s.count)::bigint AS count, sum(s.weight_milli)::bigint AS weight_milli,
       sum(s.points_milli)::bigint AS points_milli
  FROM spans AS span
  JOIN reputation_score AS s
    ON s.member_id = span.member_id AND s.day >= span.starts_on AND s.day < span.ends_on
 GROUP BY GROUPING SETS ((1, 2, 3), (1, 2, 3, s.area), (1, 2, 3, s.kind))
HAVING NOT (grouping(s.area) = 0 AND s.area = '')
"""
TOTALS_OF_ALL_TIME: Final = """
SELECT t.member_id, 'all' AS period, %(dawn)s::date AS starts_on,
       coalesce(t.area, '') AS area, coalesce(t.kind, '') AS kind,
       sum(t.count)::bigint AS count, sum(t.weight_milli)::bigint AS weight_milli,
       sum(t.points_milli)::bigint AS points_milli
  FROM reputation_tally AS t
 WHERE t.member_id = ANY(%(members)s)
 GROUP BY GROUPING SETS ((1), (1, t.area), (1, t.kind))
HAVING NOT (grouping(t.area) = 0 AND t.area = '')
"""
_TOTALS: Final = f"""
WITH spans AS (
  SELECT DISTINCT touched.member_id, one.period, one.starts_on, one.ends_on
    FROM unnest(%(members_of_days)s::bigint[], %(days)s::date[]) AS touched(member_id, day)
   CROSS JOIN LATERAL (VALUES
     ('week', date_trunc('week', day)::date, (date_trunc('week', day) + interval '7 days')::date),
     ('month', date_trunc('month', day)::date,
      (date_trunc('month', day) + interval '1 month')::date),
     ('year', date_trunc('year', day)::date, (date_trunc('year', day) + interval '1 year')::date)
   ) AS one(period, starts_on, ends_on)
   WHERE one.starts_on >= CASE one.period WHEN 'week' THEN %(week)s::date
                                          WHEN 'month' THEN %(month)s::date
                                          ELSE %(dawn)s::date END),
lines AS ({TOTALS_OF_SPANS} UNION ALL {TOTALS_OF_ALL_TIME})
INSERT INTO reputation_total AS t
  (member_id, period, starts_on, area, kind, count, weight_milli, points_milli)
SELECT member_id, period, starts_on, area, kind, count, weight_milli, points_milli FROM lines
 ORDER BY member_id, period, starts_on, area, kind
ON CONFLICT (member_id, period, starts_on, area, kind) DO UPDATE
   SET count = EXCLUDED.count, weight_milli = EXCLUDED.weight_milli,
       points_milli = EXCLUDED.points_milli
"""  # noqa: S608  both parts are written above


@transaction.atomic
def count_scores(*, now: datetime, limit: int) -> int:
    """Count touched days again, with their boards and standings; returns how many marks were taken.

    Two at once: the second does nothing. Safe to stop at any moment: marks go with their effect.
    """
    if not try_to_hold():
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [limit])
        marks = cursor.fetchall()
    if not marks:
        return 0
    pairs = sorted(set(marks))
    _count_days(pairs)
    _count_totals(pairs, today_in_utc(now))
    count_standings(members=sorted({member for member, _day in pairs}), now=now)
    return len(marks)


def count_everything_touched(*, now: datetime, at_once: int = 5_000) -> int:
    """Count until no mark is left; returns how many there were."""
    total = 0
    while taken := count_scores(now=now, limit=at_once):
        total += taken
    return total


@transaction.atomic
def forget_past_totals(*, now: datetime) -> int:
    """Drop ready totals of weeks and months that are over for long; their days keep them."""
    since = kept_since(today_in_utc(now))
    dropped = 0
    for period, start in since.items():
        if start > DAWN:
            rows = Total.objects.filter(period=period, starts_on__lt=start)
            dropped += rows._raw_delete(rows.db)  # noqa: SLF001
    return dropped


def try_to_hold() -> bool:
    """Hold the counting until the transaction ends; False where another one counts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [LOCK])
        return bool(cursor.fetchone() == (True,))


def _count_days(pairs: Sequence[tuple[int, date]]) -> None:
    members, days = zip(*pairs, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_SCORES, {"members": list(members), "days": list(days)})


def _count_totals(pairs: Collection[tuple[int, date]], today: date) -> None:
    members, days = zip(*pairs, strict=True)
    since = kept_since(today)
    values: dict[str, Any] = {
        "members": sorted(set(members)),
        "members_of_days": list(members),
        "days": list(days),
        "week": since[Period.WEEK],
        "month": since[Period.MONTH],
        "dawn": DAWN,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS, values)
