"""A place of a draw that changes hands after the results: its prizes go to the next in line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.calls.queries import prizes_at
from contests.prizes.choices import CLOSED_STATES, AwardMove, AwardState
from contests.prizes.models import Award, PayoutRun
from contests.prizes.queries.placings import Placing, standing_of
from contests.prizes.services.acting import TIMER, bulk_transition
from contests.prizes.services.approving import award_for, grant


@transaction.atomic
def give_place_on(*, contest: Contest, place: int, now: datetime) -> list[Award]:
    """Give the prizes of a place to whoever holds it now; what the one before claimed stays.

    An administrator passed the holder over, with a reason that the receipt of the draw names.
    Locks the contest, then its awards. Does nothing unless the results are out and the place has
    a new holder.
    """
    row = Contest.objects.select_for_update(no_key=True).get(pk=contest.pk)
    standing = standing_of(row) if row.state == ContestState.RESULTS else None
    holder = _holder(standing.placings, place) if standing else None
    if holder is None:
        return []
    awards = list(
        row.awards.select_for_update(no_key=True, of=("self",))
        .select_related("contest", "prize", "member")
        .filter(rank=place)
    )
    waiting = [
        one
        for one in awards
        if one.state == AwardState.WAITING and one.member_id != holder.member.pk
    ]
    if waiting:
        bulk_transition(waiting, AwardMove.LAPSE, by=TIMER, now=now)
    held = {one.prize_id for one in awards if one.state not in CLOSED_STATES}
    held |= {one.prize_id for one in awards if one.state == AwardState.DONE}
    held |= {one.prize_id for one in awards if one.member_id == holder.member.pk}
    held |= holder.barred
    made = [
        award_for(row, prize, holder, rank=place, amount=prize.amount, now=now)
        for prize in prizes_at(row, place)
        if prize.pk not in held
    ]
    if made:
        Award.objects.bulk_create(made)
        grant(made, TIMER, now)
        total = Award.objects.filter(contest=row).exclude(state=AwardState.DROPPED).count()
        PayoutRun.objects.filter(contest=row).update(total=total)
    return made


def _holder(placings: Sequence[Placing], place: int) -> Placing | None:
    return next((one for one in placings if one.rank == place), None)
