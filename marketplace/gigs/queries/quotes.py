"""What a package with extras costs, where the money goes, and when: before anybody pays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.core.conf import rules
from marketplace.core.money import percent_half_up
from marketplace.core.worktime import add_delivery_days
from marketplace.gigs.queries.page import ExtraView, GigPage, PackageView


@dataclass(frozen=True)
class Quote:
    """A price with each part of it, in minor units; moments in UTC.

    `paid_on` is the latest day: delivered on the last day, accepted by silence, cleared.
    """

    package: PackageView
    extras: tuple[ExtraView, ...]
    currency: str
    total: int
    fee: int
    fee_bp: int
    earned: int
    delivery_days: int
    deliver_by: datetime
    paid_on: datetime

    def has(self, extra_id: int) -> bool:
        """Whether this extra is in the price."""
        return any(extra.id == extra_id for extra in self.extras)


def quote_package(
    page: GigPage, *, package_id: int | None, extra_ids: Iterable[int], now: datetime
) -> Quote | None:
    """Return the price of a package with extras, as if ordered, paid and answered now.

    The days of a seller who is on vacation are counted from the return.
    Unknown packages and extras are left out; without a package on offer there is no price. The
    platform's fee is the default one and comes out of the seller's part.
    """
    package = page.package(package_id)
    if package is None:
        return None
    wanted = set(extra_ids)
    extras = tuple(extra for extra in page.extras if extra.id in wanted)
    total = package.price_amount + sum(extra.price_amount for extra in extras)
    fee_bp = rules().platform_fee_bp
    fee = percent_half_up(total, fee_bp)
    days = total_days(package.delivery_days, (extra.days_change for extra in extras))
    seller = page.seller
    begin = seller.away_until(now) or now
    deliver_by = add_delivery_days(begin, days, country=seller.country, timezone=seller.timezone)
    wait = timedelta(days=rules().auto_complete_days + rules().clearing_days)
    return Quote(
        package=package,
        extras=extras,
        currency=page.currency,
        total=total,
        fee=fee,
        fee_bp=fee_bp,
        earned=total - fee,
        delivery_days=days,
        deliver_by=deliver_by,
        paid_on=deliver_by + wait,
    )


def total_days(package_days: int, changes: Iterable[int]) -> int:
    """Return the delivery days with the extras' changes: never less than one."""
    return max(1, package_days + sum(changes))
