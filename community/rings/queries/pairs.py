"""Who gave to whom: the record's favours added up by pairs, in one statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from community.reputation.choices import Kind
from community.reputation.models import Contribution
from marketplace.core.conf import rules

RECORD: Final = Contribution._meta.db_table  # noqa: SLF001  Django's own way to a model's table
# What one member does for another by the press of a button.
FAVOURS: Final = (Kind.LIKE, Kind.SOLUTION, Kind.ARTICLE_RATING)
_PAIRS: Final = f"""
SELECT giver_id, receiver_id, COUNT(*), MAX(in_hour), COUNT(DISTINCT day),
       MIN(occurred_at), MAX(occurred_at)
  FROM (SELECT c.giver_id, c.receiver_id, c.day, c.occurred_at,
          COUNT(*) OVER (PARTITION BY c.giver_id, c.receiver_id ORDER BY c.occurred_at
            RANGE BETWEEN INTERVAL '1 hour' PRECEDING AND CURRENT ROW) AS in_hour
        FROM {RECORD} c
       WHERE c.sign = 1 AND c.giver_id IS NOT NULL AND c.kind = ANY(%(kinds)s)
         AND c.occurred_at > %(since)s AND c.occurred_at <= %(until)s
         AND NOT EXISTS (SELECT 1 FROM {RECORD} r WHERE r.reverses_id = c.id)) f
 GROUP BY giver_id, receiver_id ORDER BY giver_id, receiver_id
"""  # noqa: S608  the table's name is our own


@dataclass(frozen=True)
class Pair:
    """What one member gave another: how often, at most within an hour, on how many days."""

    giver: int
    receiver: int
    count: int
    in_hour: int
    days: int
    first_at: datetime
    last_at: datetime


def pairs_until(now: datetime) -> list[Pair]:
    """Return every pair of the window that ends now; only favours that stand are counted."""
    since = now - timedelta(days=rules().ring_window_days)
    given: dict[str, Any] = {
        "kinds": [kind.value for kind in FAVOURS],
        "since": since,
        "until": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, given)
        return [Pair(*row) for row in cursor.fetchall()]


def favours_among(
    member_ids: Collection[int], *, since: datetime, until: datetime
) -> QuerySet[Contribution]:
    """Return the favours that these members did each other in a window and that stand."""
    rows = Contribution.objects.standing().filter(
        giver__in=member_ids, receiver__in=member_ids, kind__in=FAVOURS
    )
    return rows.filter(occurred_at__gt=since, occurred_at__lte=until).order_by("occurred_at", "id")
