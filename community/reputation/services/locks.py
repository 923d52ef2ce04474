"""Whose record is being written: one lock for each member, taken in one order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import connection

_LOCK: Final = """
SELECT pg_advisory_xact_lock(hashtext('reputation'), number)
  FROM unnest(%s::int[]) AS t(number)
"""
_SPAN: Final = 2**31


def lock_members(members: Iterable[int | None]) -> None:
    """Hold the records of these members until the transaction ends, in the order of their ids.

    The givers' are held too: what a like weighs depends on what its giver gave before. Whoever
    writes about several members in one transaction locks all of them first, in one call.
    """
    numbers = sorted({member % _SPAN for member in members if member is not None})
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [numbers])
