"""What every fact about a retainer says."""

from __future__ import annotations

from typing import TypedDict

from marketplace.relationships.models import Retainer


class Facts(TypedDict):
    retainer_id: str
    client_id: str
    seller_id: str
    title: str
    amount: int
    currency: str
    by: str


def facts(retainer: Retainer, by: str) -> Facts:
    """Return the fields that all events of a retainer share."""
    return {
        "retainer_id": retainer.public_id,
        "client_id": retainer.client.public_id,
        "seller_id": retainer.seller.public_id,
        "title": retainer.title,
        "amount": retainer.price_amount,
        "currency": retainer.currency,
        "by": str(by),
    }
