"""The draw on the contest's page and among the steps of its set-up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from contests.calls.choices import ContestKind
from contests.calls.models import Contest
from contests.calls.queries import Panel, register_panel, register_step
from contests.draws.choices import DrawState
from contests.draws.queries import draw_of, get_drawn, seals_of, winners_of
from marketplace.accounts.models import Member

PANEL = "contests/draws/_panel.html"
# Rows of winners on the contest's page; the draw's own page has them all.
SHOWN = 10


def draw_panel(*, contest: Contest, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Show the seal, and the winners once they are drawn."""
    if contest.kind != ContestKind.FOLLOW or not contest.is_public:
        return None
    draw = draw_of(contest)
    if draw is None:
        return None
    is_drawn = draw.state == DrawState.DRAWN
    winners = winners_of(get_drawn(contest)) if is_drawn else []
    context = {"draw": draw, "seals": seals_of(draw), "winners": winners[:SHOWN]}
    return Panel(PANEL, context)


register_panel("draw", 40, draw_panel)
register_step(
    "draw", label=_("Draw"), kinds=[ContestKind.FOLLOW], url_name="draws:desk", position=70
)
