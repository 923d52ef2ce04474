"""The spans of one condition: from when on each contribution counts for it, and until when."""

from __future__ import annotations

from typing import Final

from community.trophies.choices import Metric
from community.trophies.queries.rules import Condition

# What makes two contributions one: the same giver, the same day.
KEYS: Final = {Metric.GIVERS: "giver_id", Metric.DAYS: "(day - DATE '2000-01-01')"}


def spans_of(leaf: Condition, place: int) -> list[str]:
    """Return the expressions that end in s<place>: m, season, s, e, id, w, and v for shares."""
    ends = _ends(leaf, place)
    chosen = f"{chosen_by(leaf, place, 'c')} AND {ends} > c.s"
    if leaf.metric == Metric.SHARE:
        return _share(leaf, place)
    if leaf.metric in KEYS:
        key = KEYS[leaf.metric]
        source = (
            f"SELECT m, season, {key} AS key, s, {ends} AS e, id "  # noqa: S608
            f"FROM c WHERE {chosen} AND {key} IS NOT NULL"
        )
        return [*_islands(place, source), _joined(place, f"s{place}", w=1, v=0)]
    weight = "c.weight_milli" if leaf.metric == Metric.WEIGHT else "1"
    columns = f"m, season, s, {ends} AS e, id, {weight} AS w, 0 AS v"
    return [f"s{place} AS (SELECT {columns} FROM c WHERE {chosen})"]  # noqa: S608


def chosen_by(leaf: Condition, place: int, row: str) -> str:
    """Return the filter for the contributions that the condition counts."""
    area = f" AND {row}.area = %(area_{place})s" if leaf.area else ""
    return f"{row}.kind = ANY(%(kinds_{place})s){area}"


def _ends(leaf: Condition, place: int) -> str:
    if leaf.within_days is None:
        return "c.gone"
    return f"LEAST(c.gone, c.since + make_interval(days => %(within_{place})s))"


def _islands(place: int, source: str) -> list[str]:
    """Give the spans of one key that overlap one number: b<place>."""
    order = "PARTITION BY m, season, key ORDER BY s, id"
    before = f"MAX(e) OVER ({order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    begins = "CASE WHEN before > s THEN 0 ELSE 1 END"
    island = f"SUM({begins}) OVER ({order} ROWS UNBOUNDED PRECEDING)"
    return [
        f"k{place} AS ({source})",
        f"a{place} AS (SELECT *, {before} AS before FROM k{place})",  # noqa: S608
        f"b{place} AS (SELECT *, {island} AS island FROM a{place})",  # noqa: S608
    ]


def _joined(place: int, name: str, *, w: int, v: int) -> str:
    """Return one span for each island, which begins with its first contribution."""
    return (
        f"{name} AS (SELECT m, season, MIN(s) AS s, MAX(e) AS e, "  # noqa: S608
        f"(ARRAY_AGG(id ORDER BY s, id))[1] AS id, {w} AS w, {v} AS v "
        f"FROM b{place} GROUP BY m, season, key, island)"
    )


def _share(leaf: Condition, place: int) -> list[str]:
    """Let replies weigh one each, and be valued from the first like or choice on."""
    replies = chosen_by(leaf, place, "p")
    valued = (
        "SELECT p.m, p.season, p.id AS key, GREATEST(p.s, q.s) AS s, "  # noqa: S608
        "LEAST(p.gone, q.gone) AS e, "
        "CASE WHEN (q.s, q.id) > (p.s, p.id) THEN q.id ELSE p.id END AS id "
        "FROM c p JOIN c q ON q.m = p.m AND q.season = p.season "
        "AND q.subject_kind = p.subject_kind AND q.subject_id = p.subject_id "
        f"AND q.kind = ANY(%(valued_{place})s) "
        f"WHERE {replies} AND LEAST(p.gone, q.gone) > GREATEST(p.s, q.s)"
    )
    both = (
        f"s{place} AS (SELECT p.m, p.season, p.s, p.gone AS e, p.id, 1 AS w, 0 AS v "  # noqa: S608
        f"FROM c p WHERE {replies} AND p.gone > p.s "
        f"UNION ALL SELECT m, season, s, e, id, w, v FROM v{place})"
    )
    return [*_islands(place, valued), _joined(place, f"v{place}", w=0, v=1), both]
