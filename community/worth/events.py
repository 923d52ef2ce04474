"""Facts about prices and costs of the programme. Sums in minor units, months as ISO days."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class TicketPriceChanged(Event):
    """Another price of a ticket holds from a month on."""

    version: int
    month: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class CostEvent(Event):
    """What every fact about a cost says."""

    cost_id: str
    kind: str
    month: str
    amount: int
    currency: str


class ProgrammeCostRecorded(CostEvent):
    """The programme cost something."""


@dataclass(frozen=True, kw_only=True)
class ProgrammeCostCorrected(CostEvent):
    """A line was wrong; the difference stands in a line of its own."""

    corrects_id: str


@dataclass(frozen=True, kw_only=True)
class LicenceCostSet(Event):
    """What one piece of a privilege costs from now on."""

    privilege_id: str
    amount: int
    currency: str
