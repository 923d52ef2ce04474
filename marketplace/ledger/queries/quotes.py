"""A price with every part of it, before anybody pays: tax inside it, fee, earning, and the days.

The price that a client sees is the price that is paid, in every country: a tax is a part of it and
never comes on top. Which tax, if any, an app above says (`register_tax_quote`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from marketplace.core.conf import rules
from marketplace.core.money import percent_half_up
from marketplace.core.worktime import add_delivery_days
from marketplace.ledger.queries.fees import FeeTerms, fee_terms


@dataclass(frozen=True, kw_only=True)
class TaxQuestion:
    """Who sells to whom for how much: members by primary key, `buyer_id` None for a visitor."""

    seller_id: int
    seller_country: str
    buyer_id: int | None
    buyer_country: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class TaxQuote:
    """The tax inside a price, minor units; `note` says why there is none where one could be."""

    name: str
    rate_bp: int
    amount: int
    note: str = ""


TaxLoader = Callable[[TaxQuestion], TaxQuote | None]
_LOADERS: Final[list[TaxLoader]] = []


def register_tax_quote(loader: TaxLoader) -> None:
    """Let an app above say which tax a price holds; the last one registered answers."""
    _LOADERS[:] = [loader]


def tax_quote(question: TaxQuestion) -> TaxQuote | None:
    """Return the tax inside a price, None where the seller charges none."""
    return _LOADERS[0](question) if _LOADERS else None


@dataclass(frozen=True, kw_only=True)
class PriceBox:
    """What a price is made of, in minor units; moments in UTC.

    total = fee + earned; the tax is inside the total. `paid_on` is the latest day: delivered on
    the last day, accepted by silence, cleared. Both days suppose that all begins at `counted_from`.
    """

    currency: str
    total: int
    fee_bp: int
    fee_reason: str
    fee: int
    earned: int
    tax: TaxQuote | None
    delivery_days: int
    counted_from: datetime
    deliver_by: datetime
    paid_on: datetime


def price_box(
    question: TaxQuestion,
    *,
    delivery_days: int,
    timezone: str,
    now: datetime,
    terms: FeeTerms | None = None,
    clearing_days: int | None = None,
) -> PriceBox:
    """Return a price with each part of it, as if paid and answered now.

    Without terms of its own (`terms`, `clearing_days`) the fee between these two and the rules in
    force count. The fee is rounded half up and comes out of the seller's part; the buyer pays none.
    """
    kept = terms or fee_terms(client_id=question.buyer_id, seller_id=question.seller_id)
    rest = rules().clearing_days if clearing_days is None else clearing_days
    fee = percent_half_up(question.amount, kept.bp)
    deliver_by = add_delivery_days(
        now, max(1, delivery_days), country=question.seller_country, timezone=timezone
    )
    return PriceBox(
        currency=question.currency,
        total=question.amount,
        fee_bp=kept.bp,
        fee_reason=kept.reason,
        fee=fee,
        earned=question.amount - fee,
        tax=tax_quote(question),
        delivery_days=max(1, delivery_days),
        counted_from=now,
        deliver_by=deliver_by,
        paid_on=deliver_by + timedelta(days=rules().auto_complete_days + rest),
    )
