"""The tables of visits, one for each month: made ahead, dropped when their time is over."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import OperationalError, connection, transaction
from psycopg2.errors import LockNotAvailable

from marketplace.core.conf import rules
from referrals.links.models import Roll

AHEAD: Final = 3
_NAME: Final = re.compile(r"^links_visit_y(\d{4})m(\d{2})$")
_KNOWN: Final = """
SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
 WHERE i.inhparent = 'links_visit'::regclass
"""
# What came before its month had a table lies in the default one, and moves.
_MAKE: Final = """
LOCK TABLE links_visit IN ACCESS EXCLUSIVE MODE;
CREATE TABLE {name} (LIKE links_visit INCLUDING ALL EXCLUDING IDENTITY);
INSERT INTO {name} SELECT * FROM links_visit_default
 WHERE at >= '{start}' AND at < '{end}';
DELETE FROM links_visit_default WHERE at >= '{start}' AND at < '{end}';
ALTER TABLE links_visit ATTACH PARTITION {name} FOR VALUES FROM ('{start}') TO ('{end}');
"""


def _month(year: int, month: int) -> datetime:
    """Return the first moment of a month; months past December go on into the next year."""
    return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1, tzinfo=UTC)


def _tables() -> dict[str, datetime]:
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN)
        names = [str(name) for (name,) in cursor.fetchall()]
    found = {name: _NAME.match(name) for name in names}
    return {name: _month(int(m[1]), int(m[2])) for name, m in found.items() if m is not None}


def make_months(*, now: datetime) -> int:
    """Make the tables of this month and the next three; returns how many were missing.

    Waits at most two seconds for the lock: whoever reads or writes visits goes first, and the next
    sweep tries again. Until then visits lie in the default table, where they count as well.
    """
    known, made = _tables(), 0
    for step in range(AHEAD + 1):
        start = _month(now.year, now.month + step)
        name = f"links_visit_y{start:%Y}m{start:%m}"
        if name not in known:
            made += _make(name, start, _month(now.year, now.month + step + 1))
    return made


def _make(name: str, start: datetime, end: datetime) -> int:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('links_visit'))")
            cursor.execute("SELECT to_regclass(%s)", [name])
            if cursor.fetchone() != (None,):
                return 0
            cursor.execute(_MAKE.format(name=name, start=start.isoformat(), end=end.isoformat()))
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            return 0
        raise
    return 1


def drop_months(*, now: datetime) -> int:
    """Drop the tables of months that ended `visit_keep_days` ago, once their days are added up."""
    until = now - timedelta(days=rules().visit_keep_days)
    rolled = Roll.objects.filter(name="visits").values_list("until", flat=True).first()
    dropped = 0
    for name, start in _tables().items():
        end = _month(start.year, start.month + 1)
        if end > until or rolled is None or rolled < end:
            continue
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            cursor.execute(f"DROP TABLE {name}")
        dropped += 1
    return dropped
