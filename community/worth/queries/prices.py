"""What a ticket costs, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from community.worth.models import TicketPrice
from marketplace.core.conf import rules


def currency() -> str:
    """Return the one currency that the programme counts in."""
    return rules().worth_currency


@dataclass(frozen=True)
class Prices:
    """The versions of the price, the last one first, and what holds before the first."""

    versions: Sequence[TicketPrice]
    usual: int

    def of(self, month: date) -> int:
        """Return the price in force in a month: of the latest month, of these the last version."""
        main = currency()
        held = [one for one in self.versions if one.month <= month and one.currency == main]
        if not held:
            return self.usual
        return max(held, key=lambda one: (one.month, one.version)).amount_minor

    @property
    def seen(self) -> int:
        """The number of the last version, 0 without any."""
        return max((one.version for one in self.versions), default=0)


def price_versions() -> QuerySet[TicketPrice]:
    """Return all versions, the last one first."""
    return TicketPrice.objects.select_related("made_by").order_by("-version")


def prices() -> Prices:
    """Return the prices of all months. One query."""
    return Prices(list(price_versions()), rules().worth_ticket_minor)
