"""Campaigns that take people in, on the page of a member's links."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.models import Member
from referrals.campaigns.queries import campaign_text, public_campaigns
from referrals.links.queries import Panel, register_link_panel

SHOWN, ORDER = 3, 60


def campaigns_panel(member: Member, now: datetime) -> Panel | None:  # noqa: ARG001
    """Show a few campaigns that take people in; nothing without."""
    rows = list(public_campaigns("open")[:SHOWN])
    if not rows:
        return None
    lines = [(row, campaign_text(row)) for row in rows]
    return Panel("referrals/campaigns/_panel.html", {"lines": lines})


register_link_panel(campaigns_panel, order=ORDER)
