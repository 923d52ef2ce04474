"""Who is to be looked at again is noted; a sweep looks at all of them together."""

from __future__ import annotations

from datetime import datetime

from community.reputation.events import (
    ContributionEvent,
    ContributionRecorded,
    ContributionReversed,
)
from community.trophies.events import TrophySwitchedOn
from community.trophies.queries import get_trophy_on
from community.trophies.services import award_trophy, mark_due
from marketplace.core.events import subscribe


@subscribe(ContributionRecorded, consumer="trophies.recorded", queue="bulk")
@subscribe(ContributionReversed, consumer="trophies.reversed", queue="bulk")
def hear_contribution(event: ContributionEvent, *, now: datetime) -> None:
    """Note whose record has changed."""
    mark_due(member_id=event.member_id, kind=event.kind, now=now)


@subscribe(TrophySwitchedOn, consumer="trophies.switched_on", queue="bulk")
def hear_switched_on(event: TrophySwitchedOn, *, now: datetime) -> None:
    """Give a new trophy to everybody who has earned it."""
    if (trophy := get_trophy_on(event.trophy)) is not None:
        award_trophy(trophy=trophy, now=now)
