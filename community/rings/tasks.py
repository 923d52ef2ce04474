"""Envelopes: the nightly search."""

from __future__ import annotations

from datetime import datetime

from community.rings.services import search_due
from marketplace.core.sweeps import sweep


@sweep("rings.search", every=300, queue="bulk")
def search(*, now: datetime, limit: int) -> int:
    """Search for rings once in a night."""
    return search_due(now=now, limit=limit)
