"""What a member contributed, on their page."""

from __future__ import annotations

from community.reputation.queries import in_points, standing_of, sums_of
from marketplace.accounts.models import Member
from marketplace.accounts.queries import Panel, register_profile_panel

SHOWN = 6


def reputation_panel(*, member: Member, viewer: Member | None) -> Panel | None:
    """Show the standing and what it is made of; nothing of who has done nothing, but to themselves.

    Two statements.
    """
    sums = sums_of(member)
    if not sums and viewer != member:
        return None
    context = {
        "standing": standing_of(member),
        "points": in_points(sum(one.points_milli for one in sums)),
        "sums": sorted(sums, key=lambda one: -one.points_milli)[:SHOWN],
        "username": member.username,
    }
    return Panel("community/reputation/_panel.html", context, is_beside=True)


register_profile_panel("reputation", reputation_panel, position=3)
