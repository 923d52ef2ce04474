"""An order's price with every part of it, before it is paid."""

from __future__ import annotations

from datetime import datetime

from marketplace.ledger.queries import FeeTerms, PriceBox, TaxQuestion, price_box
from marketplace.orders.models import Order


def price_of_order(order: Order, *, now: datetime) -> PriceBox:
    """Return what an order costs and where the money goes, by its own frozen terms.

    The days suppose that it is paid and its questions are answered now.
    """
    question = TaxQuestion(
        seller_id=order.seller_id,
        seller_country=order.seller_country,
        buyer_id=order.client_id,
        buyer_country=order.client.country,
        amount=order.total_amount,
        currency=order.currency,
    )
    return price_box(
        question,
        delivery_days=order.delivery_days,
        timezone=order.seller_timezone,
        terms=FeeTerms(order.fee_bp, order.fee_reason),
        clearing_days=order.clearing_days,
        now=now,
    )
