"""Days of visits, added up: each (link, day) that got a visit is recounted as a whole."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.db import connection, transaction

from referrals.links.models import Roll

NAME: Final = "visits"
# A visit is written by one short statement; what is older than this is in sight of everybody.
SETTLED: Final = timedelta(seconds=5)
# Looked at again, for a writer whose clock or network was slow.
OVERLAP: Final = timedelta(minutes=5)

_TOUCHED: Final = """
SELECT DISTINCT link_id, (at AT TIME ZONE 'UTC')::date FROM links_visit
 WHERE at >= %(since)s AND at < %(until)s
"""
_RECOUNT: Final = """
WITH touched AS (
  SELECT link_id, day, day::timestamp AT TIME ZONE 'UTC' AS begins
    FROM unnest(%(links)s::bigint[], %(days)s::date[]) AS t(link_id, day)),
counted AS (
  SELECT t.link_id, t.day,
         count(*) FILTER (WHERE v.kind = 'person') AS visits,
         count(DISTINCT coalesce(nullif(v.visitor, ''), nullif(v.day_print, ''), v.id::text))
           FILTER (WHERE v.kind = 'person') AS people,
         count(*) FILTER (WHERE v.kind = 'own') AS own,
         count(*) FILTER (WHERE v.kind = 'program') AS programs
    FROM touched t JOIN links_visit v
      ON v.link_id = t.link_id AND v.at >= t.begins AND v.at < t.begins + interval '1 day'
   GROUP BY t.link_id, t.day)
INSERT INTO links_linkday (link_id, "on", visits, people, own, programs)
SELECT link_id, day, visits, people, own, programs FROM counted ORDER BY link_id, day
ON CONFLICT (link_id, "on") DO UPDATE
   SET visits = EXCLUDED.visits, people = EXCLUDED.people,
       own = EXCLUDED.own, programs = EXCLUDED.programs
"""


@transaction.atomic
def roll_visits(*, now: datetime) -> int:
    """Recount the days of links that got visits since the last roll; returns how many days.

    Two at once: the second finds nothing to do. Days that had no visit before have no row.
    """
    until = now - SETTLED
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('links.roll'))")
        if cursor.fetchone() != (True,):
            return 0
        known = Roll.objects.filter(name=NAME).values_list("until", flat=True).first()
        since = known - OVERLAP if known else datetime(2020, 1, 1, tzinfo=UTC)
        count = _recount(since, until)
        Roll.objects.update_or_create(name=NAME, defaults={"until": max(until, known or until)})
    return count


def _recount(since: datetime, until: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, {"since": since, "until": until})
        rows = cursor.fetchall()
        if rows:
            links, days = zip(*rows, strict=True)
            cursor.execute(_RECOUNT, {"links": list(links), "days": list(days)})
    return len(rows)


def recount_days(*, first: date, last: date) -> int:
    """Recount every day from the first to the last, both included; returns how many rows."""
    begin = datetime.combine(first, time.min, UTC)
    end = datetime.combine(last + timedelta(days=1), time.min, UTC)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('links.roll'))")
        return _recount(begin, end)
