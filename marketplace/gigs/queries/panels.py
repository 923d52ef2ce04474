"""Parts of a gig's page that other parts of the platform fill."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from marketplace.accounts.models import Member
from marketplace.accounts.queries import Panel
from marketplace.gigs.queries.page import GigPage


class LoadGigPanel(Protocol):
    """Returns what to show of a gig, or None for nothing."""

    def __call__(self, *, gig: GigPage, viewer: Member | None, now: datetime) -> Panel | None: ...


_panels: dict[str, tuple[int, LoadGigPanel]] = {}


def register_gig_panel(name: str, loader: LoadGigPanel, *, position: int = 50) -> None:
    """Offer a panel for gigs' pages; the lowest position stands first."""
    _panels[name] = (position, loader)


def gig_panels(*, gig: GigPage, viewer: Member | None, now: datetime) -> list[Panel]:
    """Return the panels that have something to show, in order."""
    ordered = sorted((position, name) for name, (position, _loader) in _panels.items())
    shown = (_panels[name][1](gig=gig, viewer=viewer, now=now) for _position, name in ordered)
    return [panel for panel in shown if panel is not None]
