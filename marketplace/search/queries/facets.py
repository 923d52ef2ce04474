"""How many of what was found have which value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from marketplace.search.choices import DAY_STEPS, PRICE_STEPS, RATING_STEPS, Kind
from marketplace.search.models import KeptCount

Histogram = Mapping[str, Mapping[str, int]]

_RATING = " ".join(f"WHEN rating >= {step} THEN '{step}'" for step in RATING_STEPS)
_DAYS = " ".join(f"WHEN days <= {step} THEN '{step}'" for step in DAY_STEPS)
_PRICE = " ".join(f"WHEN price < {step} THEN '{band}'" for band, step in enumerate(PRICE_STEPS))
# What a row says of each facet; the steps are disjoint here and added up later.
SAID: Final[Mapping[str, str]] = {
    "root": "root",
    "category": "category",
    "language": "language",
    "level": "level::text",
    "rating": f"CASE {_RATING} END",
    "days": f"CASE {_DAYS} END",
    "price": f"CASE WHEN price IS NOT NULL THEN CASE {_PRICE} ELSE '{len(PRICE_STEPS)}' END END",
}


def columns_of(facets: Sequence[str]) -> list[str]:
    """Return the columns that some facets are counted by: a category counts on both levels."""
    found = [name for name in SAID if name in facets]
    return ["root", *found] if "category" in found else found


def histogram(source: str, columns: Sequence[str], *, also: str = "") -> str:
    """Write a query of (facet, value, how many of the rows of `source` say so), in one pass.

    `also` is one more column that everything is counted by, the first of the result.
    """
    first = f"{also}, " if also else ""
    said = ", ".join(f"{SAID[name]} AS said_{name}" for name in columns)
    names = [f"said_{name}" for name in columns]
    which = " ".join(
        f"WHEN GROUPING({one}) = 0 THEN '{name}'" for name, one in zip(columns, names, strict=True)
    )
    sets = ", ".join(f"({first}{one})" for one in names)
    return f"""
SELECT {first}CASE {which} END AS facet, coalesce({", ".join(names)}) AS value, count(*) AS n
FROM (SELECT {first}{said} FROM {source}) AS rows_said GROUP BY GROUPING SETS ({sets})
"""  # noqa: S608  names and constants of this module


SHOWN: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.GIG: ("category", "price", "days", "level", "rating", "language"),
    Kind.ARTICLE: ("category", "language"),
    Kind.BRIEF: ("category", "price", "language"),
    Kind.MEMBER: ("level", "language"),
    Kind.TOPIC: ("language",),
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
