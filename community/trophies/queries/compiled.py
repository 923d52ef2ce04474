"""A rule becomes one statement over the whole record: who fulfilled it, how often, and when.

Each condition is a set of spans: from its contribution until it leaves the window or is reversed.
Spans of one giver, or of one day, that overlap are one. Where spans begin and end, the measures of
all conditions are summed up in the order of time; where the rule begins to hold, at a contribution,
it is fulfilled. For a trophy that is kept, a reversed contribution counted until it was reversed,
and again from when it was reinstated; for the others only what stands counts, as if nothing else
had ever been.

The statement is made of this package's own text alone; all that a rule says is a parameter. For one
member the same text is used, with a filter on the rows that are read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from community.reputation.models import Contribution
from community.trophies.choices import EVIDENCE_MAX, SEASON_FORMATS, Metric, Policy, Season
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
from community.trophies.queries.spans import spans_of

RECORD: Final = Contribution._meta.db_table  # noqa: SLF001  Django's own way to a model's table
FULL: Final = 1_000  # a full weight, in the record's thousandths


@dataclass(frozen=True)
class Compiled:
    """The common table expressions that end in `times`, and the parameters they name.

    `times` has a row for each time the rule was fulfilled: m (member), season, k (the how-manieth
    time), at, id (the contribution), figures (each condition's measure, in the rule's order).
    """

    text: str
    params: dict[str, Any] = field(default_factory=dict)

    def with_text(self, rest: str, **params: Any) -> tuple[str, dict[str, Any]]:
        """Return a whole statement: the expressions, then `rest`."""
        return f"{self.text}\n{rest}", self.params | params


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
        parts += spans_of(leaf, place)
    parts += _timeline(rule, policy)
    return Compiled(text="WITH " + ",\n".join(parts), params=params)


def season_of(column: str, season: str) -> str:
    """Return the expression for the season of a moment; a text of our own."""
    if not season:
        return "''"
    return f"to_char({column} AT TIME ZONE 'UTC', '{SEASON_FORMATS[Season(season)]}')"


def moment_of(row: str, policy: str) -> str:
    """Return the expression for when a row begins to count.

    What was reinstated, or moved to another area, counts for a trophy that is kept from then on:
    until then the row before it did. For the others it counts from when it was done.
    """
    return f"{row}.occurred_at" if policy != Policy.KEEP else _first_or_later(row, "origin_id")


def window_of(row: str, policy: str) -> str:
    """Return the expression for when a row's window begins: a move doesn't make it any longer."""
    return f"{row}.occurred_at" if policy != Policy.KEEP else _first_or_later(row, "reverses_id")


def _first_or_later(row: str, column: str) -> str:
    return f"(CASE WHEN {row}.{column} IS NULL THEN {row}.occurred_at ELSE {row}.recorded_at END)"


def _params(leaf: Condition, place: int) -> dict[str, Any]:
    exact = leaf.metric not in (Metric.WEIGHT, Metric.SHARE)
    found: dict[str, Any] = {
        f"kinds_{place}": list(leaf.kinds),
        f"least_{place}": leaf.at_least * (FULL if leaf.metric == Metric.WEIGHT else 1),
        f"proofs_{place}": leaf.at_least if exact else EVIDENCE_MAX,
    }
    if leaf.within_days is not None:
        found[f"within_{place}"] = leaf.within_days
    if leaf.area:
        found[f"area_{place}"] = leaf.area
    if leaf.metric == Metric.SHARE:
        found |= {f"of_{place}": leaf.of_at_least, f"valued_{place}": [*VALUED_BY]}
    return found


def _rows(season: str, policy: str, *, is_for_all: bool) -> str:
    """Read the rows that count, each with the moment from which it doesn't any more."""
    gone = "r.recorded_at" if policy == Policy.KEEP else "NULL::timestamptz"
    return f"""c AS (
  SELECT c.id, c.receiver_id AS m, {season_of("c.occurred_at", season)} AS season,
    {moment_of("c", policy)} AS s, {window_of("c", policy)} AS since,
    c.giver_id, c.day, c.kind, c.area, c.weight_milli, c.subject_kind, c.subject_id,
    COALESCE({gone}, 'infinity') AS gone
  FROM {RECORD} c LEFT JOIN {RECORD} r ON r.reverses_id = c.id
  WHERE c.sign = 1 AND c.kind = ANY(%(kinds)s)
    {"" if policy == Policy.KEEP else "AND r.id IS NULL"}
    {"" if is_for_all else "AND c.receiver_id = ANY(%(members)s)"}
)"""  # noqa: S608  no part of it comes from outside


def _holds(rule: Rule) -> str:
    """Return the rule as an expression over the sums w<n> and v<n>, in the order of the leaves."""
    places = iter(range(len(conditions_of(rule))))

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
        return f"(w{place} >= %(of_{place})s AND 100 * v{place} >= %(least_{place})s * w{place})"
    return f"(w{place} >= %(least_{place})s)"


def _figure(leaf: Condition, place: int) -> str:
    if leaf.metric == Metric.SHARE:
        return f"(100 * v{place} / GREATEST(w{place}, 1))"
    return f"w{place}"


def _moves(names: list[str], place: int) -> list[str]:
    """Return what begins and what ends by one condition, as rows with a column for each sum."""
    own = {f"w{place}": "w", f"v{place}": "v"}
    begins = ", ".join(f"{own.get(name, '0')} AS {name}" for name in names)
    ends = ", ".join(f"-{own[name]}" if name in own else "0" for name in names)
    return [
        f"SELECT m, season, s AS at, 1 AS adds, id, {begins} FROM s{place}",  # noqa: S608
        f"SELECT m, season, e, 0, 0, {ends} FROM s{place} WHERE e < 'infinity'",  # noqa: S608
    ]


def _timeline(rule: Rule, policy: str) -> list[str]:
    """Sum up what begins and ends, and find where the rule begins to hold."""
    leaves = conditions_of(rule)
    count = len(leaves)
    names = [f"{sort}{place}" for place in range(count) for sort in ("w", "v")]
    moves = [move for place in range(count) for move in _moves(names, place)]
    if len(wanted_conditions(rule)) < count:
        # What must not be may end at any time: the next contribution is what fulfils the rule.
        nothing = ", ".join("0" for _ in names)
        moves.append(f"SELECT m, season, s, 1, id, {nothing} FROM c WHERE gone > s")  # noqa: S608
    sums = ", ".join(f"SUM({name}) AS {name}" for name in names)
    running = ", ".join(f"SUM({name}) OVER o AS {name}" for name in names)
    window = "WINDOW o AS (PARTITION BY m, season ORDER BY at, adds, id ROWS UNBOUNDED PRECEDING)"
    figures = ", ".join(_figure(leaf, place) for place, leaf in enumerate(leaves))
    falls = "SUM(CASE WHEN ok THEN 0 ELSE 1 END) OVER o AS falls"
    plain = "n AS (PARTITION BY m, season ORDER BY at, adds, id)"
    lost = "MAX(at) FILTER (WHERE is_loss) OVER o AS lost_at"
    numbered = "ROW_NUMBER() OVER (PARTITION BY m, season ORDER BY at, id) AS k"
    first = "WHERE ok AND adds = 1 ORDER BY m, season, falls, at, id"
    once = "" if policy == Policy.RENEW else "WHERE k = 1"
    # What lapses for a moment isn't lost: it is won anew only after a whole window without it.
    days = max((leaf.within_days or 0 for leaf in leaves), default=0)
    anew = f"lost_at IS NULL OR at >= lost_at + make_interval(days => {days:d})"
    return [
        "d AS (" + "\nUNION ALL ".join(moves) + ")",
        f"g AS (SELECT m, season, at, adds, id, {sums} FROM d GROUP BY 1, 2, 3, 4, 5)",  # noqa: S608
        f"t AS (SELECT m, season, at, adds, id, {running} FROM g {window})",  # noqa: S608
        f"u AS (SELECT *, {_holds(rule)} AS ok FROM t)",  # noqa: S608
        f"l AS (SELECT *, {falls}, NOT ok AND LAG(ok) OVER n AS is_loss FROM u {window}, {plain})",  # noqa: S608
        f"f AS (SELECT *, {lost} FROM l {window})",  # noqa: S608
        f"e AS (SELECT DISTINCT ON (m, season, falls) * FROM f {first})",  # noqa: S608
        f"x AS (SELECT *, {numbered}, ARRAY[{figures}]::bigint[] AS figures FROM e WHERE {anew})",  # noqa: S608
        f"times AS (SELECT m, season, at, id, k, figures FROM x {once})",  # noqa: S608
    ]
