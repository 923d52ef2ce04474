"""Exchange rates, for showing sums in a familiar currency. No money is ever moved by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.core.cache import cache

from marketplace.billing.models import ExchangeRate
from marketplace.core.conf import rules
from marketplace.core.money import Money, exponent

CACHE_KEY: Final = "billing:rates"
CACHE_SECONDS: Final = 300


@dataclass(frozen=True)
class Rate:
    """1 unit of the default currency in another one, as of a day, and where that is from."""

    currency: str
    rate: Decimal
    on: date
    source: str

    def is_stale(self, today: date) -> bool:
        """Whether it is older than the rule `rate_stale_days`."""
        return today - self.on > timedelta(days=rules().rate_stale_days)


@dataclass(frozen=True)
class Approximation:
    """About how much a sum is in another currency, by rates of a day."""

    money: Money
    on: date
    is_stale: bool


def current_rates(*, on: date | None = None) -> dict[str, Rate]:
    """Return each currency's newest rate against the default one, as of a day. One query."""
    known = ExchangeRate.objects.filter(base=rules().default_currency)
    rows = (
        (known.filter(on__lte=on) if on else known)
        .order_by("currency", "-on", "-id")
        .distinct("currency")
    )
    return {row.currency: Rate(row.currency, row.rate, row.on, row.source) for row in rows}


def cached_rates() -> dict[str, Rate]:
    """Return the rates from the cache, which changes with them; a lost cache costs one query."""
    try:
        kept: dict[str, Any] | None = cache.get(CACHE_KEY)
    except OSError:
        return current_rates()
    if kept is None:
        kept = current_rates()
        cache.set(CACHE_KEY, kept, CACHE_SECONDS)
    return kept


def rate_history(currency: str, *, limit: int = 50) -> Sequence[ExchangeRate]:
    """Return a currency's rates, newest first."""
    return list(ExchangeRate.objects.filter(currency=currency).order_by("-on", "-id")[:limit])


def approximate(
    amount: int, currency: str, wanted: str, *, rates: dict[str, Rate], today: date
) -> Approximation | None:
    """Return about how much a sum is in another currency; None for an unknown rate or the same one.

    Both go through the default currency; half a minor unit is rounded up. For display only.
    """
    base = rules().default_currency
    if currency == wanted or any(code != base and code not in rates for code in (currency, wanted)):
        return None
    used = [rates[code] for code in (currency, wanted) if code != base]
    down = rates[currency].rate if currency != base else Decimal(1)
    up = rates[wanted].rate if wanted != base else Decimal(1)
    major = Money(amount, currency).decimal / down * up
    minor = int(major.scaleb(exponent(wanted)).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    oldest = min(used, key=lambda rate: rate.on)
    return Approximation(Money(minor, wanted), oldest.on, oldest.is_stale(today))
