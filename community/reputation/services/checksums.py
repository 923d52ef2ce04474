"""Who may have drift: sums of what is kept and of the record, under keys that know each place.

Every place where something is counted (a member's day, area and kind; a tally; a line of a board)
has three keys, 28 bits of a hash each. Count, weight and points of each row times these keys are
added up per member, once over what is kept and once over the record, where a row counts for every
place that it belongs to. Both sums are linear, so they agree where all places agree. Where one
place differs they differ for sure; where several do, they agree by chance once in 2^28.
"""

from __future__ import annotations

from typing import Any, Final

# Until the transaction ends. Keys are few and rows are many: the rows are read as they lie, and the
# keys looked up; sorting the rows by place for a merge costs three times as much.
ROOM: Final = "SET LOCAL work_mem = '256MB'; SET LOCAL jit = off; SET LOCAL enable_mergejoin = off"

_PERIODS: Final = """
SELECT day, period, starts_on FROM days CROSS JOIN LATERAL (VALUES
  ('all', %(dawn)s::date), ('year', date_trunc('year', day)::date),
  ('month', date_trunc('month', day)::date), ('week', date_trunc('week', day)::date)
 ) AS one(period, starts_on)
 WHERE starts_on >= CASE period WHEN 'month' THEN %(month)s::date WHEN 'week' THEN %(week)s::date
                                ELSE %(dawn)s::date END
"""


def _keys(place: str, names: str) -> str:
    """Write three odd keys of 28 bits for a place that a text names."""
    one = f"hashtextextended({place}, 0)"
    first, second, third = names.split()
    mask = "268435455"
    return (
        f"(({one}) & {mask}) | 1 AS {first}, (({one} >> 18) & {mask}) | 1 AS {second},"
        f" (({one} >> 36) & {mask}) | 1 AS {third}"
    )


def _times(prefix: str, count: str = "count") -> str:
    return f"{count} * {prefix}1 + weight_milli * {prefix}2 + points_milli * {prefix}3"


_DAY: Final = "day - date '2000-01-01' || '|' || area || '|' || kind"
_TALLY: Final = "kind || '|' || area"
_LINE: Final = "period || '|' || (starts_on - date '2000-01-01') || '|' || {area} || '|' || {kind}"
_SUMS: Final = f"""
CREATE TEMP TABLE recount_suspects ON COMMIT DROP AS
WITH RECURSIVE walk(day) AS (
  SELECT min(day) FROM reputation_score
  UNION ALL
  SELECT (SELECT min(s.day) FROM reputation_score AS s WHERE s.day > walk.day)
    FROM walk WHERE walk.day IS NOT NULL),
days AS MATERIALIZED (SELECT day FROM walk WHERE day IS NOT NULL),
cuts AS MATERIALIZED (SELECT DISTINCT area, kind FROM reputation_tally),
periods AS MATERIALIZED ({_PERIODS}),
lines AS MATERIALIZED (
  SELECT DISTINCT period, starts_on, cut.area, cut.kind
    FROM periods CROSS JOIN (
      SELECT '' AS area, '' AS kind UNION SELECT area, '' FROM cuts UNION SELECT '', kind FROM cuts
    ) AS cut),
keyed_lines AS MATERIALIZED (
  SELECT *, {_keys(_LINE.format(area="area", kind="kind"), "b1 b2 b3")} FROM lines),
boards AS MATERIALIZED (
  SELECT p.day, c.area, c.kind, sum(l.b1)::bigint AS b1, sum(l.b2)::bigint AS b2,
         sum(l.b3)::bigint AS b3
    FROM periods AS p CROSS JOIN cuts AS c
    JOIN keyed_lines AS l ON l.period = p.period AND l.starts_on = p.starts_on
     AND ((l.area = '' AND l.kind = '') OR (l.area = '' AND l.kind = c.kind)
          OR (l.area = c.area AND l.area <> '' AND l.kind = ''))
   GROUP BY p.day, c.area, c.kind),
places AS MATERIALIZED (
  SELECT boards.*, {_keys(_DAY, "s1 s2 s3")}, {_keys(_TALLY, "t1 t2 t3")} FROM boards),
said AS MATERIALIZED (
  SELECT c.receiver_id AS member_id, sum({_times("s", "sign")}) AS scores,
         sum({_times("t", "sign")}) AS tallies, sum({_times("b", "sign")}) AS totals,
         bool_or(s1 IS NULL) AS is_new
    FROM reputation_contribution AS c LEFT JOIN places USING (day, area, kind)
   GROUP BY c.receiver_id),
scores AS MATERIALIZED (
  SELECT member_id, sum({_times("s")}) AS scores, bool_or(s1 IS NULL) AS is_stray
    FROM reputation_score LEFT JOIN places USING (day, area, kind) GROUP BY member_id),
tallies AS MATERIALIZED (
  SELECT member_id, sum({_times("t")}) AS tallies
    FROM (SELECT *, {_keys(_TALLY, "t1 t2 t3")} FROM reputation_tally) AS keyed
   GROUP BY member_id),
totals AS MATERIALIZED (
  SELECT member_id, sum({_times("b")}) AS totals, bool_or(b1 IS NULL) AS is_stray
    FROM reputation_total AS t
    LEFT JOIN keyed_lines USING (period, starts_on, area, kind)
   WHERE starts_on >= CASE period WHEN 'month' THEN %(month)s::date WHEN 'week' THEN %(week)s::date
                                  ELSE %(dawn)s::date END
   GROUP BY member_id)
SELECT member_id FROM said FULL JOIN scores USING (member_id) FULL JOIN tallies USING (member_id)
  FULL JOIN totals USING (member_id)
 WHERE said.is_new OR scores.is_stray OR totals.is_stray
    OR coalesce(said.scores, 0) <> coalesce(scores.scores, 0)
    OR coalesce(said.tallies, 0) <> coalesce(tallies.tallies, 0)
    OR coalesce(said.totals, 0) <> coalesce(totals.totals, 0)
"""  # noqa: S608  all parts are written above


def find_suspects(cursor: Any, given: dict[str, Any]) -> None:
    """Write into `recount_suspects` whose sums don't agree; nobody where everybody is asked for."""
    if given["everybody"]:
        cursor.execute("CREATE TEMP TABLE recount_suspects (member_id bigint) ON COMMIT DROP")
        return
    cursor.execute(_SUMS, given)
