"""What the apps above show on the page of a member's links, in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from marketplace.accounts.models import Member


@dataclass(frozen=True)
class Panel:
    """A part of the page: a template and what it reads as `panel.context`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Source = Callable[[Member, datetime], Panel | None]
_PANELS: Final[list[tuple[int, Source]]] = []


def register_link_panel(source: Source, *, order: int) -> None:
    """Show a panel on the page of each member's links; the smallest order comes first."""
    if all(source is not known for _order, known in _PANELS):
        _PANELS.append((order, source))
        _PANELS.sort(key=lambda one: one[0])


def panels_for(member: Member, *, now: datetime) -> list[Panel]:
    """Return the panels of one member's page."""
    found = (source(member, now) for _order, source in _PANELS)
    return [panel for panel in found if panel is not None]
