"""Months are counted from the record and the forum, topics' readers from their counters.

Everything is counted as a whole, in one statement: a merge, a case, a shift that was written down
late change months of any age, and no mark could know them all. What is the same isn't written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db import connection, transaction

from community.worth.models import Recount
from community.worth.queries.lenses import FIELDS
from community.worth.queries.record import COUNTED, parameters
from community.worth.queries.sources import paid_times

ONLY: Final = 1
_COLUMNS: Final = ", ".join(FIELDS)
_KEPT: Final = ", ".join(f"m.{name}" for name in FIELDS)
_NEW: Final = ", ".join(f"c.{name}" for name in FIELDS)
_DRIFT: Final = f"""
SELECT COALESCE(m.member_id, c.member_id), COALESCE(m.month, c.month)
  FROM worth_membermonth AS m FULL JOIN worth_counted AS c
    ON c.member_id = m.member_id AND c.month = m.month
 WHERE m.id IS NULL OR c.member_id IS NULL OR ({_KEPT}) IS DISTINCT FROM ({_NEW})
 ORDER BY 1, 2
"""  # noqa: S608  names of our own
_WRITE: Final = f"""
INSERT INTO worth_membermonth AS m (member_id, month, {_COLUMNS})
SELECT c.member_id, c.month, {_NEW} FROM worth_counted AS c
ON CONFLICT (member_id, month) DO UPDATE
   SET {", ".join(f"{name} = EXCLUDED.{name}" for name in FIELDS)}
 WHERE ({_KEPT}) IS DISTINCT FROM ({", ".join(f"EXCLUDED.{name}" for name in FIELDS)})
"""  # noqa: S608  names of our own
_CLEAR: Final = """
DELETE FROM worth_membermonth AS m
 WHERE NOT EXISTS (SELECT FROM worth_counted AS c
                    WHERE c.member_id = m.member_id AND c.month = m.month)
"""
_SEEN: Final = """
INSERT INTO worth_topicseen (topic_id, views) SELECT id, view_count FROM forum_topic
ON CONFLICT (topic_id) DO NOTHING
"""
_READ: Final = """
WITH changed AS (
  SELECT t.id, t.view_count, t.view_count - COALESCE(s.views, 0) AS more
    FROM forum_topic AS t LEFT JOIN worth_topicseen AS s ON s.topic_id = t.id
   WHERE t.view_count <> COALESCE(s.views, 0)),
days AS (
  INSERT INTO worth_topicday AS d (topic_id, day, views)
  SELECT id, %s, more FROM changed WHERE more > 0
  ON CONFLICT (topic_id, day) DO UPDATE SET views = d.views + EXCLUDED.views),
seen AS (
  INSERT INTO worth_topicseen (topic_id, views) SELECT id, view_count FROM changed
  ON CONFLICT (topic_id) DO UPDATE SET views = EXCLUDED.views)
SELECT count(*) FROM changed
"""


@dataclass(frozen=True)
class Counted:
    """What a recount found: how many months differed, and the first of them."""

    rows: int
    shown: list[str]


def _hold(now: datetime) -> tuple[Recount, bool]:
    """Return the one row, held, and whether it is new: one counts at a time.

    Whoever comes first looks how far topics were read: readers of before then have no day.
    """
    _row, is_new = Recount.objects.get_or_create(
        pk=ONLY, defaults={"views_since": now, "views_at": now}
    )
    held = Recount.objects.select_for_update(no_key=True).get(pk=ONLY)
    if is_new:
        with connection.cursor() as cursor:
            cursor.execute(_SEEN)
    return held, is_new


def _count(now: datetime) -> None:
    """Count everything into a table of this transaction."""
    asked = parameters(paid_times(None, now))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")
        cursor.execute("DROP TABLE IF EXISTS pg_temp.worth_counted")
        cursor.execute(f"CREATE TEMP TABLE worth_counted ON COMMIT DROP AS {COUNTED}", asked)
        cursor.execute("ANALYZE worth_counted")


def _drift() -> Counted:
    with connection.cursor() as cursor:
        cursor.execute(_DRIFT)
        found = cursor.fetchall()
    return Counted(len(found), [f"member {member}, {month:%Y-%m}" for member, month in found[:20]])


@transaction.atomic
def check_worth(*, now: datetime) -> Counted:
    """Return what a recount would change, and change nothing: no row where nobody counted yet."""
    list(Recount.objects.select_for_update(no_key=True).filter(pk=ONLY))
    _count(now)
    return _drift()


@transaction.atomic
def recount_worth(*, now: datetime) -> Counted:
    """Count all months again and write what differs. One recount at a time: the other waits."""
    row, _is_new = _hold(now)
    _count(now)
    found = _drift()
    with connection.cursor() as cursor:
        cursor.execute(_WRITE)
        cursor.execute(_CLEAR)
        cursor.execute("SELECT count(*) FROM worth_counted")
        (row.months,) = cursor.fetchone()
    row.counted_at = now
    row.save()
    return found


@transaction.atomic
def count_readers(*, now: datetime) -> int:
    """Add what topics' counters rose by to today. Returns how many topics were read.

    The first time only looks: readers of before then have no day.
    """
    row, is_new = _hold(now)
    if is_new:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_READ, [now.astimezone(UTC).date()])
        (found,) = cursor.fetchone()
    row.views_at = now
    row.save(update_fields=["views_at"])
    return int(found)
