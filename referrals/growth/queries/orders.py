"""Whose sign-up an order belongs to, and when the figures were last proved."""

from __future__ import annotations

from datetime import datetime

from marketplace.orders.models import Order
from referrals.growth.models import GrowthProof, StaleDay
from referrals.links.models import Attribution


def signup_of_client(order_id: str) -> datetime | None:
    """Return when an order's client signed up, as far as it was recorded."""
    client = Order.objects.filter(public_id=order_id).values("client_id")[:1]
    rows = Attribution.objects.filter(member_id__in=client)
    return rows.values_list("at", flat=True).first()


def latest_proof() -> GrowthProof | None:
    """Return the last comparison with a fresh count."""
    return GrowthProof.objects.order_by("-at", "-pk").first()


def waiting_days() -> int:
    """Return how many days and months wait to be counted anew."""
    return StaleDay.objects.count()
