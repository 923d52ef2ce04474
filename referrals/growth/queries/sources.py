"""Who knows what a channel cost and what its things are called.

Growth asks the books by itself for what is below it; what stands beside it, as contests do, comes
through `config`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import PURSE, Outlay, outlays_of
from referrals.links.choices import LinkKind


@dataclass(frozen=True)
class ChannelName:
    """What a thing is called, and where it can be seen ("" for nowhere)."""

    text: str
    url: str = ""


CostSource = Callable[..., Iterable[Outlay]]
NameSource = Callable[[Sequence[str]], Mapping[str, ChannelName]]
_COSTS: Final[dict[tuple[LinkKind, str], CostSource]] = {}
_NAMES: Final[dict[LinkKind, NameSource]] = {}


def register_cost_source(kind: LinkKind, source: CostSource, *, name: str = "") -> None:
    """Let somebody say what things of a kind cost: `source(since=…, until=…)` returns outlays.

    A kind may have several sources under different names; the same name again replaces.
    """
    _COSTS[kind, name] = source


def register_channel_names(kind: LinkKind, source: NameSource) -> None:
    """Let somebody name things of a kind: `source(refs)` returns those it knows."""
    _NAMES[kind] = source


def costs_between(since: datetime, until: datetime) -> list[tuple[LinkKind, Outlay]]:
    """Return what every channel cost from `since` until before `until`. A query for each source."""
    return [
        (kind, outlay)
        for (kind, _name), source in _COSTS.items()
        for outlay in source(since=since, until=until)
    ]


def names_of(kind: LinkKind, refs: Sequence[str]) -> dict[str, ChannelName]:
    """Return the names of things; a thing that nobody knows any more goes by its ref."""
    source = _NAMES.get(kind)
    known = source([ref for ref in refs if ref]) if source is not None else {}
    return {ref: known.get(ref) or ChannelName(ref or str(LinkKind(kind).label)) for ref in refs}


def from_books(prefix: str, *purse: AccountKind) -> CostSource:
    """Return a source that asks the books for references "prefix:…"."""
    return partial(outlays_of, prefix, purse=purse or PURSE)
