"""Rewards on the page of a member's links: what one is thanked with, what waits and why."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.models import Member
from referrals.links.queries import Panel, register_link_panel
from referrals.programs.choices import PROMISED
from referrals.programs.queries import offers_now, reason_of, rewards_of, sums_of

SHOWN = 8


def rewards_panel(member: Member, now: datetime) -> Panel | None:
    """Show the rules that hold, the sums, and each waiting reward with its reason and its day."""
    offers, sums = offers_now(now), sums_of(member)
    if not offers and not sums:
        return None
    waiting = list(rewards_of(member).filter(state__in=PROMISED)[:SHOWN])
    context = {
        "offers": offers,
        "sums": sums,
        "waiting": [(reward, reason_of(reward)) for reward in waiting],
    }
    return Panel("referrals/programs/_panel.html", context)


register_link_panel(rewards_panel, order=10)
