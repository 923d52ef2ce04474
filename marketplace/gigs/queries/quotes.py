"""What a package with extras costs, where the money goes, and when: before anybody pays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.core.conf import rules
from marketplace.core.money import percent_half_up
from marketplace.core.worktime import add_delivery_days
from marketplace.gigs.queries.page import ExtraView, GigPage, PackageView
from marketplace.ledger.queries import fee_terms


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
    fee_reason: str
    earned: int
    delivery_days: int
    deliver_by: datetime
    paid_on: datetime

    def has(self, extra_id: int) -> bool:
        """Whether this extra is in the price."""
        return any(extra.id == extra_id for extra in self.extras)


def quote_package(
    page: GigPage,
    *,
    package_id: int | None,
    extra_ids: Iterable[int],
    now: datetime,
    client_id: int | None = None,
) -> Quote | None:
    """Return the price of a package with extras, as if ordered, paid and answered now.

    Unknown packages and extras are left out; without a package on offer there is no price. The
    platform's fee is that of this client (None for a visitor) and comes out of the seller's part.
    """
    package = page.package(package_id)
    if package is None:
        return None
    wanted = set(extra_ids)
    extras = tuple(extra for extra in page.extras if extra.id in wanted)
    total = package.price_amount + sum(extra.price_amount for extra in extras)
    terms = fee_terms(client_id=client_id, seller_id=page.seller.id)
    fee = percent_half_up(total, terms.bp)
    days = total_days(package.delivery_days, (extra.days_change for extra in extras))
    seller = page.seller
    deliver_by = add_delivery_days(now, days, country=seller.country, timezone=seller.timezone)
    wait = timedelta(days=rules().auto_complete_days + rules().clearing_days)
    return Quote(
        package=package,
        extras=extras,
        currency=page.currency,
        total=total,
        fee=fee,
        fee_bp=terms.bp,
        fee_reason=terms.reason,
        earned=total - fee,
        delivery_days=days,
        deliver_by=deliver_by,
        paid_on=deliver_by + wait,
    )


def total_days(package_days: int, changes: Iterable[int]) -> int:
    """Return the delivery days with the extras' changes: never less than one."""
    return max(1, package_days + sum(changes))
