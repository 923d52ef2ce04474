"""What parts beside this one tell: who was paid when, and what else the programme cost."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from community.worth.queries.record import PaidTime

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# (members or None for everybody, from, until) -> their paid time that touches it.
PaidSource = Callable[[Collection[int] | None, datetime, datetime], Collection[PaidTime]]
DAWN = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class SourceCost:
    """What something cost, told by another part; `kind` is one of CostKind."""

    kind: str
    month: date
    amount: int
    currency: str


# (first month, month after the last) -> costs.
CostSource = Callable[[date, date], Collection[SourceCost]]
_PAID: dict[str, PaidSource] = {}
_COSTS: dict[str, tuple[CostSource, StrPromise | str]] = {}


def register_paid_time(name: str, source: PaidSource) -> None:
    """Let another part say when members were paid for what they wrote."""
    _PAID[name] = source


def register_costs(name: str, source: CostSource, *, label: StrPromise | str) -> None:
    """Let another part say what it cost; `label` names it at the desk."""
    _COSTS[name] = (source, label)


def paid_times(members: Collection[int] | None, until: datetime) -> list[PaidTime]:
    """Return all paid time of members, None for everybody, until a moment."""
    found = [one for source in _PAID.values() for one in source(members, DAWN, until)]
    return sorted(found, key=lambda one: (one.member_id, one.starts_at, one.ends_at))


def costs_told(since: date, until: date) -> list[tuple[str, SourceCost]]:
    """Return what other parts cost in some months, each with its label."""
    return [(str(label), one) for source, label in _COSTS.values() for one in source(since, until)]


def moment_of(day: date) -> datetime:
    """Return when a day begins, in UTC."""
    return datetime.combine(day, time(0), tzinfo=UTC)
