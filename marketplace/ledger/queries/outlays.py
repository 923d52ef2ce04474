"""What the platform laid out of its own money, by what it was for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from marketplace.ledger.choices import AccountKind

# Marketing and the funds that are paid in from it count as one purse: paying in moves nothing out
# of it, paying a winner does, and what goes back comes off again.
PURSE: Final = (AccountKind.MARKETING, AccountKind.PRIZE_FUND)
_LEFT: Final = """
SELECT split_part(t.reference, ':', 2), a.currency, -sum(e.amount)::bigint
  FROM ledger_transfer t
  JOIN ledger_entry e ON e.transfer_id = t.id
  JOIN ledger_account a ON a.id = e.account_id
 WHERE t.created_at >= %(since)s AND t.created_at < %(until)s
   AND t.reference LIKE %(prefix)s AND a.kind = ANY(%(kinds)s)
 GROUP BY 1, 2 HAVING sum(e.amount) <> 0
 ORDER BY 1, 2
"""
_DAYS: Final = """
SELECT DISTINCT (t.created_at AT TIME ZONE 'UTC')::date, max(t.id) OVER ()
  FROM (SELECT id, created_at, reference FROM ledger_transfer
         WHERE id > %(after)s ORDER BY id LIMIT %(limit)s) AS t
"""


@dataclass(frozen=True, slots=True)
class Outlay:
    """Minor units that left the purse for one reference "prefix:ref"; negative: came back."""

    ref: str
    currency: str
    amount: int


def outlays_of(
    prefix: str,
    *,
    since: datetime,
    until: datetime,
    purse: Sequence[AccountKind] = PURSE,
) -> list[Outlay]:
    """Return what left the purse for references "prefix:…", by reference and currency. One query.

    Money set aside for something counts on the day on which it is set aside out of the purse.
    """
    values: dict[str, Any] = {
        "since": since,
        "until": until,
        "prefix": f"{prefix}:%",
        "kinds": [kind.value for kind in purse],
    }
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, values)
        return [Outlay(*row) for row in cursor.fetchall()]


def days_moved_since(transfer_id: int, *, limit: int) -> tuple[list[date], int]:
    """Return the days in UTC of the next transfers after this one, and the last one's id."""
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, {"after": transfer_id, "limit": limit})
        rows = cursor.fetchall()
    return sorted({row[0] for row in rows}), max((row[1] for row in rows), default=transfer_id)
