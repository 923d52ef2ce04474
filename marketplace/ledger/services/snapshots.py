"""Sums of platform accounts, so that reading one never means adding up years of entries.

An entry with a lower id may still be committed after one with a higher id. So a snapshot reaches
only as far as the entries whose transactions have all ended: the highest id that was given out at
some moment, once every transaction that ran at that moment is over. (An entry's id is given out
after its transaction has its number, because its transfer is inserted first.)
"""

import time
from datetime import datetime
from typing import Final

from django.db import connection

from marketplace.core.conf import rules

_PATIENCE: Final = 20
_PAUSE_SECONDS: Final = 0.05
_HIGHEST_ID: Final = (
    "SELECT coalesce((SELECT last_value FROM pg_sequences"
    " WHERE schemaname = current_schema() AND format('%I.%I', schemaname, sequencename)::regclass"
    " = pg_get_serial_sequence('ledger_entry', 'id')::regclass), 0)"
)
_NEXT_TRANSACTION: Final = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
_OLDEST_RUNNING: Final = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
_TAKE: Final = """
INSERT INTO ledger_accountsnapshot (account_id, entry_id, balance, taken_at)
SELECT a.id, %s, coalesce(s.balance, 0) + t.total, %s
  FROM ledger_account a
  LEFT JOIN LATERAL (
    SELECT balance, entry_id FROM ledger_accountsnapshot
     WHERE account_id = a.id ORDER BY entry_id DESC LIMIT 1) s ON true
 CROSS JOIN LATERAL (
    SELECT count(*) AS entries, sum(e.amount) AS total FROM ledger_entry e
     WHERE e.account_id = a.id AND e.id > coalesce(s.entry_id, 0) AND e.id <= %s) t
 WHERE a.balance IS NULL AND t.entries >= %s
 ORDER BY a.id LIMIT %s
    ON CONFLICT (account_id, entry_id) DO NOTHING
"""


def take_snapshots(*, now: datetime, limit: int) -> int:
    """Sum up platform accounts that got many new entries. Returns how many were summed up.

    Locks nothing. Does nothing while a transaction runs for long: the next sweep tries again.
    """
    horizon = _settled_horizon()
    if not horizon:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [horizon, now, horizon, rules().snapshot_after_entries, limit])
        return int(cursor.rowcount)


def _settled_horizon() -> int:
    """Return an entry id up to which nothing can appear any more; 0 when that isn't known yet."""
    highest = _ask(_HIGHEST_ID)
    boundary = _ask(_NEXT_TRANSACTION)
    for _ in range(_PATIENCE):
        if _ask(_OLDEST_RUNNING) >= boundary:
            return highest
        time.sleep(_PAUSE_SECONDS)
    return 0


def _ask(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return int(row[0])
