"""The winners on a contest's page, and what a member has won on their profile."""

from __future__ import annotations

from contests.calls.models import Contest
from contests.calls.queries import Panel, contest_text, register_panel
from contests.prizes.queries import honours_of, prize_name, winners_shown
from marketplace.accounts.models import Member
from marketplace.accounts.queries import Panel as ProfilePanel
from marketplace.accounts.queries import register_profile_panel

POSITION, SHOWN = 10, 20
ON_PROFILE, HONOURS = 30, 12


def winners_panel(*, contest: Contest, viewer: Member | None) -> Panel | None:
    """Show who won what, once the results are out; the reader's own prize with its next step."""
    awards = list(winners_shown(contest)[: SHOWN + 1])
    if not awards:
        return None
    mine = [] if viewer is None else list(winners_shown(contest).filter(member=viewer))
    lines = [(award, prize_name(award.prize)) for award in awards[:SHOWN]]
    context = {"lines": lines, "has_more": len(awards) > SHOWN, "mine": mine}
    return Panel("contests/prizes/_winners.html", context)


def honours_panel(*, member: Member, viewer: Member | None) -> ProfilePanel | None:  # noqa: ARG001
    """Show the member's places in contests, with the badges they brought."""
    honours = [(one, contest_text(one.contest)) for one in honours_of(member, limit=HONOURS)]
    if not honours:
        return None
    return ProfilePanel("contests/prizes/_honours.html", {"honours": honours}, is_beside=True)


register_panel("prizes.winners", POSITION, winners_panel)
register_profile_panel("prizes", honours_panel, position=ON_PROFILE)
