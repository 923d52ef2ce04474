"""A creator's sponsorships on the page of their links."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.models import Member
from referrals.links.queries import Panel, register_link_panel
from referrals.sponsorships.queries import effects_of, running_effects

ORDER = 40


def sponsorship_panel(member: Member, now: datetime) -> Panel | None:  # noqa: ARG001  to today
    """Show what the member's sponsorships have brought; nothing for who has none."""
    rows = running_effects(member)
    if not rows:
        return None
    effects = effects_of(rows)
    context = {"rows": [(row, effects[row.pk]) for row in rows]}
    return Panel("referrals/sponsorships/_panel.html", context)


register_link_panel(sponsorship_panel, order=ORDER)
