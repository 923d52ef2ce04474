"""What stands beside a list: active filters as chips, facets as links. The address is the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from marketplace.accounts.choices import Language, SellerLevel
from marketplace.core.categories import CATEGORIES
from marketplace.core.conf import rules
from marketplace.core.money import Money
from marketplace.search.choices import DAY_STEPS, PRICE_STEPS, RATING_STEPS
from marketplace.search.queries.filters import Filters
from marketplace.search.queries.find import Found

FILTER_NAMES: Final = ("q", "price_min", "price_max", "days", "level", "rating", "language")


@dataclass(frozen=True)
class Chip:
    """An active filter, and the address without it."""

    kind: str
    value: object
    href: str


@dataclass(frozen=True)
class FacetOption:
    """One value of a facet, and the address that chooses it, or gives it up."""

    value: str
    count: int | None
    href: str
    is_chosen: bool
    # Of a price band, minor units.
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class FacetGroup:
    """A facet with those of its values that occur, or are chosen."""

    name: str
    options: tuple[FacetOption, ...]


def address_of(given: QueryDict, **changes: str) -> str:
    """Return the query with these changes, without what is empty, back on the first page."""
    address = given.copy()
    for name, value in {"page": "", **changes}.items():
        address[name] = value
    for name in [name for name, value in address.items() if not value]:
        del address[name]
    return f"?{address.urlencode()}" if address else "?"


def chips_of(
    given: QueryDict, filters: Filters, *, names: tuple[str, ...] = FILTER_NAMES
) -> list[Chip]:
    """Return the active filters, each with the address without it."""
    found = []
    for name in names:
        value = getattr(filters, name)
        if value not in ("", None):
            found.append(Chip(name, value, address_of(given, **{name: ""})))
    return found


def facet_groups(given: QueryDict, found: Found) -> list[FacetGroup]:
    """Return the facets of a list as groups of links; the category tree stands elsewhere."""
    groups = []
    for name, counts in found.counts.items():
        if name == "category":
            continue
        options = (
            _price_options(given, found.filters, counts)
            if name == "price"
            else _options(given, found.filters, name, counts)
        )
        if len(options) > 1 or any(option.is_chosen for option in options):
            groups.append(FacetGroup(name, tuple(options)))
    return groups


def category_options(given: QueryDict, found: Found) -> list[FacetOption]:
    """Return the eight top categories as links, for kinds without a tree of their own."""
    counts = found.counts.get("category")
    chosen = found.filters.category
    return [
        FacetOption(
            value=one.slug,
            count=None if counts is None else counts.get(one.slug, 0),
            href=address_of(given, category="" if one.slug == chosen else one.slug),
            is_chosen=one.slug == chosen,
        )
        for one in CATEGORIES
    ]


_VALUES: Final[Mapping[str, tuple[str, ...]]] = {
    "days": tuple(map(str, DAY_STEPS)),
    "rating": tuple(map(str, RATING_STEPS)),
    "level": tuple(map(str, reversed(SellerLevel.values))),
    "language": tuple(Language.values),
}


def _options(
    given: QueryDict, filters: Filters, name: str, counts: Mapping[str, int] | None
) -> list[FacetOption]:
    chosen = getattr(filters, name)
    options = []
    for value in _VALUES[name]:
        count = None if counts is None else counts.get(value, 0)
        is_chosen = chosen not in ("", None) and str(chosen) == value
        if count == 0 and not is_chosen:
            continue
        written = f"{int(value) / 100:g}" if name == "rating" else value
        href = address_of(given, **{name: "" if is_chosen else written})
        options.append(FacetOption(value, count, href, is_chosen))
    return options


def _major(amount: int | None) -> str:
    if amount is None:
        return ""
    text = f"{Money(amount, rules().default_currency).decimal:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _price_options(
    given: QueryDict, filters: Filters, counts: Mapping[str, int] | None
) -> list[FacetOption]:
    edges: list[int | None] = [None, *PRICE_STEPS, None]
    options = []
    for band, (low, high) in enumerate(pairwise(edges)):
        # A band ends one minor unit before the next begins.
        last = None if high is None else high - 1
        is_chosen = (filters.price_min, filters.price_max) == (low, last)
        count = None if counts is None else counts.get(str(band), 0)
        if count == 0 and not is_chosen:
            continue
        chosen = ("", "") if is_chosen else (_major(low), _major(last))
        href = address_of(given, price_min=chosen[0], price_max=chosen[1])
        options.append(FacetOption(str(band), count, href, is_chosen, low=low, high=high))
    return options


def result_address(filters: Filters, **more: str) -> str:
    """Return the query that shows a search, with something added."""
    address = filters.to_address()
    added = urlencode(more)
    return "?" + "&".join(part for part in (address, added) if part)
