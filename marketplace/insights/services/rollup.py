"""Days are recounted whole, from the orders and their documents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.db import connection, transaction

from marketplace.core.sweeps import one_by_one
from marketplace.insights.models import DealDay, StaleDay

# An order's volume is what it was invoiced for less what was credited; its fee likewise. Both stand
# on the day of its completion, payments on theirs, and what went back on the day of its note.
_RECOUNT: Final = """
WITH source AS (
  SELECT o.id, o.seller_id, o.gig_id, o.category, o.currency, o.total_amount, o.paid_at,
         o.completed_at,
         CASE
           WHEN EXISTS (SELECT 1 FROM orders_order earlier
                         WHERE earlier.client_id = o.client_id AND earlier.seller_id = o.seller_id
                           AND earlier.paid_at < o.paid_at) THEN 'repeat'
           WHEN o.article_id IS NOT NULL THEN 'article'
           WHEN o.source_kind = 'gig' THEN 'gig'
           WHEN o.source_kind IN ('brief', 'proposal', 'request') THEN 'brief'
           ELSE 'offer'
         END AS came_from
    FROM orders_order o
   WHERE o.id IN (
     SELECT id FROM orders_order WHERE paid_at >= %(start)s AND paid_at < %(end)s
     UNION SELECT id FROM orders_order WHERE completed_at >= %(start)s AND completed_at < %(end)s
     UNION SELECT order_id FROM billing_invoice
            WHERE kind = 'credit_note' AND issued_at >= %(start)s AND issued_at < %(end)s)),
bill AS (
  SELECT i.order_id,
         coalesce(sum(CASE WHEN i.kind = 'invoice' THEN i.total ELSE -i.total END)
                    FILTER (WHERE i.subject = 'work'), 0) AS volume,
         coalesce(sum(CASE WHEN i.kind = 'invoice' THEN i.total ELSE -i.total END)
                    FILTER (WHERE i.subject = 'fee'), 0) AS fees,
         count(*) FILTER (WHERE i.subject = 'work' AND i.kind = 'credit_note'
                            AND i.issued_at >= %(start)s AND i.issued_at < %(end)s) AS refunds,
         coalesce(sum(i.total) FILTER (WHERE i.subject = 'work' AND i.kind = 'credit_note'
                            AND i.issued_at >= %(start)s AND i.issued_at < %(end)s), 0) AS refunded
    FROM billing_invoice i JOIN source ON source.id = i.order_id GROUP BY i.order_id),
fact AS (
  SELECT s.*, bill.refunds, bill.refunded,
         s.paid_at >= %(start)s AND s.paid_at < %(end)s AS is_paid,
         coalesce(s.completed_at >= %(start)s AND s.completed_at < %(end)s, false) AS is_completed,
         coalesce(bill.volume, 0) AS volume, coalesce(bill.fees, 0) AS fees
    FROM source s LEFT JOIN bill ON bill.order_id = s.id)
INSERT INTO insights_dealday ("on", seller_id, gig_id, source, category, currency, paid_orders,
                              paid_total, completed_orders, volume, fees, refunds, refunded_total)
SELECT %(on)s, seller_id, gig_id, came_from, category, currency,
       count(*) FILTER (WHERE is_paid), coalesce(sum(total_amount) FILTER (WHERE is_paid), 0),
       count(*) FILTER (WHERE is_completed),
       coalesce(sum(volume) FILTER (WHERE is_completed), 0),
       coalesce(sum(fees) FILTER (WHERE is_completed), 0),
       coalesce(sum(refunds), 0), coalesce(sum(refunded), 0)
  FROM fact GROUP BY seller_id, gig_id, came_from, category, currency
"""


def day_of(moment: datetime) -> date:
    """Return the day in UTC to which a moment counts."""
    return moment.astimezone(UTC).date()


def mark_stale(*, days: Iterable[date], now: datetime) -> None:
    """Ask for a recount of days, in the caller's transaction."""
    rows = [StaleDay(on=day, since=now) for day in sorted(set(days))]
    StaleDay.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def recount_day(*, on: date) -> int:
    """Count one day anew and return how many rows it has. Two at once: the second waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('insights'), %s)", [on.toordinal()])
        DealDay.objects.filter(on=on).delete()
        start = datetime.combine(on, time.min, UTC)
        values = {"on": on, "start": start, "end": start + timedelta(days=1)}
        cursor.execute(_RECOUNT, values)
        return int(cursor.rowcount)


def recount_stale_days(*, now: datetime, limit: int) -> int:
    """Recount the days that changed, the longest waiting first. Returns how many.

    One that fails is logged and keeps no other waiting.

    A day's mark goes before its recount reads: what changes meanwhile marks it again.
    """
    days = list(
        StaleDay.objects.filter(since__lte=now).order_by("since", "on").values_list("on", flat=True)
    )
    return one_by_one(days[:limit], _recount_stale, fault="insights_day_not_recounted")


@transaction.atomic
def _recount_stale(day: date) -> bool:
    StaleDay.objects.filter(on=day).delete()
    recount_day(on=day)
    return True
