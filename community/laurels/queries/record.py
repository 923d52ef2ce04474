"""What a member's record says between two days: what is frozen when they are nominated.

Rows count by their day; a counter-row carries the day of what it reverses, so the sum of signs is
what stands of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from community.reputation.choices import ELSEWHERE_KINDS, Kind

_STANDS: Final = """
SELECT kind, count(*) FROM (
  SELECT kind, subject_kind, subject_id FROM reputation_contribution
   WHERE receiver_id = %s AND day >= %s AND day <= %s
   GROUP BY kind, subject_kind, subject_id HAVING sum(sign) > 0) AS stands
 GROUP BY kind
"""
_PEOPLE: Final = """
SELECT count(*) FROM (
  SELECT giver_id FROM reputation_contribution
   WHERE receiver_id = %s AND day >= %s AND day <= %s AND giver_id IS NOT NULL
   GROUP BY giver_id HAVING sum(sign) > 0) AS givers
"""
_POINTS: Final = """
SELECT coalesce(sum(points_milli), 0)::bigint FROM reputation_contribution
 WHERE receiver_id = %s AND day >= %s AND day <= %s
"""


@dataclass(frozen=True)
class RecordBetween:
    """Sums of a span of days. Points are in thousandths."""

    points_milli: int
    solutions: int
    valued_posts: int
    articles: int
    elsewhere: int
    people: int


def record_between(member_id: int, first: date, last: date) -> RecordBetween:
    """Return what stands of a member's record from the first day to the last, both included."""
    given = (member_id, first, last)
    with connection.cursor() as cursor:
        cursor.execute(_STANDS, given)
        counts = dict(cursor.fetchall())
        cursor.execute(_PEOPLE, given)
        people = cursor.fetchone()[0]
        cursor.execute(_POINTS, given)
        points = cursor.fetchone()[0]
    return RecordBetween(
        points_milli=points,
        solutions=counts.get(Kind.SOLUTION.value, 0),
        valued_posts=counts.get(Kind.LIKE.value, 0),
        articles=counts.get(Kind.ARTICLE.value, 0),
        elsewhere=sum(counts.get(kind.value, 0) for kind in ELSEWHERE_KINDS),
        people=people,
    )
