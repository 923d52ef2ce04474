"""Envelopes: whatever moved an order's money is followed by its documents."""

from __future__ import annotations

from datetime import datetime

from marketplace.billing.services import catch_up_documents
from marketplace.core.sweeps import sweep


@sweep("billing.catch_up", every=30, queue="money")
def catch_up(*, now: datetime, limit: int) -> int:
    """Issue what no event asked for."""
    return catch_up_documents(now=now, limit=limit)
