"""The language of rules: conditions over the record, joined by all, any and not.

A rule is JSON. One condition:
    {"metric": "givers", "kinds": ["like"], "at_least": 5, "within_days": 30, "area": "design"}
The last two may be left out. Of replies, `share_valued` asks which percentage was liked or chosen:
    {"metric": "share_valued", "at_least": 60, "of_at_least": 20}
Joined: {"all": [...]}, {"any": [...]}, {"not": ...}. Nothing in a rule is ever run as code or put
into a statement: kinds and metrics come from closed lists, numbers and areas are parameters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from community.reputation.choices import Kind
from community.trophies.choices import (
    AREA_MAX,
    AT_LEAST_MAX,
    DEPTH_MAX,
    LEAVES_MAX,
    WITHIN_DAYS_MAX,
    Metric,
)
from community.trophies.errors import RuleInvalid

_AREA: Final = re.compile(rf"[-\w]{{1,{AREA_MAX}}}")
_JOINED: Final = ("all", "any", "not")
_OF_ALL: Final = 100
# What an award can be valued by: the kinds that say something about a reply.
VALUED_BY: Final = (Kind.LIKE, Kind.SOLUTION)


@dataclass(frozen=True)
class Condition:
    """One thing that is measured, and from when on it holds."""

    metric: Metric
    kinds: tuple[str, ...]
    at_least: int
    within_days: int | None = None
    area: str = ""
    of_at_least: int = 1

    def to_json(self) -> dict[str, Any]:
        """Return the condition as it is stored."""
        found: dict[str, Any] = {"metric": self.metric.value, "at_least": self.at_least}
        if self.metric == Metric.SHARE:
            found["of_at_least"] = self.of_at_least
        else:
            found["kinds"] = list(self.kinds)
        if self.within_days is not None:
            found["within_days"] = self.within_days
        return found | ({"area": self.area} if self.area else {})


@dataclass(frozen=True)
class All:
    """Holds while every part holds."""

    parts: tuple[Rule, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the rule as it is stored."""
        return {"all": [part.to_json() for part in self.parts]}


@dataclass(frozen=True)
class Any_:  # noqa: N801  `Any` is taken
    """Holds while one part holds."""

    parts: tuple[Rule, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the rule as it is stored."""
        return {"any": [part.to_json() for part in self.parts]}


@dataclass(frozen=True)
class Not:
    """Holds while its part doesn't."""

    part: Rule

    def to_json(self) -> dict[str, Any]:
        """Return the rule as it is stored."""
        return {"not": self.part.to_json()}


Rule = Condition | All | Any_ | Not


def parse_rule(given: object) -> Rule:
    """Read a rule. Raises RuleInvalid, which names the part that is wrong and says why."""
    rule = _parse(given, "", 1)
    leaves = conditions_of(rule)
    if len(leaves) > LEAVES_MAX:
        raise _wrong("", _("no more than %(count)s conditions") % {"count": LEAVES_MAX})
    if not _asks_for_something(rule):
        raise _wrong("", _("it must ask for something that is done, not only for what isn’t"))
    return rule


def conditions_of(rule: Rule) -> list[Condition]:
    """Return the conditions, in the order in which they are written."""
    return [leaf for leaf, _is_wanted in _leaves(rule, is_wanted=True)]


def wanted_conditions(rule: Rule) -> list[tuple[int, Condition]]:
    """Return the conditions that must be met, not those that must not, with their places."""
    found = enumerate(_leaves(rule, is_wanted=True))
    return [(place, leaf) for place, (leaf, is_wanted) in found if is_wanted]


def kinds_of(rule: Rule) -> frozenset[str]:
    """Return the kinds of contributions that can change what the rule says."""
    found: set[str] = set()
    for leaf in conditions_of(rule):
        found.update(leaf.kinds)
        if leaf.metric == Metric.SHARE:
            found.update(VALUED_BY)
    return frozenset(found)


def holds(rule: Rule, met: Mapping[Condition, bool]) -> bool:
    """Whether the rule holds where these conditions are met."""
    if isinstance(rule, Condition):
        return met[rule]
    if isinstance(rule, Not):
        return not holds(rule.part, met)
    each = (holds(part, met) for part in rule.parts)
    return all(each) if isinstance(rule, All) else any(each)


def _leaves(rule: Rule, *, is_wanted: bool) -> Iterator[tuple[Condition, bool]]:
    if isinstance(rule, Condition):
        yield rule, is_wanted
    elif isinstance(rule, Not):
        yield from _leaves(rule.part, is_wanted=not is_wanted)
    else:
        for part in rule.parts:
            yield from _leaves(part, is_wanted=is_wanted)


def _asks_for_something(rule: Rule) -> bool:
    if isinstance(rule, Condition):
        return True
    if isinstance(rule, Not):
        return False
    each = (_asks_for_something(part) for part in rule.parts)
    return any(each) if isinstance(rule, All) else all(each)


def _wrong(where: str, why: str) -> RuleInvalid:
    return RuleInvalid(field="rule", where=where.lstrip(".") or _("the beginning"), why=why)


def _parse(given: object, where: str, depth: int) -> Rule:
    if not isinstance(given, dict):
        raise _wrong(where, _("a condition, or conditions joined by all, any or not"))
    if depth > DEPTH_MAX:
        raise _wrong(where, _("no deeper than %(count)s levels") % {"count": DEPTH_MAX})
    joined = [name for name in _JOINED if name in given]
    if not joined:
        return _condition(given, where)
    if len(given) > 1:
        raise _wrong(where, _("“%(name)s” stands alone") % {"name": joined[0]})
    name, inner = joined[0], given[joined[0]]
    if name == "not":
        return Not(_parse(inner, f"{where}.not", depth + 1))
    if not isinstance(inner, list) or not inner:
        raise _wrong(f"{where}.{name}", _("a list of one or more conditions"))
    parts = tuple(
        _parse(part, f"{where}.{name}[{place}]", depth + 1) for place, part in enumerate(inner)
    )
    return All(parts) if name == "all" else Any_(parts)


def _condition(given: dict[Any, Any], where: str) -> Condition:
    metric = given.get("metric")
    if metric not in Metric.values:
        known = ", ".join(Metric.values)
        raise _wrong(f"{where}.metric", _("one of %(known)s") % {"known": known})
    is_share = metric == Metric.SHARE
    allowed = {"metric", "at_least", "area"}
    allowed |= {"of_at_least"} if is_share else {"kinds", "within_days"}
    for name in given:
        if name not in allowed:
            raise _wrong(f"{where}.{name}", _("this metric knows no such field"))
    within = given.get("within_days")
    return Condition(
        metric=Metric(metric),
        kinds=(Kind.REPLY.value,) if is_share else _kinds(given.get("kinds"), where),
        at_least=_number(
            given.get("at_least"), f"{where}.at_least", _OF_ALL if is_share else AT_LEAST_MAX
        ),
        within_days=None
        if within is None
        else _number(within, f"{where}.within_days", WITHIN_DAYS_MAX),
        area=_area(given.get("area", ""), where),
        of_at_least=_number(given.get("of_at_least"), f"{where}.of_at_least", AT_LEAST_MAX)
        if is_share
        else 1,
    )


def _kinds(given: object, where: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not given:
        raise _wrong(f"{where}.kinds", _("a list of one or more kinds of contributions"))
    for one in given:
        if one not in Kind.values:
            known = ", ".join(Kind.values)
            raise _wrong(f"{where}.kinds", _("one of %(known)s") % {"known": known})
    if len(set(given)) < len(given):
        raise _wrong(f"{where}.kinds", _("each kind once"))
    return tuple(sorted(given))


def _number(given: object, where: str, most: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= most:
        raise _wrong(where, _("a whole number from 1 to %(most)s") % {"most": most})
    return given


def _area(given: object, where: str) -> str:
    if given == "":
        return ""
    if not isinstance(given, str) or not _AREA.fullmatch(given):
        raise _wrong(f"{where}.area", _("the address part of one category"))
    return given
