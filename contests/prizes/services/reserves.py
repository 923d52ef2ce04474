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

# Not claimed yet, or not in time.
_OPEN_TO_OTHERS = (AwardState.WAITING, AwardState.LAPSED)
_NOT_COUNTED = (AwardState.DROPPED, AwardState.PASSED_ON)


@transaction.atomic
def give_place_on(*, contest: Contest, place: int, now: datetime) -> list[Award]:
    """Give the prizes of a place to whoever holds it now; what the one before claimed stays.

    An administrator passed the holder over, with a reason that the receipt of the draw names. What
    the one before can't claim any more is closed, also where nobody is next in line. Locks the
    contest, then its awards. Does nothing unless the results are out and the place has changed
    hands.
    """
    row = Contest.objects.select_for_update(no_key=True).get(pk=contest.pk)
    standing = standing_of(row) if row.state == ContestState.RESULTS else None
    if standing is None:
        return []
    holder = _holder(standing.placings, place)
    awards = list(
        row.awards.select_for_update(no_key=True, of=("self",))
        .select_related("contest", "prize", "member")
        .filter(rank=place)
    )
    left = [
        one
        for one in awards
        if one.state in _OPEN_TO_OTHERS and (holder is None or one.member_id != holder.member.pk)
    ]
    if left:
        bulk_transition(left, AwardMove.PASS_ON, by=TIMER, now=now)
    made = _new_awards(row, awards, holder, now) if holder is not None else []
    if made:
        Award.objects.bulk_create(made)
        grant(made, TIMER, now)
    if left or made:
        counted = Award.objects.filter(contest=row).exclude(state__in=_NOT_COUNTED)
        PayoutRun.objects.filter(contest=row).update(total=counted.count())
    return made


def _new_awards(
    contest: Contest, awards: Sequence[Award], holder: Placing, now: datetime
) -> list[Award]:
    """Return what the new holder of a place gets: each prize that nobody has, or had from them."""
    held = {one.prize_id for one in awards if one.state not in CLOSED_STATES}
    held |= {one.prize_id for one in awards if one.state == AwardState.DONE}
    held |= {one.prize_id for one in awards if one.member_id == holder.member.pk}
    held |= holder.barred
    return [
        award_for(contest, prize, holder, rank=holder.rank, amount=prize.amount, now=now)
        for prize in prizes_at(contest, holder.rank)
        if prize.pk not in held
    ]


def _holder(placings: Sequence[Placing], place: int) -> Placing | None:
    return next((one for one in placings if one.rank == place), None)
