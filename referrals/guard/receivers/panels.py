"""What is looked at, on the page of a member's links."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.models import Member
from referrals.guard.queries import cases_of
from referrals.links.queries import Panel, register_link_panel

SHOWN = 10


def cases_panel(member: Member, now: datetime) -> Panel | None:  # noqa: ARG001
    """Show what a person looks at, or has looked at."""
    cases = list(cases_of(member)[:SHOWN])
    return Panel("referrals/guard/_cases.html", {"cases": cases}) if cases else None


register_link_panel(cases_panel, order=40)
