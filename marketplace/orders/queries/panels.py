"""Parts of an order's page that other parts of the platform fill."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from marketplace.accounts.models import Member
from marketplace.accounts.queries import Panel
from marketplace.orders.choices import ActorKind
from marketplace.orders.models import Order


class LoadOrderPanel(Protocol):
    """Returns what to show of an order to one side or to support, or None for nothing."""

    def __call__(
        self, *, order: Order, kind: ActorKind, member: Member, now: datetime
    ) -> Panel | None: ...


_panels: dict[str, tuple[int, LoadOrderPanel]] = {}


def register_order_panel(name: str, loader: LoadOrderPanel, *, position: int = 50) -> None:
    """Offer a panel for orders' pages; the lowest position stands first."""
    _panels[name] = (position, loader)


def order_panels(*, order: Order, kind: ActorKind, member: Member, now: datetime) -> list[Panel]:
    """Return the panels that have something to show, in order."""
    ordered = sorted((position, name) for name, (position, _loader) in _panels.items())
    shown = (
        _panels[name][1](order=order, kind=kind, member=member, now=now)
        for _position, name in ordered
    )
    return [panel for panel in shown if panel is not None]
