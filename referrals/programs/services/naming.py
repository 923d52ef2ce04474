"""Who wishes to be named on the leaderboard."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.models import Member
from referrals.programs.models import BoardName


def set_board_name(*, member: Member, is_named: bool, now: datetime) -> None:
    """Name the member on the board, or no longer; twice the same does nothing."""
    if is_named:
        BoardName.objects.get_or_create(member=member, defaults={"since": now})
    else:
        BoardName.objects.filter(member=member).delete()
