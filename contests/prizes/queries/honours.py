"""What a member has won, as their profile tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

from contests.calls.choices import PrizeKind
from contests.calls.models import Contest
from contests.prizes.choices import WON_STATES, AwardState
from contests.prizes.models import Award
from contests.prizes.queries.doors import RESULTS_OUT, prize_name
from marketplace.accounts.models import Member


@dataclass
class Honour:
    """A place in a contest, with the badges that came with it."""

    contest: Contest
    rank: int
    badges: list[str] = field(default_factory=list)


def honours_of(member: Member, *, limit: int) -> list[Honour]:
    """Return the member's places in contests whose results are out, the newest first; 2 queries.

    Neither sums nor goods: what a prize was worth stands on the contest's page.
    """
    rows = (
        Award.objects.filter(member=member, state__in=WON_STATES, contest__state__in=RESULTS_OUT)
        .select_related("contest", "prize")
        .prefetch_related("contest__texts")
        .order_by("-contest__results_at", "-contest_id", "rank", "id")
    )
    found: dict[tuple[int, int], Honour] = {}
    for award in rows:
        place = (award.contest_id, award.rank)
        if place not in found and len(found) == limit:
            break
        honour = found.setdefault(place, Honour(award.contest, award.rank))
        if award.kind == PrizeKind.BADGE and award.state == AwardState.DONE:
            honour.badges.append(prize_name(award.prize))
    return list(found.values())
