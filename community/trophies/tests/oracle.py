"""The rules read slowly: every moment by itself, every condition counted anew. No SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from community.reputation.models import Contribution

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
Moment = tuple[datetime, int, int]
Rule = dict[str, Any]
# (member, season) and the contributions that fulfilled the rule there, in their order.
Times = dict[tuple[int, str], list[tuple[datetime, int]]]


@dataclass(frozen=True)
class Row:
    """A contribution that counts from `s` until `gone`."""

    pk: int
    member: int
    giver: int | None
    kind: str
    area: str
    subject: tuple[str, int]
    day: object
    weight: int
    season: str
    s: datetime
    gone: datetime


def season_of(at: datetime, season: str) -> str:
    quarter = (at.month + 2) // 3
    said = {"": "", "year": f"{at.year}", "quarter": f"{at.year}Q{quarter}"}
    return said.get(season, f"{at.year}-{at.month:02d}")


def rows_of(season: str, policy: str) -> list[Row]:
    """Read the record as the policy sees it."""
    reversed_at = dict(
        Contribution.objects.exclude(reverses=None).values_list("reverses", "recorded_at")
    )
    found = []
    for one in Contribution.objects.filter(sign=1).order_by("pk"):
        gone = reversed_at.get(one.pk, NEVER)
        begins = one.occurred_at
        if policy == "keep":
            begins = one.recorded_at if one.reverses_id else one.occurred_at
        elif gone != NEVER:
            continue
        found.append(
            Row(
                one.pk,
                one.receiver_id,
                one.giver_id,
                one.kind,
                one.area,
                (one.subject_kind, one.subject_id),
                one.day,
                one.weight_milli,
                season_of(one.occurred_at, season),
                begins,
                gone,
            )
        )
    return found


def fulfilled(rule: Rule, season: str, policy: str) -> Times:
    """Return when each member fulfilled the rule in each season."""
    groups: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows_of(season, policy):
        if row.kind in kinds(rule):
            groups[row.member, row.season].append(row)
    found = {key: _times(rule, rows) for key, rows in groups.items()}
    kept = {key: times for key, times in found.items() if times}
    return kept if policy == "renew" else {key: times[:1] for key, times in kept.items()}


def kinds(rule: Rule) -> set[str]:
    """Return the kinds that the rule reads."""
    return {
        kind
        for leaf in leaves(rule)
        for kind in (leaf.get("kinds") or ["reply", "like", "solution"])
    }


def leaves(rule: Rule) -> list[Rule]:
    if "metric" in rule:
        return [rule]
    if "not" in rule:
        return leaves(rule["not"])
    return [leaf for part in (rule.get("all") or rule["any"]) for leaf in leaves(part)]


def _times(rule: Rule, rows: list[Row]) -> list[tuple[datetime, int]]:
    moments: set[Moment] = {(row.s, 1, row.pk) for row in rows if row.gone > row.s}
    for leaf in leaves(rule):
        moments |= {(end, 0, 0) for row in rows if (end := _end(row, leaf)) != NEVER}
    found, is_fresh, was_met, lost_at = [], True, False, None
    gap = timedelta(days=max(leaf.get("within_days", 0) for leaf in leaves(rule)))
    for moment in sorted(moments):
        is_met = _holds(rule, rows, moment)
        if not is_met:
            lost_at = moment[0] if was_met else lost_at
            is_fresh = True
        elif moment[1] and is_fresh:
            is_fresh = False
            if lost_at is None or moment[0] >= lost_at + gap:
                found.append((moment[0], moment[2]))
        was_met = is_met
    return found


def _end(row: Row, leaf: Rule) -> datetime:
    within = leaf.get("within_days")
    return min(row.gone, row.s + timedelta(days=within)) if within else row.gone


def _holds(rule: Rule, rows: list[Row], moment: Moment) -> bool:
    if "not" in rule:
        return not _holds(rule["not"], rows, moment)
    if "all" in rule:
        return all(_holds(part, rows, moment) for part in rule["all"])
    if "any" in rule:
        return any(_holds(part, rows, moment) for part in rule["any"])
    return _met(rule, [row for row in rows if _counts(row, rule, moment)])


def _counts(row: Row, leaf: Rule, moment: Moment) -> bool:
    at, adds, pk = moment
    has_begun = (row.s, row.pk) <= (at, pk) if adds else row.s < at
    return has_begun and _end(row, leaf) > at


def _met(leaf: Rule, rows: list[Row]) -> bool:
    if leaf["metric"] == "share_valued":
        return _share(leaf, rows)
    chosen = [
        row
        for row in rows
        if row.kind in leaf["kinds"] and (not leaf.get("area") or row.area == leaf["area"])
    ]
    measured = {
        "count": len(chosen),
        "givers": len({row.giver for row in chosen} - {None}),
        "days": len({row.day for row in chosen}),
        "weight": sum(row.weight for row in chosen) / 1000,
    }
    return bool(measured[leaf["metric"]] >= leaf["at_least"])


def _share(leaf: Rule, rows: Iterable[Row]) -> bool:
    area = leaf.get("area")
    replies = [row for row in rows if row.kind == "reply" and (not area or row.area == area)]
    valuing = {row.subject for row in rows if row.kind in ("like", "solution")}
    valued = sum(row.subject in valuing for row in replies)
    enough = len(replies) >= leaf["of_at_least"]
    return bool(enough and 100 * valued >= leaf["at_least"] * len(replies))
