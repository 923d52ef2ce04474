"""The guarded doors to draws."""

from __future__ import annotations

from contests.calls.models import Contest
from contests.draws.choices import DrawState
from contests.draws.models import Draw
from marketplace.core.errors import NotFound


def draw_of(contest: Contest) -> Draw | None:
    """Return the contest's draw without its long texts, None where none was set up."""
    rows = Draw.objects.filter(contest=contest).defer("tickets", "order")
    found = rows.first()
    if found is not None:
        found.contest = contest
    return found


def get_draw(contest: Contest) -> Draw:
    """Return the contest's draw. Raises NotFound."""
    found = draw_of(contest)
    if found is None:
        raise NotFound
    return found


def get_drawn(contest: Contest) -> Draw:
    """Return the contest's draw when the winners are drawn, with its passes. Raises NotFound."""
    rows = Draw.objects.filter(contest=contest, state=DrawState.DRAWN)
    found = rows.prefetch_related("passes").first()
    if found is None:
        raise NotFound
    found.contest = contest
    return found
