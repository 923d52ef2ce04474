"""One day of every channel, counted from the rows underneath: the one statement that says how."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from django.db import connection

from referrals.growth.queries.sources import costs_between

# An outcome owed to nobody has no link and stands in no channel. An order counts on the day of its
# outcome; what it came to on the day of its completion, refunds on the day of their note.
_PARTS: Final = """
WITH parts AS (
  SELECT l.kind, l.ref, '' AS currency, sum(d.visits) AS visits, sum(d.people) AS people,
         0 AS signups, 0 AS briefs, 0 AS entries, 0 AS orders, 0 AS first_orders,
         0::numeric AS volume, 0::numeric AS fees, 0::numeric AS refunds, 0::numeric AS cost
    FROM links_linkday d JOIN links_link l ON l.id = d.link_id
   WHERE d."on" = %(on)s AND d.visits > 0 GROUP BY l.kind, l.ref
  UNION ALL
  SELECT l.kind, l.ref, '', 0, 0, count(*), 0, 0, 0, 0, 0, 0, 0, 0
    FROM links_attribution a JOIN links_link l ON l.id = a.link_id
   WHERE a.at >= %(start)s AND a.at < %(end)s GROUP BY l.kind, l.ref
  UNION ALL
  SELECT l.kind, l.ref, '', 0, 0, 0, count(*) FILTER (WHERE o.kind = 'brief'),
         count(*) FILTER (WHERE o.kind = 'entry'), 0, 0, 0, 0, 0, 0
    FROM links_outcome o JOIN links_link l ON l.id = o.link_id
   WHERE o.at >= %(start)s AND o.at < %(end)s AND o.kind IN ('brief', 'entry')
   GROUP BY l.kind, l.ref
  UNION ALL
  SELECT l.kind, l.ref, r.currency, 0, 0, 0, 0, 0, count(*),
         count(*) FILTER (WHERE NOT EXISTS (
           SELECT 1 FROM orders_order earlier
            WHERE earlier.client_id = r.client_id
              AND (earlier.paid_at, earlier.id) < (r.paid_at, r.id))), 0, 0, 0, 0
    FROM links_outcome o JOIN links_link l ON l.id = o.link_id
    JOIN orders_order r ON r.public_id = o.ref
   WHERE o.at >= %(start)s AND o.at < %(end)s AND o.kind = 'order'
   GROUP BY l.kind, l.ref, r.currency
  UNION ALL
  SELECT l.kind, l.ref, r.currency, 0, 0, 0, 0, 0, 0, 0,
         sum(CASE WHEN i.kind = 'invoice' THEN i.total ELSE -i.total END)
           FILTER (WHERE i.subject = 'work'),
         sum(CASE WHEN i.kind = 'invoice' THEN i.total ELSE -i.total END)
           FILTER (WHERE i.subject = 'fee'), 0, 0
    FROM orders_order r
    JOIN links_outcome o ON o.kind = 'order' AND o.ref = r.public_id
    JOIN links_link l ON l.id = o.link_id
    JOIN billing_invoice i ON i.order_id = r.id
   WHERE r.completed_at >= %(start)s AND r.completed_at < %(end)s
   GROUP BY l.kind, l.ref, r.currency
  UNION ALL
  SELECT l.kind, l.ref, r.currency, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(i.total), 0
    FROM billing_invoice i
    JOIN orders_order r ON r.id = i.order_id
    JOIN links_outcome o ON o.kind = 'order' AND o.ref = r.public_id
    JOIN links_link l ON l.id = o.link_id
   WHERE i.kind = 'credit_note' AND i.subject = 'work'
     AND i.issued_at >= %(start)s AND i.issued_at < %(end)s
   GROUP BY l.kind, l.ref, r.currency
  UNION ALL
  SELECT kind, ref, currency, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, cost
    FROM unnest(%(kinds)s::text[], %(refs)s::text[], %(currencies)s::text[], %(costs)s::bigint[])
         AS spent(kind, ref, currency, cost))
"""
_SUMS: Final = """
SELECT kind, ref, currency, sum(visits)::bigint, sum(people)::bigint, sum(signups)::int,
       sum(briefs)::int, sum(entries)::int, sum(orders)::int, sum(first_orders)::int,
       coalesce(sum(volume), 0)::bigint, coalesce(sum(fees), 0)::bigint,
       coalesce(sum(refunds), 0)::bigint, sum(cost)::bigint
  FROM parts GROUP BY kind, ref, currency
"""
COLUMNS: Final = (
    *("visits", "people", "signups", "briefs", "entries", "orders", "first_orders"),
    *("volume", "fees", "refunds", "cost"),
)
_NAMES: Final = ", ".join(COLUMNS)
Row = tuple[str | int, ...]


def bounds_of(on: date) -> tuple[datetime, datetime]:
    """Return the first moment of a day in UTC and that of the next."""
    start = datetime.combine(on, time.min, UTC)
    return start, start + timedelta(days=1)


def _values(on: date) -> dict[str, Any]:
    start, end = bounds_of(on)
    spent = costs_between(start, end)
    return {
        "on": on,
        "start": start,
        "end": end,
        "kinds": [kind.value for kind, _outlay in spent],
        "refs": [outlay.ref for _kind, outlay in spent],
        "currencies": [outlay.currency for _kind, outlay in spent],
        "costs": [outlay.amount for _kind, outlay in spent],
    }


def count_day(on: date) -> list[Row]:
    """Return what a day came to, a row for each channel and currency, without keeping it."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_PARTS} {_SUMS} ORDER BY 1, 2, 3", _values(on))
        return list(cursor.fetchall())


def write_day(on: date) -> int:
    """Keep what a day came to, in place of what was kept; returns how many rows.

    The caller holds the day's lock, in a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute('DELETE FROM growth_channelday WHERE "on" = %s', [on])
        cursor.execute('DELETE FROM growth_kindday WHERE "on" = %s', [on])
        cursor.execute(
            f"{_PARTS} INSERT INTO growth_channelday"  # noqa: S608  names of columns
            f' ("on", kind, ref, currency, {_NAMES})'
            f" SELECT %(on)s, found.* FROM ({_SUMS}) AS found",
            _values(on),
        )
        count = int(cursor.rowcount)
        sums = ", ".join(f"sum({name})" for name in COLUMNS)
        cursor.execute(
            f'INSERT INTO growth_kindday ("on", kind, currency, {_NAMES})'  # noqa: S608
            f' SELECT "on", kind, currency, {sums} FROM growth_channelday WHERE "on" = %s'
            ' GROUP BY "on", kind, currency',
            [on],
        )
    return count


_COHORT: Final = """
WITH came AS (
  SELECT a.member_id, l.kind FROM links_attribution a JOIN links_link l ON l.id = a.link_id
   WHERE a.at >= %(start)s AND a.at < %(end)s),
bought AS (
  SELECT came.kind, date_trunc('month', r.completed_at AT TIME ZONE 'UTC')::date AS later,
         r.currency, count(DISTINCT r.id) AS orders,
         coalesce(sum(CASE WHEN i.kind = 'invoice' THEN i.total ELSE -i.total END)
                    FILTER (WHERE i.subject = 'fee'), 0) AS fees
    FROM came JOIN orders_order r ON r.client_id = came.member_id
    LEFT JOIN billing_invoice i ON i.order_id = r.id
   WHERE r.completed_at IS NOT NULL
   GROUP BY came.kind, 2, r.currency)
INSERT INTO growth_cohortmonth (month, kind, later, currency, people, orders, fees)
SELECT %(month)s, kind, %(month)s, '', count(*), 0, 0 FROM came GROUP BY kind
UNION ALL
SELECT %(month)s, kind, later, currency, 0, orders, fees FROM bought
"""


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def write_cohort(month: date) -> int:
    """Keep what those who signed up in a month have brought since; returns how many rows.

    All their orders count, whichever link they came by later. The caller holds the month's lock.
    """
    start, _end = bounds_of(month)
    after = (month + timedelta(days=32)).replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM growth_cohortmonth WHERE month = %s", [month])
        cursor.execute(_COHORT, {"month": month, "start": start, "end": bounds_of(after)[0]})
        return int(cursor.rowcount)
