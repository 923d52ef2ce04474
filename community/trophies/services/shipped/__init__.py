"""The trophies that come with the platform: rules and words as data."""

from __future__ import annotations

from typing import Final

from community.trophies.services.shipped.making import Shipped
from community.trophies.services.shipped.talk import TALK
from community.trophies.services.shipped.valued import VALUED
from community.trophies.services.shipped.work import SEASONS, WORK

SHIPPED: Final[tuple[Shipped, ...]] = (*TALK, *VALUED, *WORK, *SEASONS)

__all__ = ["SHIPPED", "Shipped"]
