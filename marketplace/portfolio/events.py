"""Facts about portfolios. Members by public id."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ConsentAsked(Event):
    """A freelancer wants to show work from a client's order, as it stands now."""

    item_id: str
    title: str
    owner_id: str
    owner_name: str
    client_id: str


@dataclass(frozen=True, kw_only=True)
class ConsentAnswered(Event):
    """A client said yes, no, or took a yes back; `consent` is what holds now."""

    item_id: str
    title: str
    owner_id: str
    client_id: str
    consent: str
