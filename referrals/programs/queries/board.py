"""Who brought the most people who stayed; named is only who wishes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from referrals.programs.choices import RewardState, Side
from referrals.programs.models import BoardName, Reward
from referrals.programs.queries.reckoning import month_of


@dataclass(frozen=True)
class Place:
    """A place on the board. `member` is None for who doesn't wish to be named."""

    rank: int
    friends: int
    member: Member | None
    is_me: bool


def board(viewer: Member | None, *, now: datetime, whole: bool = False) -> list[Place]:
    """Return the places of this month (or of all time): friends for whom a reward stands.

    What was cancelled doesn't count. Ties share a rank. Three queries.
    """
    rows = Reward.objects.filter(side=Side.REFERRER).exclude(state=RewardState.CANCELLED)
    if not whole:
        begin, end = month_of(now)
        rows = rows.filter(granted_at__gte=begin, granted_at__lt=end)
    counted = (
        rows.values_list("member_id")
        .annotate(friends=Count("attribution_id", distinct=True), first=Min("id"))
        .order_by("-friends", "first")
    )
    found = list(counted[: rules().reward_board_shown])
    mine = viewer.pk if viewer else None
    named = BoardName.objects.filter(member__in=[pk for pk, *_ in found]).values("member_id")
    people = Member.objects.in_bulk([row["member_id"] for row in named])
    places: list[Place] = []
    for number, (pk, friends, _first) in enumerate(found, start=1):
        is_tie = bool(places) and places[-1].friends == friends
        rank = places[-1].rank if is_tie else number
        person = people.get(pk) if pk != mine else viewer
        places.append(Place(rank, friends, person, pk == mine))
    return places


def is_named(member: Member) -> bool:
    """Whether the member wishes to be named."""
    return BoardName.objects.filter(member=member).exists()
