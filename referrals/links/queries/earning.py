"""What the orders that are owed to links came to: volume, and the fee that was kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from referrals.links.models import Link

# By the documents, as analytics count: what was invoiced less what was credited, on completion.
_EARNED: Final = """
SELECT o.link_id, r.currency,
       count(*) FILTER (
         WHERE r.completed_at >= coalesce(%(since)s::timestamptz, r.completed_at)
           AND r.completed_at < coalesce(%(until)s::timestamptz, 'infinity')) AS completed,
       coalesce(sum(bill.volume), 0)::bigint, coalesce(sum(bill.fees), 0)::bigint
  FROM links_outcome o
  JOIN orders_order r ON r.public_id = o.ref
  LEFT JOIN LATERAL (
    SELECT sum(CASE WHEN i.kind = 'invoice' THEN i.total ELSE -i.total END)
             FILTER (WHERE i.subject = 'work') AS volume,
           sum(CASE WHEN i.kind = 'invoice' THEN i.total ELSE -i.total END)
             FILTER (WHERE i.subject = 'fee') AS fees
      FROM billing_invoice i
     WHERE i.order_id = r.id
       AND r.completed_at >= coalesce(%(since)s::timestamptz, r.completed_at)
       AND r.completed_at < coalesce(%(until)s::timestamptz, 'infinity')) bill ON true
 WHERE o.kind = 'order' AND o.link_id = ANY(%(links)s)
 GROUP BY o.link_id, r.currency
 ORDER BY o.link_id, r.currency
"""


@dataclass(frozen=True)
class Earned:
    """Completed orders in one currency: their volume and the fees kept, after refunds."""

    currency: str
    completed: int
    volume: int
    fees: int


def earned_by(
    links: Sequence[Link], *, since: datetime | None = None, until: datetime | None = None
) -> dict[int, list[Earned]]:
    """Return what the orders of each link came to by its number, by currency. One query.

    Orders completed from `since` until before `until`; refunds are taken off whenever they came.
    """
    found: dict[int, list[Earned]] = {link.pk: [] for link in links}
    if not found:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_EARNED, {"links": list(found), "since": since, "until": until})
        for link_id, *row in cursor.fetchall():
            found[link_id].append(Earned(*row))
    return found
