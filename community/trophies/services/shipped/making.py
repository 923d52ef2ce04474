"""How a shipped trophy is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from community.trophies.choices import Drawing, Metric, Policy, Tier

Words = tuple[str, str]  # the name and its line


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """A trophy that comes with the platform."""

    slug: str
    tier: int
    drawing: str
    rule: Mapping[str, Any]
    names: Mapping[str, str]
    lines: Mapping[str, str]
    season: str = ""
    policy: str = Policy.REVOKE
    is_hidden: bool = False


def cup(
    slug: str,
    tier: Tier,
    drawing: Drawing,
    rule: Mapping[str, Any],
    *,
    ar: Words,
    en: Words,
    he: Words,
    ur: Words,
    **more: Any,
) -> Shipped:
    """Write down one trophy; what isn't said otherwise follows the record (policy revoke)."""
    said = {"ar": ar, "en": en, "he": he, "ur": ur}
    return Shipped(
        slug=slug,
        tier=tier,
        drawing=drawing,
        rule=rule,
        names={language: words[0] for language, words in said.items()},
        lines={language: words[1] for language, words in said.items()},
        **more,
    )


def count(at_least: int, *kinds: str, **more: Any) -> dict[str, Any]:
    """So many of these kinds."""
    return _one(Metric.COUNT, at_least, kinds, more)


def givers(at_least: int, *kinds: str, **more: Any) -> dict[str, Any]:
    """From so many different people."""
    return _one(Metric.GIVERS, at_least, kinds, more)


def days(at_least: int, *kinds: str, **more: Any) -> dict[str, Any]:
    """On so many different days."""
    return _one(Metric.DAYS, at_least, kinds, more)


def weight(at_least: int, *kinds: str, **more: Any) -> dict[str, Any]:
    """Together as heavy as so many that weigh in full."""
    return _one(Metric.WEIGHT, at_least, kinds, more)


def share(percent: int, of_at_least: int) -> dict[str, Any]:
    """So many of a hundred replies were liked or chosen."""
    return {"metric": Metric.SHARE.value, "at_least": percent, "of_at_least": of_at_least}


def _one(
    metric: Metric, at_least: int, kinds: tuple[str, ...], more: Mapping[str, Any]
) -> dict[str, Any]:
    return {"metric": metric.value, "kinds": list(kinds), "at_least": at_least, **more}
