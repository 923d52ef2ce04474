"""Thousandths as people read them."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from community.reputation.choices import MILLI

_BASIS: Final = 10


def in_points(milli: int) -> Decimal:
    """Return thousandths of a point as points: 1500 -> 1.5."""
    return Decimal(milli) / MILLI


def in_basis_points(weight_milli: int) -> int:
    """Return a weight in thousandths as basis points: 500 -> 5000, which is 50 %."""
    return weight_milli * _BASIS
