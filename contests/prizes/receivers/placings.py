"""Where the winners come from: the ranking of a writing contest, the draw of a follow contest."""

from __future__ import annotations

from datetime import datetime

from contests.calls.choices import ContestKind, ContestState
from contests.calls.models import Contest
from contests.calls.queries import get_contest
from contests.draws.events import WinnerPassedOver, WinnersDrawn
from contests.draws.queries import get_drawn, winners_of
from contests.draws.services import register_given_places
from contests.judging.choices import SilentRule
from contests.judging.events import ScoresCounted
from contests.judging.queries import results_of
from contests.prizes.choices import AwardState
from contests.prizes.models import Award
from contests.prizes.queries import Placing, Standing, register_placings, results_digest
from contests.prizes.services import approve_results, give_place_on, propose_awards
from marketplace.core.errors import NotFound
from marketplace.core.events import subscribe

_GIVEN = (AwardState.DUE, AwardState.SENT, AwardState.DONE)


def judged(*, contest: Contest) -> Standing | None:
    """Return the ranking once nothing is scored or counted any more."""
    outcomes = results_of(contest)
    if outcomes is None or not outcomes.is_final:
        return None
    placings: list[Placing] = []
    unread: list[Placing] = []
    for row in outcomes.rows:
        one = Placing(row.rank or 0, row.entry.entrant, row.entry)
        (placings if row.rank else unread).append(one)
    shares = outcomes.silent_rule == SilentRule.SHARE
    return Standing(placings, unread if shares else ())


def drawn(*, contest: Contest) -> Standing | None:
    """Return who holds each place of the draw."""
    try:
        winners = winners_of(get_drawn(contest))
    except NotFound:
        return None
    return Standing(
        [
            Placing(
                one.place,
                one.entrant.member,
                barred=frozenset(prize.pk for prize in one.short_of),
            )
            for one in winners
        ]
    )


def given(*, contest: Contest) -> set[int]:
    """Return the places whose prizes are handed over or on their way.

    Locks the contest's awards: whoever is passed over can't claim meanwhile.
    """
    rows = Award.objects.filter(contest=contest, state__in=(*_GIVEN, AwardState.WAITING))
    locked = rows.select_for_update(no_key=True).order_by("id")
    return {one.rank for one in locked if one.state in _GIVEN}


register_placings(ContestKind.WRITING, judged)
register_placings(ContestKind.FOLLOW, drawn)
register_given_places("prizes", given)


@subscribe(ScoresCounted, consumer="prizes.propose_judged")
def propose_judged(event: ScoresCounted, *, now: datetime) -> None:
    """Propose the winners of a final count; where judges stayed silent the stated rule decides."""
    contest = get_contest(event.contest_id)
    outcomes = results_of(contest)
    if contest.state != ContestState.JUDGING:
        return
    if not event.is_final or outcomes is None or not outcomes.is_final:
        return
    awards = propose_awards(contest=contest, actor=None, now=now)
    if outcomes.by_rule:
        digest = results_digest(awards)
        approve_results(contest=contest, actor=None, digest=digest, now=now)


@subscribe(WinnersDrawn, consumer="prizes.propose_drawn")
def propose_drawn(event: WinnersDrawn, *, now: datetime) -> None:
    """Propose the winners of a draw; people approve them."""
    contest = get_contest(event.contest_id)
    if contest.state == ContestState.JUDGING:
        propose_awards(contest=contest, actor=None, now=now)


@subscribe(WinnerPassedOver, consumer="prizes.give_place_on")
def place_left(event: WinnerPassedOver, *, now: datetime) -> None:
    """Before the results propose the winners anew; after them give the place's prizes on."""
    contest = get_contest(event.contest_id)
    if contest.state == ContestState.JUDGING:
        propose_awards(contest=contest, actor=None, now=now)
    else:
        give_place_on(contest=contest, place=event.place, now=now)
