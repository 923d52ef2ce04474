"""A rule becomes one statement over the whole record: who fulfilled it, how often, and when.

Each condition is a set of spans: from its contribution until it leaves the window or is reversed.
Spans of one giver, or of one day, that overlap are one. Where spans begin and end, the measures of
all conditions are summed up in the order of time; where the rule begins to hold, at a contribution,
it is fulfilled. For a trophy that is kept, a reversed contribution counted until it was reversed;
for the others it never counted.

The statement is made of this module's own text alone; everything in a rule is a parameter. For one
member the same text is used, with a filter on the rows that are read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from community.reputation.models import Contribution
from community.trophies.choices import (
    EVIDENCE_MAX,
    SEASON_FORMATS,
    Metric,
    Policy,
    Season,
)
from community.trophies.queries.rules import (
    VALUED_BY,
    All,
    Condition,
    Not,
    Rule,
    conditions_of,
    kinds_of,
    wanted_conditions,
)

RECORD: Final = Contribution._meta.db_table  # noqa: SLF001  Django's own way to a model's table
_KEYS: Final = {Metric.GIVERS: "c.giver_id", Metric.DAYS: "(c.day - DATE '2000-01-01')"}
FULL: Final = 1_000  # a full weight, in the record's thousandths


@dataclass(frozen=True)
class Compiled:
    """The common table expressions that end in `times`, and the parameters they name.

    `times` has a row for each time the rule was fulfilled: m (member), season, k (the how-manieth
    time), at, id (the contribution), figures (each condition's measure, in the rule's order).
    """

    text: str
    evidence: str
    params: dict[str, Any] = field(default_factory=dict)

    def with_text(self, rest: str, **params: Any) -> tuple[str, dict[str, Any]]:
        """Return a whole statement: the expressions, then `rest`."""
        return f"{self.text} {rest}", self.params | params


def compile_rule(
    rule: Rule, *, season: str, policy: str, member_ids: list[int] | None = None
) -> Compiled:
    """Compile a rule for everybody, or for some members."""
    leaves = conditions_of(rule)
    params: dict[str, Any] = {"kinds": sorted(kinds_of(rule))}
    parts = [_rows(season, policy, is_for_all=member_ids is None)]
    if member_ids is not None:
        params["members"] = member_ids
    for place, leaf in enumerate(leaves):
        params |= _params(leaf, place)
        parts += _spans(leaf, place)
    parts += _timeline(len(leaves), _holds(rule, leaves), policy)
    return Compiled(
        text="WITH " + ",\n".join(parts),
        evidence=_evidence(rule, season, policy),
        params=params,
    )


def season_of(column: str, season: str) -> str:
    """Return the expression for the season of a moment; a text of our own."""
    if not season:
        return "''"
    return f"to_char({column} AT TIME ZONE 'UTC', '{SEASON_FORMATS[Season(season)]}')"


def _params(leaf: Condition, place: int) -> dict[str, Any]:
    return {
        f"kinds_{place}": list(leaf.kinds),
        f"least_{place}": leaf.at_least * (FULL if leaf.metric == Metric.WEIGHT else 1),
        f"within_{place}": leaf.within_days or 0,
        f"area_{place}": leaf.area,
        f"of_{place}": leaf.of_at_least,
        f"valued_{place}": list(VALUED_BY),
        f"proofs_{place}": _proofs(leaf),
    }


def _proofs(leaf: Condition) -> int:
    return leaf.at_least if leaf.metric not in (Metric.WEIGHT, Metric.SHARE) else EVIDENCE_MAX


def _rows(season: str, policy: str, *, is_for_all: bool) -> str:
    """Read the rows that count, each with the moment from which it doesn't any more."""
    gone = "r.recorded_at" if policy == Policy.KEEP else "NULL::timestamptz"
    return f"""c AS (
  SELECT c.id, c.receiver_id AS m, {season_of("c.occurred_at", season)} AS season,
    c.occurred_at AS s, c.giver_id, c.day, c.kind, c.area, c.weight_milli,
    c.subject_kind, c.subject_id, COALESCE({gone}, 'infinity') AS gone
  FROM {RECORD} c LEFT JOIN {RECORD} r ON r.reverses_id = c.id
  WHERE c.reverses_id IS NULL AND c.kind = ANY(%(kinds)s)
    {"" if policy == Policy.KEEP else "AND r.id IS NULL"}
    {"" if is_for_all else "AND c.receiver_id = ANY(%(members)s)"}
)"""  # noqa: S608  no part of it comes from outside


def _filter(leaf: Condition, place: int, name: str = "c") -> str:
    area = f" AND {name}.area = %(area_{place})s" if leaf.area else ""
    return f"{name}.kind = ANY(%(kinds_{place})s){area}"


def _ends(leaf: Condition, place: int) -> str:
    if leaf.within_days is None:
        return "c.gone"
    return f"LEAST(c.gone, c.s + make_interval(days => %(within_{place})s))"


def _spans(leaf: Condition, place: int) -> list[str]:
    """Return the expressions that end in s<place>: m, season, s, e, id, w and, for shares, v."""
    chosen, ends = _filter(leaf, place), _ends(leaf, place)
    if leaf.metric in (Metric.COUNT, Metric.WEIGHT):
        weight = "1" if leaf.metric == Metric.COUNT else "c.weight_milli"
        return [
            f"s{place} AS (SELECT m, season, s, {ends} AS e, id, {weight} AS w, 0 AS v "  # noqa: S608
            f"FROM c WHERE {chosen} AND {ends} > s)"
        ]
    if leaf.metric == Metric.SHARE:
        return _share(leaf, place)
    key = _KEYS[leaf.metric]
    source = (
        f"SELECT m, season, {key} AS key, s, {ends} AS e, id "  # noqa: S608
        f"FROM c WHERE {chosen} AND {key} IS NOT NULL AND {ends} > s"
    )
    return [*_merged(place, source), _span_rows(place, "1", "0")]


def _span_rows(place: int, w: str, v: str) -> str:
    return (
        f"s{place} AS (SELECT m, season, MIN(s) AS s, MAX(e) AS e, "  # noqa: S608
        f"(ARRAY_AGG(id ORDER BY s, id))[1] AS id, {w} AS w, {v} AS v "
        f"FROM b{place} GROUP BY m, season, key, island)"
    )


def _merged(place: int, source: str) -> list[str]:
    """Join spans of one key that overlap: b<place> numbers the islands."""
    order = "PARTITION BY m, season, key ORDER BY s, id"
    return [
        f"k{place} AS ({source})",
        f"a{place} AS (SELECT *, MAX(e) OVER ({order} ROWS BETWEEN UNBOUNDED PRECEDING "  # noqa: S608
        f"AND 1 PRECEDING) AS before FROM k{place})",
        f"b{place} AS (SELECT *, SUM(CASE WHEN before > s THEN 0 ELSE 1 END) OVER ({order} "  # noqa: S608
        f"ROWS UNBOUNDED PRECEDING) AS island FROM a{place})",
    ]


def _share(leaf: Condition, place: int) -> list[str]:
    """Replies weigh one each; from the first like or choice on they are valued as well."""
    replies = _filter(leaf, place, "p")
    source = (
        "SELECT p.m, p.season, p.id AS key, GREATEST(p.s, q.s) AS s, "  # noqa: S608
        "LEAST(p.gone, q.gone) AS e, CASE WHEN q.s >= p.s THEN q.id ELSE p.id END AS id "
        "FROM c p JOIN c q ON q.m = p.m AND q.subject_kind = p.subject_kind "
        f"AND q.subject_id = p.subject_id AND q.kind = ANY(%(valued_{place})s) "
        f"WHERE {replies} AND LEAST(p.gone, q.gone) > GREATEST(p.s, q.s)"
    )
    both = (
        f"s{place} AS (SELECT p.m, p.season, p.s, p.gone AS e, p.id, 1 AS w, 0 AS v "  # noqa: S608
        f"FROM c p WHERE {replies} AND p.gone > p.s UNION ALL "
        f"SELECT m, season, s, e, id, w, v FROM t{place})"
    )
    return [*_merged(place, source), _span_rows(place, "0", "1").replace("s", "t", 1), both]


def _holds(rule: Rule, leaves: list[Condition]) -> str:
    """Return the rule as an expression over the sums w<n> and v<n>, in the order of the leaves."""
    places = iter(range(len(leaves)))

    def said(part: Rule) -> str:
        if isinstance(part, Condition):
            return _met(part, next(places))
        if isinstance(part, Not):
            return f"(NOT {said(part.part)})"
        joint = " AND " if isinstance(part, All) else " OR "
        return "(" + joint.join(said(one) for one in part.parts) + ")"

    return said(rule)


def _met(leaf: Condition, place: int) -> str:
    if leaf.metric == Metric.SHARE:
        return (
            f"(w{place} >= %(of_{place})s AND 100 * v{place} >= %(least_{place})s * w{place})"
        )
    return f"(w{place} >= %(least_{place})s)"


def _timeline(count: int, holds: str, policy: str) -> list[str]:
    """Sum up what begins and ends, and find where the rule begins to hold."""
    names = [f"{sort}{place}" for place in range(count) for sort in ("w", "v")]
    moves = []
    for place in range(count):
        own = {f"w{place}": "w", f"v{place}": "v"}
        begins = ", ".join(f"{own.get(name, '0')} AS {name}" for name in names)
        ends = ", ".join(f"-{own[name]}" if name in own else "0" for name in names)
        moves += [
            f"SELECT m, season, s AS at, 1 AS adds, id, {begins} FROM s{place}",  # noqa: S608
            f"SELECT m, season, e, 0, 0, {ends} FROM s{place} WHERE e < 'infinity'",  # noqa: S608
        ]
    sums = ", ".join(f"SUM({name}) AS {name}" for name in names)
    running = ", ".join(f"SUM({name}) OVER o AS {name}" for name in names)
    window = "WINDOW o AS (PARTITION BY m, season ORDER BY at, adds, id ROWS UNBOUNDED PRECEDING)"
    figures = ", ".join(
        f"(CASE WHEN v{place} > 0 THEN 100 * v{place} / GREATEST(w{place}, 1) ELSE w{place} END)"
        for place in range(count)
    )
    numbered = "ROW_NUMBER() OVER (PARTITION BY m, season ORDER BY at, id)"
    once = "" if policy == Policy.RENEW else " WHERE k = 1"
    return [
        "d AS (" + " UNION ALL ".join(moves) + ")",
        f"g AS (SELECT m, season, at, adds, id, {sums} FROM d GROUP BY 1, 2, 3, 4, 5)",  # noqa: S608
        f"t AS (SELECT m, season, at, adds, id, {running} FROM g {window})",  # noqa: S608
        f"u AS (SELECT *, {holds} AS ok FROM t)",  # noqa: S608
        f"f AS (SELECT *, SUM(CASE WHEN ok THEN 0 ELSE 1 END) OVER o AS falls FROM u {window})",  # noqa: S608
        "e AS (SELECT DISTINCT ON (m, season, falls) * FROM f WHERE ok AND adds = 1 "
        "ORDER BY m, season, falls, at, id)",
        f"times AS (SELECT m, season, at, id, k, figures FROM (SELECT *, {numbered} AS k, "  # noqa: S608
        f"ARRAY[{figures}]::bigint[] AS figures FROM e) x{once})",
    ]


def _evidence(rule: Rule, season: str, policy: str) -> str:
    """Return the expression for the ids that made a row of `times` (called t) true."""
    parts = [_proof(place, leaf, season, policy) for place, leaf in wanted_conditions(rule)]
    joined = " UNION ".join(f"({part})" for part in parts)
    return f"ARRAY(SELECT DISTINCT id FROM ({joined} UNION SELECT t.id) proofs ORDER BY id)"  # noqa: S608


def _proof(place: int, leaf: Condition, season: str, policy: str) -> str:
    until = "AND r.recorded_at <= t.at" if policy == Policy.KEEP else ""
    seasonal = f"AND {season_of('x.occurred_at', season)} = t.season" if season else ""
    within = (
        f"AND x.occurred_at > t.at - make_interval(days => %(within_{place})s)"
        if leaf.within_days is not None
        else ""
    )
    key = _KEYS.get(leaf.metric, "").replace("c.", "x.")
    kinds = f"x.kind = ANY(%(kinds_{place})s)"
    if leaf.metric == Metric.SHARE:
        kinds = f"x.kind = ANY(%(kinds_{place})s || %(valued_{place})s)"
    area = f"AND x.area = %(area_{place})s" if leaf.area and leaf.metric != Metric.SHARE else ""
    rows = f"""SELECT {f"DISTINCT ON ({key})" if key else ""} x.id, x.occurred_at
      FROM {RECORD} x WHERE x.receiver_id = t.m AND x.reverses_id IS NULL AND {kinds} {area}
      AND (x.occurred_at, x.id) <= (t.at, t.id) {within} {seasonal}
      {f"AND {key} IS NOT NULL" if key else ""}
      AND NOT EXISTS (SELECT 1 FROM {RECORD} r WHERE r.reverses_id = x.id {until})
      AND t.figures[{place + 1}] >= {_shown_least(leaf, place)}
      {f"ORDER BY {key}, x.occurred_at DESC, x.id DESC" if key else ""}"""  # noqa: S608
    return f"SELECT id FROM ({rows}) p ORDER BY occurred_at DESC, id DESC LIMIT %(proofs_{place})s"  # noqa: S608


def _shown_least(leaf: Condition, place: int) -> str:
    return "0" if leaf.metric == Metric.SHARE else f"%(least_{place})s"
