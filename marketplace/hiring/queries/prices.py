"""An offer's price with every part of it, before anybody accepts."""

from __future__ import annotations

from datetime import datetime

from marketplace.hiring.models import Offer
from marketplace.ledger.queries import PriceBox, TaxQuestion, price_box


def price_of_offer(offer: Offer, *, now: datetime) -> PriceBox:
    """Return what an offer costs and where the money goes, as if accepted and paid now."""
    question = TaxQuestion(
        seller_id=offer.seller_id,
        seller_country=offer.seller.country,
        buyer_id=offer.client_id,
        buyer_country=offer.client.country,
        amount=offer.price_amount,
        currency=offer.currency,
    )
    return price_box(
        question, delivery_days=offer.delivery_days, timezone=offer.seller.timezone, now=now
    )
