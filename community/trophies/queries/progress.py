"""How far a member is with each trophy, and what is missing: one statement for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from community.trophies.choices import Metric
from community.trophies.models import Trophy
from community.trophies.queries.compiled import FULL, RECORD, season_of
from community.trophies.queries.rules import (
    VALUED_BY,
    All,
    Condition,
    Not,
    Rule,
    conditions_of,
    parse_rule,
)
from community.trophies.queries.words import RuleLine, describe
from marketplace.accounts.models import Member

_WHOLE: Final = 100
_MEASURES: Final = {
    Metric.COUNT: "COUNT(*)",
    Metric.GIVERS: "COUNT(DISTINCT c.giver_id)",
    Metric.DAYS: "COUNT(DISTINCT c.day)",
    Metric.WEIGHT: "SUM(c.weight_milli)",
}
Asked = tuple[Condition, str]


@dataclass(frozen=True)
class Part:
    """One condition: what there is, what it takes. Weights in whole ones, shares in percent."""

    line: RuleLine
    has: int
    needs: int
    is_met: bool

    @property
    def missing(self) -> int:
        """How much is missing."""
        return max(0, self.needs - self.has)

    @property
    def percent(self) -> int:
        """How much of it is done, of a hundred."""
        return _WHOLE if self.is_met else min(_WHOLE - 1, self.has * _WHOLE // self.needs)


@dataclass(frozen=True)
class Progress:
    """How far a member is with one trophy."""

    trophy: Trophy
    parts: tuple[Part, ...]
    percent: int


def progress_of(member: Member, trophies: Iterable[Trophy], *, now: datetime) -> list[Progress]:
    """Return how far the member is now, the nearest first. One query, however many trophies."""
    asked = [(trophy, parse_rule(trophy.rule)) for trophy in trophies]
    wanted = {(leaf, trophy.season): None for trophy, rule in asked for leaf in conditions_of(rule)}
    measured = _measure(member, list(wanted), now)
    found = [_progress(trophy, rule, measured) for trophy, rule in asked]
    return sorted(found, key=lambda one: (-one.percent, one.trophy.tier, one.trophy.pk))


def _progress(trophy: Trophy, rule: Rule, measured: dict[Asked, tuple[int, int]]) -> Progress:
    lines = [line for line in describe(rule) if line.condition is not None]
    parts = tuple(measured_part(line, measured, trophy.season) for line in lines)
    by_leaf = {part.line.condition: part.percent for part in parts}
    return Progress(trophy, parts, _percent(rule, by_leaf))


def measured_part(line: RuleLine, measured: dict[Asked, tuple[int, int]], season: str) -> Part:
    """Return how far one line of a rule is, from (what counts, of how many) of each condition."""
    leaf = line.condition
    if leaf is None:
        raise ValueError("a joint has no measure")
    value, whole = measured[leaf, season]
    if leaf.metric == Metric.SHARE and whole < leaf.of_at_least:
        # Before there are enough replies, a share says nothing: replies are what is missing.
        return Part(line, whole, leaf.of_at_least, is_met=not line.is_wanted)
    if leaf.metric == Metric.SHARE:
        has = value * _WHOLE // whole if whole else 0
        is_met = value * _WHOLE >= leaf.at_least * whole
    else:
        has = value // FULL if leaf.metric == Metric.WEIGHT else value
        is_met = has >= leaf.at_least
    return Part(line, has, leaf.at_least, is_met=is_met == line.is_wanted)


def _percent(rule: Rule, by_leaf: dict[Condition | None, int]) -> int:
    if isinstance(rule, Condition):
        return by_leaf[rule]
    if isinstance(rule, Not):
        return _percent(rule.part, by_leaf)
    each = [_percent(part, by_leaf) for part in rule.parts]
    return sum(each) // len(each) if isinstance(rule, All) else max(each)


def _measure(member: Member, asked: list[Asked], now: datetime) -> dict[Asked, tuple[int, int]]:
    if not asked:
        return {}
    params: dict[str, Any] = {"member": member.pk, "now": now, "valued": [*VALUED_BY]}
    columns = []
    for place, (leaf, season) in enumerate(asked):
        params |= {f"kinds_{place}": list(leaf.kinds), f"area_{place}": leaf.area}
        params[f"within_{place}"] = leaf.within_days or 0
        columns += _columns(leaf, season, place)
    text = f"""SELECT {", ".join(columns)} FROM (
      SELECT c.kind, c.area, c.giver_id, c.day, c.weight_milli, c.occurred_at,
        BOOL_OR(c.kind = ANY(%(valued)s))
          OVER (PARTITION BY c.subject_kind, c.subject_id) AS is_valued
      FROM {RECORD} c WHERE c.receiver_id = %(member)s AND c.sign = 1
        AND NOT EXISTS (SELECT 1 FROM {RECORD} r WHERE r.reverses_id = c.id)) c"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        row = cursor.fetchone()
    return {
        one: (int(row[2 * place] or 0), int(row[2 * place + 1] or 0))
        for place, one in enumerate(asked)
    }


def _columns(leaf: Condition, season: str, place: int) -> list[str]:
    """Return two expressions: the measure, and of shares the whole."""
    chosen = [f"c.kind = ANY(%(kinds_{place})s)"]
    if leaf.area:
        chosen.append(f"c.area = %(area_{place})s")
    if leaf.within_days is not None:
        chosen.append(f"c.occurred_at > %(now)s - make_interval(days => %(within_{place})s)")
    if season:
        chosen.append(f"{season_of('c.occurred_at', season)} = {season_of('%(now)s', season)}")
    where = " AND ".join(chosen)
    if leaf.metric == Metric.SHARE:
        return [
            f"COUNT(*) FILTER (WHERE {where} AND c.is_valued)",
            f"COUNT(*) FILTER (WHERE {where})",
        ]
    return [f"{_MEASURES[leaf.metric]} FILTER (WHERE {where})", "0"]
