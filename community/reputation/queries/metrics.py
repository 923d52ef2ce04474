"""What members contributed, in numbers: counts of each kind, and how widely it was valued."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.db.models import Sum

from community.reputation.choices import Kind
from community.reputation.models import Tally
from community.reputation.queries.figures import in_points

_GIVERS: Final = """
SELECT receiver_id, count(*) FROM (
  SELECT receiver_id, giver_id FROM reputation_contribution
   WHERE receiver_id = ANY(%s) AND giver_id IS NOT NULL
   GROUP BY receiver_id, giver_id HAVING sum(sign) > 0) AS pairs
 GROUP BY receiver_id
"""
_DAYS: Final = """
SELECT receiver_id, count(*) FROM (
  SELECT receiver_id, day FROM reputation_contribution
   WHERE receiver_id = ANY(%s)
   GROUP BY receiver_id, day HAVING sum(sign) > 0) AS days
 GROUP BY receiver_id
"""
# A reply is valued when a like of it or its being a solution stands.
_VALUED: Final = """
SELECT receiver_id, count(*) FROM (
  SELECT receiver_id, subject_kind, subject_id FROM reputation_contribution
   WHERE receiver_id = ANY(%s) AND kind IN ('reply', 'like', 'solution')
   GROUP BY receiver_id, subject_kind, subject_id
  HAVING sum(sign) FILTER (WHERE kind = 'reply') > 0
     AND sum(sign) FILTER (WHERE kind <> 'reply') > 0) AS valued
 GROUP BY receiver_id
"""


@dataclass(frozen=True)
class Metrics:
    """What stands of one member's contributions. Points are in thousandths."""

    counts: Mapping[str, int] = field(default_factory=dict)
    points_milli: int = 0
    givers: int = 0
    days: int = 0
    replies_valued: int = 0

    def count(self, kind: Kind) -> int:
        """Return how many of this kind stand."""
        return self.counts.get(kind.value, 0)

    @property
    def points(self) -> Decimal:
        """All points of a lifetime."""
        return in_points(self.points_milli)

    @property
    def share_of_replies_valued(self) -> int:
        """How many of a hundred replies were liked or chosen as a solution, rounded down."""
        return self.replies_valued_bp // 100

    @property
    def replies_valued_bp(self) -> int:
        """The same share in basis points."""
        replies = self.count(Kind.REPLY)
        return self.replies_valued * 10_000 // replies if replies else 0


def metrics_of(member_ids: Collection[int]) -> dict[int, Metrics]:
    """Return the metrics of each of these members, in four statements however many they are."""
    ids = list(member_ids)
    counts: dict[int, dict[str, int]] = {member: {} for member in ids}
    points = dict.fromkeys(ids, 0)
    rows = Tally.objects.filter(member__in=ids).values("member_id", "kind").order_by()
    for row in rows.annotate(n=Sum("count"), points=Sum("points_milli")):
        counts[row["member_id"]][row["kind"]] = row["n"]
        points[row["member_id"]] += row["points"]
    givers, days, valued = (_numbers(sql, ids) for sql in (_GIVERS, _DAYS, _VALUED))
    return {
        member: Metrics(
            counts[member],
            points[member],
            givers.get(member, 0),
            days.get(member, 0),
            valued.get(member, 0),
        )
        for member in ids
    }


def _numbers(sql: str, ids: list[int]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [ids])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return {int(member): int(number) for member, number in found}
