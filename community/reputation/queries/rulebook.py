"""The rules in force, their versions, and what another price would have done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from community.reputation.choices import Kind
from community.reputation.models import PointRule
from community.reputation.queries.figures import in_points
from marketplace.accounts.choices import Standing
from marketplace.core.errors import NotFound

PREVIEW_DAYS: Final = 90
PREVIEW_PLACES: Final = 10

_SUMS: Final = """
SELECT coalesce(sum(count), 0)::bigint, coalesce(sum(weight_milli), 0)::bigint,
       coalesce(sum(points_milli), 0)::bigint, count(DISTINCT member_id)
  FROM reputation_score WHERE day >= %(since)s AND kind = %(kind)s
"""
_PLACES: Final = """
WITH was AS (
  SELECT s.member_id, sum(s.points_milli) AS points,
         sum(CASE WHEN s.kind = %(kind)s THEN s.weight_milli * %(price)s / 1000
                  ELSE s.points_milli END) AS after
    FROM reputation_score AS s WHERE s.day >= %(since)s GROUP BY s.member_id),
ranked AS (
  SELECT m.username, m.display_name, was.points::bigint AS points, was.after::bigint AS after,
         rank() OVER (ORDER BY was.points DESC) AS before_rank,
         rank() OVER (ORDER BY was.after DESC) AS after_rank, m.id
    FROM was JOIN accounts_member AS m ON m.id = was.member_id
     AND m.is_active AND m.standing = %(open)s
   WHERE was.points > 0 OR was.after > 0)
SELECT username, display_name, points, after, before_rank, after_rank FROM ranked
 WHERE before_rank <= %(places)s OR after_rank <= %(places)s
 ORDER BY after_rank, id LIMIT 40
"""


@dataclass(frozen=True)
class Moved:
    """A member near the top of the last days: places and points before and after."""

    username: str
    name: str
    points_milli: int
    after_milli: int
    before_rank: int
    after_rank: int

    @property
    def points(self) -> Decimal:
        """Points as they were given."""
        return in_points(self.points_milli)

    @property
    def after(self) -> Decimal:
        """Points at the other price."""
        return in_points(self.after_milli)

    @property
    def climbs(self) -> int:
        """How many places up; below zero for down."""
        return self.before_rank - self.after_rank


@dataclass(frozen=True)
class RulePreview:
    """What the last days would have brought under another price. Points in thousandths."""

    days: int
    count: int
    members: int
    points_milli: int
    after_milli: int
    moved: Sequence[Moved]

    @property
    def points(self) -> Decimal:
        """What all members together got."""
        return in_points(self.points_milli)

    @property
    def after(self) -> Decimal:
        """What they would have got."""
        return in_points(self.after_milli)

    @property
    def difference(self) -> Decimal:
        """How much more that is."""
        return in_points(self.after_milli - self.points_milli)


def rules_in_force() -> list[PointRule]:
    """Return the last version of each rule, in the order of the kinds."""
    rows = PointRule.objects.select_related("made_by").order_by("kind", "-version")
    found = {rule.kind: rule for rule in rows.distinct("kind")}
    return [found[kind.value] for kind in Kind if kind.value in found]


def rule_in_force(kind: str) -> PointRule:
    """Return the last version of a rule. Raises NotFound for what is no kind."""
    rule = versions_of(kind).first()
    if rule is None:
        raise NotFound
    return rule


def versions_of(kind: str) -> QuerySet[PointRule]:
    """Return every version of a rule, the last one first."""
    return PointRule.objects.filter(kind=kind).select_related("made_by").order_by("-version")


def preview_rule(kind: str, points_milli: int, *, today: date) -> RulePreview:
    """Say what the last 90 days would have brought at this price, and who would have moved.

    Added up from days, so each day is rounded once and not each contribution. Changes nothing: a
    new price only holds for what comes after it.
    """
    given: dict[str, Any] = {
        "since": today - timedelta(days=PREVIEW_DAYS),
        "kind": kind,
        "price": points_milli,
        "open": Standing.OPEN.value,
        "places": PREVIEW_PLACES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, given)
        count, weight, points, members = cursor.fetchone()
        cursor.execute(_PLACES, given)
        moved = [Moved(*row) for row in cursor.fetchall()]
    after = weight * points_milli // 1_000
    return RulePreview(PREVIEW_DAYS, count, members, points, after, moved)
