"""Members who want to hear of a contest."""

from __future__ import annotations

from datetime import datetime

from contests.calls.models import Contest, Follower
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound


def follow_contest(*, contest: Contest, member: Member, now: datetime) -> Follower:
    """Tell the member of the contest's opening, end and results; once. Raises NotFound."""
    if not contest.is_public:
        raise NotFound
    follower, _created = Follower.objects.get_or_create(
        contest=contest, member=member, defaults={"since": now}
    )
    return follower


def unfollow_contest(*, contest: Contest, member: Member) -> None:
    """Stop telling the member."""
    Follower.objects.filter(contest=contest, member=member).delete()
