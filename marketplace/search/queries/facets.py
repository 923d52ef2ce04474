"""How many of what was found have which value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from marketplace.search.choices import DAY_STEPS, PRICE_STEPS, RATING_STEPS, Kind
from marketplace.search.models import KeptCount

Histogram = Mapping[str, Mapping[str, int]]

_RATING = " ".join(f"WHEN rating >= {step} THEN '{step}'" for step in RATING_STEPS)
_DAYS = " ".join(f"WHEN days <= {step} THEN '{step}'" for step in DAY_STEPS)
_PRICE = " ".join(f"WHEN price < {step} THEN '{band}'" for band, step in enumerate(PRICE_STEPS))
# Each row of `found` says one value of each facet; steps are disjoint here and added up later.
HISTOGRAM: Final = f"""LATERAL (VALUES
  ('root', root), ('category', category), ('language', language), ('level', level::text),
  ('rating', CASE {_RATING} END), ('days', CASE WHEN days IS NOT NULL THEN CASE {_DAYS} END END),
  ('price', CASE WHEN price IS NOT NULL THEN CASE {_PRICE} ELSE '{len(PRICE_STEPS)}' END END)
) AS said (facet, value)"""
SHOWN: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.GIG: ("category", "price", "days", "level", "rating", "language"),
    Kind.ARTICLE: ("category", "language"),
    Kind.MEMBER: ("level", "language"),
}


def add_up(facet: str, counted: Mapping[str, int]) -> dict[str, int]:
    """Make cumulative numbers of the steps of days and rating; others stay."""
    if facet == "days":
        return {
            str(step): sum(counted.get(str(one), 0) for one in DAY_STEPS if one <= step)
            for step in DAY_STEPS
        }
    if facet == "rating":
        return {
            str(step): sum(counted.get(str(one), 0) for one in RATING_STEPS if one >= step)
            for step in RATING_STEPS
        }
    return dict(counted)


def kept_counts(kind: Kind, scope: str = "") -> dict[str, dict[str, int]]:
    """Return the kept numbers of a kind, in one category or in all: {facet: {value: count}}.

    Empty where a search counts for itself. One query.
    """
    rows = KeptCount.objects.filter(kind=kind, scope=scope)
    found: dict[str, dict[str, int]] = {}
    for facet, value, count in rows.values_list("facet", "value", "count"):
        found.setdefault(facet, {})[value] = count
    return found


def kept_total(counts: Histogram) -> int:
    """Return how many entries the kept numbers stand for; each has exactly one language."""
    return sum(counts.get("language", {}).values())
