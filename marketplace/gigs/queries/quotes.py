"""What a package with extras costs, where the money goes, and when: before anybody pays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from marketplace.accounts.models import Member
from marketplace.gigs.queries.page import ExtraView, GigPage, PackageView
from marketplace.ledger.queries import PriceBox, TaxQuestion, price_box


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
    box: PriceBox

    def has(self, extra_id: int) -> bool:
        """Whether this extra is in the price."""
        return any(extra.id == extra_id for extra in self.extras)


def quote_package(
    page: GigPage,
    *,
    package_id: int | None,
    extra_ids: Iterable[int],
    now: datetime,
    buyer: Member | None = None,
) -> Quote | None:
    """Return the price of a package with extras, as if ordered, paid and answered now.

    The days of a seller who is on vacation are counted from the return.
    Unknown packages and extras are left out; without a package on offer there is no price. The
    platform's fee and the tax inside the price are those for this buyer (None for a visitor).
    """
    package = page.package(package_id)
    if package is None:
        return None
    wanted = set(extra_ids)
    extras = tuple(extra for extra in page.extras if extra.id in wanted)
    seller = page.seller
    box = price_box(
        TaxQuestion(
            seller_id=seller.id,
            seller_country=seller.country,
            buyer_id=buyer.pk if buyer else None,
            buyer_country=buyer.country if buyer else "",
            amount=package.price_amount + sum(extra.price_amount for extra in extras),
            currency=page.currency,
        ),
        delivery_days=total_days(package.delivery_days, (one.days_change for one in extras)),
        timezone=seller.timezone,
        now=seller.away_until(now) or now,
    )
    return Quote(
        package=package,
        extras=extras,
        currency=page.currency,
        total=box.total,
        fee=box.fee,
        fee_bp=box.fee_bp,
        fee_reason=box.fee_reason,
        earned=box.earned,
        delivery_days=box.delivery_days,
        deliver_by=box.deliver_by,
        paid_on=box.paid_on,
        box=box,
    )


def total_days(package_days: int, changes: Iterable[int]) -> int:
    """Return the delivery days with the extras' changes: never less than one."""
    return max(1, package_days + sum(changes))
