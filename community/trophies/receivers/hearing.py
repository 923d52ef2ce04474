"""What is recorded or reversed is looked at for the one member whom it is about."""

from __future__ import annotations

from datetime import datetime

from community.reputation.events import (
    ContributionEvent,
    ContributionRecorded,
    ContributionReversed,
)
from community.trophies.events import TrophySwitchedOn
from community.trophies.queries import get_trophy_on
from community.trophies.services import award_trophy, evaluate_member
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe


def _look(event: ContributionEvent, now: datetime) -> None:
    member = get_member_by_public_id(event.member_id)
    evaluate_member(member=member, kind=event.kind, now=now)


@subscribe(ContributionRecorded, consumer="trophies.recorded", queue="bulk")
def hear_recorded(event: ContributionRecorded, *, now: datetime) -> None:
    """Give what a contribution has earned."""
    _look(event, now)


@subscribe(ContributionReversed, consumer="trophies.reversed", queue="bulk")
def hear_reversed(event: ContributionReversed, *, now: datetime) -> None:
    """Take back what a reversal has undone."""
    _look(event, now)


@subscribe(TrophySwitchedOn, consumer="trophies.switched_on", queue="bulk")
def hear_switched_on(event: TrophySwitchedOn, *, now: datetime) -> None:
    """Give a new trophy to everybody who has earned it."""
    if (trophy := get_trophy_on(event.trophy)) is not None:
        award_trophy(trophy=trophy, now=now)
