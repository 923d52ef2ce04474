"""What the apps above show on a contest's page: entering, actions, results, the draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from contests.calls.models import Contest
from marketplace.accounts.models import Member


@dataclass(frozen=True)
class Panel:
    """A fragment of the page: its template, which reads `panel.context`, `contest`, `member`."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


class PanelLoader(Protocol):
    """Returns the panel for this reader, None when there is nothing to show."""

    def __call__(self, *, contest: Contest, viewer: Member | None) -> Panel | None: ...


_LOADERS: Final[dict[str, tuple[int, PanelLoader]]] = {}


def register_panel(name: str, position: int, loader: PanelLoader) -> None:
    """Add a panel; the lower position stands higher on the page."""
    _LOADERS[name] = (position, loader)


def panels_of(contest: Contest, viewer: Member | None) -> list[Panel]:
    """Return the panels for this reader, in order."""
    ordered = sorted(_LOADERS.items(), key=lambda item: (item[1][0], item[0]))
    made = (loader(contest=contest, viewer=viewer) for _name, (_position, loader) in ordered)
    return [panel for panel in made if panel is not None]
