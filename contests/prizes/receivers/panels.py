"""The winners on a contest's page."""

from __future__ import annotations

from contests.calls.models import Contest
from contests.calls.queries import Panel, register_panel
from contests.prizes.queries import prize_name, winners_shown
from marketplace.accounts.models import Member

POSITION, SHOWN = 10, 20


def winners_panel(*, contest: Contest, viewer: Member | None) -> Panel | None:
    """Show who won what, once the results are out; the reader's own prize with its next step."""
    awards = list(winners_shown(contest)[: SHOWN + 1])
    if not awards:
        return None
    mine = [] if viewer is None else list(winners_shown(contest).filter(member=viewer))
    lines = [(award, prize_name(award.prize)) for award in awards[:SHOWN]]
    context = {"lines": lines, "has_more": len(awards) > SHOWN, "mine": mine}
    return Panel("contests/prizes/_winners.html", context)


register_panel("prizes.winners", POSITION, winners_panel)
