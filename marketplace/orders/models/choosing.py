"""Chainable choices of orders."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from marketplace.orders.models.order import Order  # noqa: F401  named in a string


class OrderQuerySet(models.QuerySet["Order"]):
    """Chainable choices of orders."""

    def of_party(self, member_id: int) -> Self:
        """Orders that the member bought or sells."""
        return self.filter(Q(client_id=member_id) | Q(seller_id=member_id))

    def due(self, now: datetime) -> Self:
        """Orders whose timer has run out, the longest waiting first."""
        return self.filter(timer_at__lte=now).order_by("timer_at", "id")

    def paid(self) -> Self:
        """Orders that held money at some time."""
        return self.filter(paid_at__isnull=False)

    def kept(self) -> Self:
        """Orders of whose money something was kept: not those that were refunded whole."""
        return self.filter(refunded_amount__lt=F("total_amount"))
