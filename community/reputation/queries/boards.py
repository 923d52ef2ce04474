"""Boards: who gained most in a period, in an area, by a kind; and where a member stands there.

Whose points are equal shares a rank, and the next rank is left out (1, 2, 2, 4). Members who are
suspended or gone are left out when a board is read, so nothing has to be rewritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.core.files.storage import default_storage
from django.db import connection

from community.reputation.choices import Kind
from community.reputation.models import PointRule, Tally
from community.reputation.queries.figures import in_points
from community.reputation.queries.periods import Span, kept_since
from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member

PER_PAGE: Final = 50
PAGES_MAX: Final = 20

_READY: Final = """
SELECT t.member_id, t.points_milli, t.count
  FROM reputation_total AS t
 WHERE t.period = %(period)s AND t.starts_on = %(starts)s
   AND t.area = %(area)s AND t.kind = %(kind)s AND t.points_milli > 0
"""
# What lies too far back to be kept ready: added up from its days.
_ADDED: Final = """
SELECT s.member_id, sum(s.points_milli)::bigint AS points_milli, sum(s.count)::bigint AS count
  FROM reputation_score AS s
 WHERE s.day >= %(starts)s AND s.day < %(ends)s
   AND (%(area)s = '' OR s.area = %(area)s) AND (%(kind)s = '' OR s.kind = %(kind)s)
 GROUP BY s.member_id HAVING sum(s.points_milli) > 0
"""
_PLACES: Final = """
SELECT rank() OVER (ORDER BY b.points_milli DESC), m.public_id, m.username, m.display_name,
       b.points_milli, b.count, coalesce(p.avatar, '')
  FROM ({board}) AS b
  JOIN accounts_member AS m ON m.id = b.member_id AND m.is_active AND m.standing = %(open)s
  LEFT JOIN accounts_profile AS p ON p.member_id = m.id
 ORDER BY b.points_milli DESC, b.member_id
 LIMIT %(limit)s OFFSET %(offset)s
"""
_MINE: Final = """
WITH board AS NOT MATERIALIZED ({board}),
mine AS (SELECT points_milli, count FROM board WHERE member_id = %(me)s)
SELECT mine.points_milli, mine.count,
       (SELECT count(*) FROM board AS b JOIN accounts_member AS m ON m.id = b.member_id
         WHERE b.points_milli > mine.points_milli AND m.is_active AND m.standing = %(open)s)
  FROM mine
"""


@dataclass(frozen=True)
class Board:
    """Which board: a period, and an area or a kind or neither ("" stands for all)."""

    span: Span
    area: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Place:
    """A line of a board. Points are in thousandths."""

    rank: int
    public_id: str
    username: str
    name: str
    points_milli: int
    count: int
    avatar: str = ""

    @property
    def avatar_url(self) -> str:
        """The address of the picture; "" without one."""
        return default_storage.url(self.avatar) if self.avatar else ""

    @property
    def points(self) -> Decimal:
        """Whole points, with what is left in decimals."""
        return in_points(self.points_milli)


def places_on(board: Board, *, today: date, page: int = 1) -> tuple[list[Place], bool]:
    """Return one page of a board, and whether there is a next one. One statement."""
    given = {
        **_given(board),
        "limit": PER_PAGE + 1,
        "offset": (page - 1) * PER_PAGE,
    }
    rows = _rows(_PLACES.format(board=_source(board, today)), given)
    places = [Place(*row) for row in rows]
    return places[:PER_PAGE], len(places) > PER_PAGE and page < PAGES_MAX


def place_of(member: Member, board: Board, *, today: date) -> Place | None:
    """Return the member's own line, wherever it stands; None without points there."""
    given = {**_given(board), "me": member.pk}
    rows = _rows(_MINE.format(board=_source(board, today)), given)
    if not rows:
        return None
    points, count, above = rows[0]
    return Place(above + 1, member.public_id, member.username, member.display_name, points, count)


def areas_on_boards() -> list[str]:
    """Return the areas in which anything was contributed, by name of the area."""
    rows = Tally.objects.exclude(area="").order_by("area").values_list("area", flat=True)
    return list(rows.distinct())


def kinds_on_boards() -> list[Kind]:
    """Return the kinds that are worth points now, in their order: others can't be ranked."""
    rules = PointRule.objects.order_by("kind", "-version").distinct("kind")
    worth = {rule.kind for rule in rules if rule.points_milli}
    return [kind for kind in Kind if kind.value in worth]


def _source(board: Board, today: date) -> str:
    span = board.span
    is_one_cut = not (board.area and board.kind)
    is_ready = is_one_cut and span.starts_on >= kept_since(today)[span.period]
    return _READY if is_ready else _ADDED


def _given(board: Board) -> dict[str, Any]:
    span = board.span
    return {
        "period": span.period.value,
        "starts": span.starts_on,
        "ends": span.ends_on or date.max,
        "area": board.area,
        "kind": board.kind,
        "open": Standing.OPEN.value,
    }


def _rows(sql: str, given: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
