"""A contest's timeline in words: what happened, and what comes with its date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from contests.calls.choices import CLOSED_STATES, ContestState
from contests.calls.models import Contest, Line

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, kw_only=True)
class Told:
    """One item of the timeline; state = done | now | next | bad."""

    kind: str
    state: str
    icon_name: str
    title: StrPromise | str
    at: datetime
    # What an administrator wrote.
    quote: str = ""
    # The new closing, where it was moved.
    moved_to: datetime | None = None


_PAST: Final[dict[str, tuple[str, str, StrPromise]]] = {
    "announce": ("done", "megaphone", _("Announced, with the fund paid in")),
    "open": ("done", "lock-open", _("Opened")),
    "close": ("done", "lock", _("Closed for entries")),
    "publish_results": ("done", "trophy", _("Results published")),
    "hand_over": ("done", "gift", _("All prizes handed over")),
    "archive": ("done", "history", _("Archived")),
    "cancel": ("bad", "circle-x", _("Cancelled: the fund went back")),
    "extended": ("done", "calendar-clock", _("The closing was moved")),
    # Told to administrators only.
    "not_announced": ("bad", "triangle-alert", _("Not announced: something was missing")),
}
HIDDEN_LINES: Final = frozenset({"not_announced"})


def lines_of(contest: Contest, *, with_hidden: bool = False) -> list[Line]:
    """Return the steps of the contest, the first one first."""
    rows = Line.objects.filter(contest=contest).order_by("id")
    return list(rows if with_hidden else rows.exclude(kind__in=HIDDEN_LINES))


def timeline_of(contest: Contest, *, with_hidden: bool = False) -> list[Told]:
    """Return what happened and what is still to come."""
    past = [_told(line) for line in lines_of(contest, with_hidden=with_hidden)]
    return [*past, *_coming(contest)]


def _told(line: Line) -> Told:
    state, icon, title = _PAST.get(line.kind, ("done", "check", _("Something changed")))
    moved = line.params.get("closes_at")
    return Told(
        kind=line.kind,
        state=state,
        icon_name=icon,
        title=title,
        at=line.at,
        quote=str(line.params.get("reason", "")),
        moved_to=datetime.fromisoformat(moved) if moved else None,
    )


def _coming(contest: Contest) -> Iterator[Told]:
    state = ContestState(contest.state)
    if state in CLOSED_STATES or state == ContestState.PAID:
        return
    order = (ContestState.DRAFT, ContestState.ANNOUNCED, ContestState.OPEN, ContestState.JUDGING)
    reached = order.index(state) if state in order else len(order)
    steps = (
        (0, "announce", contest.announces_at, "megaphone", _("Is announced")),
        (1, "open", contest.opens_at, "lock-open", _("Opens")),
        (2, "close", contest.closes_at, "lock", _("Closes for entries")),
        (3, "judged", contest.judged_by, "scale", _("Judging ends at the latest")),
        (3, "publish_results", contest.results_by, "trophy", _("Results at the latest")),
    )
    for place, kind, at, icon, title in steps:
        if at is not None and place >= reached:
            yield Told(kind=kind, state="next", icon_name=icon, title=title, at=at)
