"""The same ranking carried out set by set in PostgreSQL, for a million scores as for ten.

Each sheet brings its score along, worked out when it was sealed. The database makes the normal
equations of the judges and the ranking; Python solves for the judges, of whom there are few. What
comes out lies in the temporary table `ranked`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from contests.judging.queries.scoring.definition import (
    GRAIN,
    SHRINKAGE,
    TRIM_FROM,
    Normal,
    Pairable,
    alpha_of,
    blocks_of,
    noise_of,
    severities,
)


@dataclass(frozen=True)
class Source:
    """Where the scores come from: two queries, which take `params`.

    `sheets` gives (entry, judge, score, heaviest): the weighted mean, and the score on the heaviest
    criterion or None. `order` gives (entry, place): the earlier entry has the lower place.
    """

    sheets: str
    order: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Summary:
    """What a ranking says about the judges; the standings lie in `ranked`."""

    severities: dict[int, float]
    counts: dict[int, int]
    blocks: dict[int, int]
    noise: float | None
    alpha_raw: float | None
    alpha: float | None
    sheets: int
    entries: int


_ROOM = "SET LOCAL work_mem = '256MB'; SET LOCAL jit = off"
_SHEETS = """
CREATE TEMPORARY TABLE sheet_scores ON COMMIT DROP AS
SELECT entry, judge, score, heaviest, count(*) OVER own AS sheets,
       score - avg(score) OVER own AS excess
  FROM ({sheets}) AS given
WINDOW own AS (PARTITION BY entry)
"""
_JUDGES = """
SELECT judge, count(*), sum(excess), sum(1.0::float8 / sheets) FROM sheet_scores GROUP BY judge
"""
# Of the entries with two sheets or more: what Krippendorff's alpha is made of.
_RAW = """
SELECT coalesce(sum(2 * sheets * excess * excess / (sheets - 1)), 0), count(*),
       coalesce(sum(score), 0), coalesce(sum(score * score), 0)
  FROM sheet_scores WHERE sheets > 1
"""
_SHARED = """
SELECT a.judge, b.judge, sum(1.0::float8 / a.sheets)
  FROM sheet_scores AS a JOIN sheet_scores AS b ON b.entry = a.entry AND b.judge > a.judge
 GROUP BY a.judge, b.judge
"""
_FITTED = """
CREATE TEMPORARY TABLE fitted ON COMMIT DROP AS
SELECT * FROM unnest(%s::bigint[], %s::float8[], %s::float8[], %s::int[])
    AS f (judge, severity, unsure, block)
"""
_RANKED = f"""
CREATE TEMPORARY TABLE ranked ON COMMIT DROP AS
WITH totals AS (
  SELECT entry, count(*) AS sheets, sum(score) AS raw, sum(score - severity) AS fair,
         sum((score - severity) * (score - severity)) AS squares,
         min(score - severity) AS low, max(score - severity) AS high,
         avg(heaviest)::float8 AS heaviest, sum(unsure) AS unsure, min(block) AS block
    FROM sheet_scores JOIN fitted USING (judge) GROUP BY entry),
trimmed AS (
  SELECT *, CASE WHEN sheets >= {TRIM_FROM} THEN sheets - 2 ELSE sheets END AS kept,
         CASE WHEN sheets >= {TRIM_FROM} THEN fair - low - high ELSE fair END AS counted
    FROM totals),
grains AS (
  SELECT entry, place, round(raw / sheets * {GRAIN}) AS raw, sheets::int AS sheets, fair, squares,
         round(counted / kept * {GRAIN}) AS adjusted, round(low * {GRAIN}) AS lowest,
         round(heaviest * {GRAIN}) AS heaviest, block,
         sqrt(1.0::float8 / kept + unsure / (sheets * sheets)) AS width
    FROM trimmed JOIN ({{order}}) AS o USING (entry))
SELECT entry, place, row_number() OVER (
         ORDER BY adjusted DESC, lowest DESC, heaviest DESC NULLS LAST, place) AS rank,
       raw / {GRAIN} AS raw, adjusted / {GRAIN} AS adjusted, lowest / {GRAIN} AS lowest,
       heaviest / {GRAIN} AS heaviest, sheets, block, width, fair, squares
  FROM grains
"""  # noqa: S608  constants of the definition
_SUMS = """
SELECT coalesce(sum(sheets), 0)::bigint, count(*),
       coalesce(sum(squares - fair * fair / sheets), 0),
       coalesce(sum(2 * (sheets * squares - fair * fair) / (sheets - 1))
                FILTER (WHERE sheets > 1), 0),
       coalesce(sum(fair) FILTER (WHERE sheets > 1), 0),
       coalesce(sum(squares) FILTER (WHERE sheets > 1), 0)
  FROM ranked
"""


def rank_in_database(source: Source) -> Summary:
    """Rank all that the source gives. Must run inside a transaction, at whose end `ranked` goes.

    `ranked` has (entry, place, rank, raw, adjusted, lowest, heaviest, sheets, block, width); the
    interval is adjusted ± width · half_width(noise, 1, 0, 1).
    """
    with connection.cursor() as cursor:
        cursor.execute(_ROOM)
        cursor.execute("DROP TABLE IF EXISTS sheet_scores, fitted, ranked")
        cursor.execute(_SHEETS.format(sheets=source.sheets), dict(source.params))
        normal = _normal(cursor)
        found = severities(normal)
        blocks = blocks_of(normal.counts, normal.shared)
        judges = sorted(found)
        unsure = [1 / (normal.counts[judge] + SHRINKAGE) for judge in judges]
        fitted = ([found[judge] for judge in judges], unsure, [blocks[judge] for judge in judges])
        cursor.execute(_FITTED, [judges, *fitted])
        cursor.execute("ANALYZE fitted")
        cursor.execute(_RANKED.format(order=source.order), dict(source.params))
        return _summary(cursor, normal, found, blocks)


def _normal(cursor: Any) -> Normal:
    cursor.execute(_JUDGES)
    rows = cursor.fetchall()
    shared = {judge: {judge: own} for judge, _count, _excess, own in rows}
    cursor.execute(_SHARED)
    for judge, other, share in cursor.fetchall():
        shared[judge][other] = shared[other][judge] = share
    counts = {judge: count for judge, count, _excess, _own in rows}
    return Normal(counts, {judge: excess for judge, _count, excess, _own in rows}, shared)


def _summary(
    cursor: Any, normal: Normal, found: dict[int, float], blocks: dict[int, int]
) -> Summary:
    cursor.execute(_RAW)
    raw_within, count, raw, raw_squares = cursor.fetchone()
    cursor.execute(_SUMS)
    sheets, entries, rest, within, fair, squares = cursor.fetchone()
    return Summary(
        severities=found,
        counts=normal.counts,
        blocks=blocks,
        noise=noise_of(rest, sheets, entries, len(found), len(set(blocks.values()))),
        alpha_raw=alpha_of(Pairable(raw_within, count, raw, raw_squares)),
        alpha=alpha_of(Pairable(within, count, fair, squares)),
        sheets=sheets,
        entries=entries,
    )
