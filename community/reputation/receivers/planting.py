"""What a new database begins with."""

from __future__ import annotations

from typing import Any

from community.reputation.services import plant_prices
from marketplace.core import clock


def plant(**_: Any) -> None:
    """After migrations: the first prices, in an empty table only."""
    plant_prices(now=clock.now())
