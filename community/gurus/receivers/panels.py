"""The badge on a member's page."""

from __future__ import annotations

from community.gurus.choices import GURUS, MembershipState
from community.gurus.queries.members import evangelist_of, membership_of
from marketplace.accounts.models import Member
from marketplace.accounts.queries import Panel, register_profile_panel

SHOWN = (*GURUS, MembershipState.ALUMNUS)


def guru_panel(*, member: Member, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Show that a member is a guru or an evangelist, or was one. Two statements."""
    found = membership_of(member)
    if found is None or found.state not in SHOWN:
        return None
    context = {"membership": found, "evangelist": evangelist_of(found)}
    return Panel("community/gurus/_panel.html", context, is_beside=True)


register_profile_panel("gurus", guru_panel, position=2)
