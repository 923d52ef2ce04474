"""A rule in words: one line for each condition, for pages that say what is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.reputation.choices import Kind
from community.trophies.choices import Metric
from community.trophies.queries.rules import All, Condition, Not, Rule


@dataclass(frozen=True)
class RuleLine:
    """A line of a rule: a joint ("all of these"), or a condition with what limits it."""

    depth: int
    text: str
    limits: tuple[str, ...] = ()
    condition: Condition | None = None
    is_wanted: bool = True


def describe(rule: Rule) -> list[RuleLine]:
    """Return the rule's lines in the reader's language, from the outside in."""
    return _lines(rule, 0, is_wanted=True)


def _lines(rule: Rule, depth: int, *, is_wanted: bool) -> list[RuleLine]:
    if isinstance(rule, Condition):
        return [
            RuleLine(depth, _said(rule), tuple(_limits(rule)), condition=rule, is_wanted=is_wanted)
        ]
    if isinstance(rule, Not):
        inner = _lines(rule.part, depth, is_wanted=not is_wanted)
        return (
            inner
            if isinstance(rule.part, Condition)
            else [
                RuleLine(depth, _("None of this:")),
                *_lines(rule.part, depth + 1, is_wanted=not is_wanted),
            ]
        )
    joint = _("All of these:") if isinstance(rule, All) else _("One of these:")
    lines = [line for part in rule.parts for line in _lines(part, depth + 1, is_wanted=is_wanted)]
    if len(rule.parts) == 1:
        return _lines(rule.parts[0], depth, is_wanted=is_wanted)
    return [RuleLine(depth, joint), *lines]


_MEASURES: Final = {
    Metric.COUNT: lambda n: ngettext("%(count)s time", "%(count)s times", n),
    Metric.GIVERS: lambda n: ngettext(
        "from %(count)s person", "from %(count)s different people", n
    ),
    Metric.DAYS: lambda n: ngettext("on %(count)s day", "on %(count)s different days", n),
    Metric.WEIGHT: lambda n: ngettext(
        "weighing %(count)s in full", "weighing %(count)s in full together", n
    ),
}


def _said(leaf: Condition) -> str:
    if leaf.metric == Metric.SHARE:
        return _("Replies that were liked or chosen: %(percent)s%% of them") % {
            "percent": leaf.at_least
        }
    return " / ".join(str(Kind(kind).label) for kind in leaf.kinds)


def _limits(leaf: Condition) -> list[str]:
    found = []
    if leaf.metric == Metric.SHARE:
        found.append(
            ngettext("of %(count)s reply or more", "of %(count)s replies or more", leaf.of_at_least)
            % {"count": leaf.of_at_least}
        )
    else:
        found.append(_MEASURES[leaf.metric](leaf.at_least) % {"count": leaf.at_least})
    if leaf.within_days:
        found.append(
            ngettext("within %(count)s day", "within %(count)s days", leaf.within_days)
            % {"count": leaf.within_days}
        )
    if leaf.area:
        found.append(_("in %(area)s") % {"area": leaf.area})
    return found
