"""Everything that is counted, counted again from the record, and compared.

First each member's rows are added up under keys that depend on where a row belongs (`checksums`):
whose sums agree has no drift. Of the others, or of everybody where that is wanted, the record is
summed by member, day, area and kind; tallies, scores and totals follow from that and are compared
row by row. Only what differs is written, so a recount of a sound database writes nothing. What
waits in a mark isn't drift: scores and totals of members with a mark are left to the sweep. Nor is
a row of zeros that isn't there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from community.reputation.choices import Period
from community.reputation.queries.periods import DAWN, kept_since, today_in_utc
from community.reputation.services.checksums import ROOM, find_suspects
from community.reputation.services.scoring import LOCK

SHOWN: Final = 20

_SUMMED: Final = """
CREATE TEMP TABLE recount_days ON COMMIT DROP AS
SELECT receiver_id AS member_id, day, area, kind, sum(sign) AS count,
       sum(weight_milli) AS weight_milli, sum(points_milli)::bigint AS points_milli
  FROM reputation_contribution
 WHERE %(everybody)s OR receiver_id IN (SELECT member_id FROM recount_suspects)
 GROUP BY receiver_id, day, area, kind
"""
_WAITING: Final = """
CREATE TEMP TABLE recount_waiting ON COMMIT DROP AS
SELECT DISTINCT member_id FROM reputation_touched
"""
_TALLIES: Final = """
SELECT member_id, kind, area, sum(count)::bigint AS count,
       sum(weight_milli)::bigint AS weight_milli, sum(points_milli)::bigint AS points_milli
  FROM recount_days GROUP BY member_id, kind, area
"""
# Months and weeks that are kept ready, years, all time: each for everything, by area, by kind.
_TOTALS: Final = """
SELECT member_id, period, starts_on, coalesce(area, '') AS area, coalesce(kind, '') AS kind,
       sum(count)::bigint AS count, sum(weight_milli)::bigint AS weight_milli,
       sum(points_milli)::bigint AS points_milli
  FROM (
    SELECT member_id, period, starts_on, area, kind, sum(count) AS count,
           sum(weight_milli) AS weight_milli, sum(points_milli) AS points_milli
      FROM (
        SELECT *, 'year' AS period, date_trunc('year', day)::date AS starts_on FROM recount_days
        UNION ALL
        SELECT *, 'month', date_trunc('month', day)::date FROM recount_days WHERE day >= %(month)s
        UNION ALL
        SELECT *, 'week', date_trunc('week', day)::date FROM recount_days WHERE day >= %(week)s
        UNION ALL
        SELECT *, 'all', %(dawn)s::date FROM recount_days) AS spread
     GROUP BY member_id, period, starts_on, area, kind) AS fine
 GROUP BY GROUPING SETS ((member_id, period, starts_on), (member_id, period, starts_on, area),
                         (member_id, period, starts_on, kind))
HAVING NOT (grouping(area) = 0 AND area = '')
"""
_KEPT: Final = """
SELECT * FROM reputation_total
 WHERE starts_on >= CASE period WHEN 'week' THEN %(week)s::date WHEN 'month' THEN %(month)s::date
                                ELSE %(dawn)s::date END
"""
# What is kept and what the record says, side by side, where they differ.
_DIFFERS: Final = """
CREATE TEMP TABLE {drift} ON COMMIT DROP AS
SELECT {columns}, kept.id AS kept_id,
       kept.count AS kept_count, kept.weight_milli AS kept_weight, kept.points_milli AS kept_points,
       said.count, said.weight_milli, said.points_milli
  FROM (SELECT * FROM ({kept}) AS kept
         WHERE %(everybody)s OR member_id IN (SELECT member_id FROM recount_suspects)) AS kept
  FULL JOIN ({said}) AS said USING ({columns})
 WHERE (coalesce(kept.count, 0) <> coalesce(said.count, 0)
        OR coalesce(kept.weight_milli, 0) <> coalesce(said.weight_milli, 0)
        OR coalesce(kept.points_milli, 0) <> coalesce(said.points_milli, 0))
   AND ({settled})
"""
_SETTLED: Final = "member_id NOT IN (SELECT member_id FROM recount_waiting)"
_MEND: Final = """
INSERT INTO {table} AS t ({columns}, count, weight_milli, points_milli)
SELECT {columns}, count, weight_milli, points_milli FROM {drift} WHERE count IS NOT NULL
ON CONFLICT ({columns}) DO UPDATE
   SET count = EXCLUDED.count, weight_milli = EXCLUDED.weight_milli,
       points_milli = EXCLUDED.points_milli
"""
_DROP: Final = "DELETE FROM {table} WHERE id IN (SELECT kept_id FROM {drift} WHERE count IS NULL)"


@dataclass(frozen=True)
class Counted:
    """One kind of sums: its table, what names a row, and how the record says it."""

    table: str
    columns: str
    said: str
    kept: str
    settled: str

    @property
    def drift(self) -> str:
        """The table that holds what differs."""
        return f"drift_of_{self.table.removeprefix('reputation_')}"


COUNTED: Final = (
    Counted(
        "reputation_tally",
        "member_id, kind, area",
        _TALLIES,
        "SELECT * FROM reputation_tally",
        "TRUE",
    ),
    Counted(
        "reputation_score",
        "member_id, day, area, kind",
        "SELECT * FROM recount_days",
        "SELECT * FROM reputation_score",
        _SETTLED,
    ),
    Counted(
        "reputation_total",
        "member_id, period, starts_on, area, kind",
        _TOTALS,
        _KEPT,
        _SETTLED,
    ),
)


@dataclass(frozen=True)
class Drift:
    """How many rows of a table differ from the record, and the first of them in words."""

    table: str
    rows: int
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Recount:
    """What a recount found. `waiting` members have a mark that the sweep hasn't taken yet."""

    drifts: tuple[Drift, ...]
    waiting: int

    @property
    def rows(self) -> int:
        """How many rows differ in all."""
        return sum(drift.rows for drift in self.drifts)


def check_reputation(*, now: datetime, every_row: bool = False) -> Recount:
    """Compare all that is counted with the record, as both stood at one moment; changes nothing.

    With `every_row` nothing is left to checksums.
    """
    with _one_moment(), connection.cursor() as cursor:
        return _compare(cursor, now, every_row=every_row)


def recount_reputation(*, now: datetime, every_row: bool = False) -> Recount:
    """Count everything again and write what differs; returns what differed.

    Nobody records anything meanwhile, and the sweep waits: what is read is all there is.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [LOCK])
        cursor.execute("LOCK TABLE reputation_contribution IN SHARE MODE")
        cursor.execute("DELETE FROM reputation_touched")
        found = _compare(cursor, now, every_row=every_row)
        for one in COUNTED:
            names = {"table": one.table, "columns": one.columns, "drift": one.drift}
            cursor.execute(_DROP.format(**names))
            cursor.execute(_MEND.format(**names))
        _forget(cursor)
        return found


@contextmanager
def _one_moment() -> Iterator[None]:
    """See the database as it was when the first statement ran, where no transaction is open yet."""
    is_first = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_first:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
        _forget(cursor)


def _compare(cursor: Any, now: datetime, *, every_row: bool) -> Recount:
    since = kept_since(today_in_utc(now))
    given = {
        "week": since[Period.WEEK],
        "month": since[Period.MONTH],
        "dawn": DAWN,
        "everybody": every_row,
    }
    cursor.execute(ROOM)
    cursor.execute(_WAITING)
    find_suspects(cursor, given)
    cursor.execute(_SUMMED, given)
    cursor.execute("ANALYZE recount_days")
    drifts = tuple(_drift(cursor, one, given) for one in COUNTED)
    cursor.execute("SELECT count(*) FROM recount_waiting")
    return Recount(drifts, cursor.fetchone()[0])


def _drift(cursor: Any, one: Counted, given: dict[str, Any]) -> Drift:
    names = {
        "drift": one.drift,
        "columns": one.columns,
        "kept": one.kept,
        "said": one.said,
        "settled": one.settled,
    }
    cursor.execute(_DIFFERS.format(**names), given)
    count = max(0, cursor.rowcount)
    shown: list[str] = []
    if count:
        cursor.execute(
            f"SELECT {one.columns}, kept_count, kept_weight, kept_points, count, weight_milli,"  # noqa: S608
            f" points_milli FROM {one.drift} ORDER BY {one.columns} LIMIT {SHOWN}"
        )
        width = len(one.columns.split(","))
        for row in cursor.fetchall():
            key, kept, said = row[:width], row[width : width + 3], row[width + 3 :]
            shown.append(f"{' '.join(map(str, key))}: kept {_three(kept)}, record {_three(said)}")
    return Drift(one.table, count, tuple(shown))


def _three(sums: tuple[int | None, ...]) -> str:
    return "nothing" if sums[0] is None else "/".join(map(str, sums))


def _forget(cursor: Any) -> None:
    """Drop what was made for this recount; in a longer transaction it would stand in the way."""
    names = [one.drift for one in COUNTED] + [
        *("recount_days", "recount_waiting", "recount_suspects"),
    ]
    cursor.execute(f"DROP TABLE IF EXISTS {', '.join(names)}")
