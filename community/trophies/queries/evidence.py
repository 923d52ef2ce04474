"""What made a rule true at one moment: the contributions that are frozen with an award."""

from __future__ import annotations

from community.trophies.choices import Metric, Policy
from community.trophies.queries.compiled import RECORD, moment_of, season_of, window_of
from community.trophies.queries.rules import Condition, Rule, wanted_conditions
from community.trophies.queries.spans import KEYS, chosen_by


def evidence_of(rule: Rule, *, season: str, policy: str) -> str:
    """Return the expression for the ids behind a row of `times` that is called t.

    Of a count as many as it takes, of people and days one for each, else the latest 500; the row
    that fulfilled the rule is always among them. Uses the parameters of the compiled rule.
    """
    proofs = [_proof(place, leaf, season, policy) for place, leaf in wanted_conditions(rule)]
    joined = " UNION ".join(f"({proof})" for proof in proofs)
    return f"ARRAY(SELECT id FROM ({joined} UNION SELECT t.id) proofs ORDER BY id)"  # noqa: S608


def _proof(place: int, leaf: Condition, season: str, policy: str) -> str:
    moment = moment_of("x", policy)
    key = KEYS.get(leaf.metric, "")
    rows = f"""SELECT {f"DISTINCT ON ({key})" if key else ""} x.id, {moment} AS moment
      FROM {RECORD} x WHERE {" AND ".join(_filters(place, leaf, season, policy))}
      {f"AND {key} IS NOT NULL ORDER BY {key}, {moment} DESC, x.id DESC" if key else ""}"""  # noqa: S608
    return f"SELECT id FROM ({rows}) p ORDER BY moment DESC, id DESC LIMIT %(proofs_{place})s"  # noqa: S608


def _filters(place: int, leaf: Condition, season: str, policy: str) -> list[str]:
    moment = moment_of("x", policy)
    until = " AND r.recorded_at <= t.at" if policy == Policy.KEEP else ""
    found = [
        "x.receiver_id = t.m",
        "x.sign = 1",
        f"({moment}, x.id) <= (t.at, t.id)",
        f"NOT EXISTS (SELECT 1 FROM {RECORD} r WHERE r.reverses_id = x.id{until})",  # noqa: S608
    ]
    if leaf.metric == Metric.SHARE:
        found.append(f"x.kind = ANY(%(kinds_{place})s || %(valued_{place})s)")
    else:
        # Of conditions that are alternatives, those that were met.
        found.append(f"t.figures[{place + 1}] >= %(least_{place})s")
        found.append(chosen_by(leaf, place, "x"))
    if leaf.within_days is not None:
        begun = window_of("x", policy)
        found.append(f"{begun} > t.at - make_interval(days => %(within_{place})s)")
    if season:
        found.append(f"{season_of('x.occurred_at', season)} = t.season")
    return found
