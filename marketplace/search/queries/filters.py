"""What an address says about a list: read with patience, written in one order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from urllib.parse import urlencode

from marketplace.accounts.choices import Language, SellerLevel
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError
from marketplace.core.money import Money, parse_amount
from marketplace.core.numbers import parse_whole_number
from marketplace.search.choices import (
    DAY_STEPS,
    LONGEST_QUERY,
    PAGE_SIZE,
    RATING_STEPS,
    Kind,
    Sort,
)

LONGEST_SLUG: Final = 40
_STARS: Final = 100


@dataclass(frozen=True, kw_only=True)
class Filters:
    """A search for one kind. Prices are minor units, `rating` is in hundredths of a star."""

    kind: Kind = Kind.GIG
    q: str = ""
    category: str = ""
    price_min: int | None = None
    price_max: int | None = None
    days: int | None = None
    language: str = ""
    level: int | None = None
    rating: int | None = None
    sort: str = ""
    page: int = 1
    # Search for exactly what was typed, without correcting it.
    is_literal: bool = False
    # Members whose things are left out; no address says so.
    hidden: tuple[int, ...] = ()

    def without(self, *names: str) -> Filters:
        """Return the same without some of its filters."""
        usual: dict[str, Any] = {field.name: field.default for field in fields(self)}
        return replace(self, **{name: usual[name] for name in names})

    @property
    def active(self) -> list[str]:
        """The names of the filters that narrow the list, the text not counted."""
        names = ("category", "price_min", "price_max", "days", "language", "level", "rating")
        return [name for name in names if getattr(self, name) not in ("", None)]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the text narrows the list."""
        return bool(self.active)

    @property
    def finds_everything(self) -> bool:
        """Whether nothing is asked and nothing narrows the list."""
        return not self.q and not self.active

    def to_address(self) -> str:
        """Return the query of the address that says the same, without order and page."""
        pairs: list[tuple[str, str]] = [("q", self.q)] if self.q else []
        for name in self.active:
            value = getattr(self, name)
            pairs.append((name, self._written(name, value)))
        if self.q and self.is_literal:
            pairs.append(("exact", "1"))
        return urlencode(pairs)

    @staticmethod
    def _written(name: str, value: object) -> str:
        if name in ("price_min", "price_max"):
            amount = Money(int(str(value)), rules().default_currency).decimal
            return f"{amount:f}".rstrip("0").rstrip(".") if "." in f"{amount:f}" else f"{amount:f}"
        if name == "rating":
            return f"{int(str(value)) / _STARS:g}"
        return str(value)


def read_filters(address: Mapping[str, str], *, kind: Kind | None = None) -> Filters:
    """Return what could be read of an address; the rest is left out, never refused."""
    given = address.get("kind", "")
    found = kind or (Kind(given) if given in Kind.values else Kind.GIG)
    language, sort = address.get("language", ""), address.get("sort", "")
    days, level = _number(address.get("days", "")), _number(address.get("level", ""))
    page = _number(address.get("page", "")) or 1
    rating = _rating(address.get("rating", ""))
    low, high = in_order(_price(address.get("price_min", "")), _price(address.get("price_max", "")))
    return Filters(
        kind=found,
        q=" ".join(address.get("q", "").replace("\x00", "").split())[:LONGEST_QUERY],
        category=address.get("category", "")[:LONGEST_SLUG].replace("\x00", ""),
        price_min=low,
        price_max=high,
        days=days if days in DAY_STEPS else None,
        language=language if language in Language.values else "",
        level=level if level in SellerLevel.values else None,
        rating=rating if rating in RATING_STEPS else None,
        sort=sort if sort in Sort.values else "",
        page=max(1, min(page, last_page())),
        is_literal=address.get("exact", "") == "1",
    )


def in_order(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    """Return both ends of a range, the lower first: it may be typed the other way round."""
    return (high, low) if low is not None and high is not None and low > high else (low, high)


def last_page() -> int:
    """Return the last page that a list can have: no search collects more than that."""
    return -(-rules().search_candidates // PAGE_SIZE)


def _number(text: str) -> int | None:
    try:
        return parse_whole_number(text)
    except DomainError:
        return None


def _price(text: str) -> int | None:
    try:
        return parse_amount(text, rules().default_currency)
    except DomainError:
        return None


def _rating(text: str) -> int | None:
    try:
        return parse_amount(text, "USD")
    except DomainError:
        return None
