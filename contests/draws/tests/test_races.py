"""Two workers at once, and one killed at any point: the same winners, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import transaction

from contests.draws.models import Draw, Pass
from contests.draws.queries import get_drawn, winners_of
from contests.draws.services import advance_draw, pass_over, running
from contests.draws.tests.world import draw_of, played, step, valued
from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.orders.tests.world import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
SECOND = timedelta(seconds=1)


class Killed(BaseException):
    """The worker was killed here."""


def told(name: str) -> int:
    return OutboxEvent.objects.filter(name=name).count()


def test_two_workers_close_the_list_once(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = played(admin, entrants, now=now)
    assert contest.judged_by
    moment = contest.judged_by
    results = race(4, lambda _n: advance_draw(contest_id=contest.pk, now=moment))
    assert sorted(map(bool, results)) == [False, False, False, True]
    assert (told("TicketsFrozen"), draw_of(contest).tickets_count) == (1, 10)


def test_two_workers_draw_the_same_winners_once(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = valued(admin, entrants, now=now)
    moment = draw_of(contest).value_at
    assert moment
    results = race(4, lambda _n: advance_draw(contest_id=contest.pk, now=moment + SECOND))
    assert sorted(map(bool, results)) == [False, False, False, True]
    assert (told("WinnersDrawn"), told("PlaceDrawn")) == (1, 4)


def test_control_without_the_lock_both_workers_announce(
    admin: Member, entrants: list[Member], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both see that nobody has drawn, and announce: the winners are still the same ones."""
    contest = valued(admin, entrants, now=now)
    moment = draw_of(contest).value_at
    assert moment
    everybody_has_read = Barrier(2)

    def read_unlocked(contest_id: int) -> Draw:
        row = Draw.objects.select_related("contest").get(contest_id=contest_id)
        everybody_has_read.wait(timeout=30)
        return row

    monkeypatch.setattr(running, "lock_draw", read_unlocked)
    race(2, lambda _n: advance_draw(contest_id=contest.pk, now=moment + SECOND))
    assert (told("WinnersDrawn"), told("PlaceDrawn")) == (2, 8)
    payloads = [row.payload for row in OutboxEvent.objects.filter(name="PlaceDrawn")]
    assert len({(one["place"], one["participant"]) for one in payloads}) == 4


@pytest.mark.parametrize("at", ["rank", "transition", "winners_of", "publish"])
def test_a_worker_killed_anywhere_leaves_nothing_half_and_the_next_one_draws_the_same(
    admin: Member,
    entrants: list[Member],
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    at: str,
) -> None:
    contest = valued(admin, entrants, now=now)
    draw = draw_of(contest)
    assert draw.value_at
    moment = draw.value_at + SECOND
    with transaction.atomic():
        step(contest, now=moment)
        expected = [one.entrant.public_id for one in winners_of(get_drawn(contest))]
        transaction.set_rollback(True)

    def kill(*_args: object, **_given: object) -> object:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(running, at, kill)
        with pytest.raises(Killed):
            advance_draw(contest_id=contest.pk, now=moment)
    after = draw_of(contest)
    assert (after.state, after.secret, told("WinnersDrawn")) == ("valued", "", 0)
    assert advance_draw(contest_id=contest.pk, now=moment)
    assert [one.entrant.public_id for one in winners_of(get_drawn(contest))] == expected
    assert told("WinnersDrawn") == 1


def test_a_worker_killed_while_the_list_closes_leaves_it_open(
    admin: Member, entrants: list[Member], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = played(admin, entrants, now=now)
    assert contest.judged_by

    def kill(*_args: object, **_given: object) -> object:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(running, "publish", kill)
        with pytest.raises(Killed):
            advance_draw(contest_id=contest.pk, now=contest.judged_by)
    assert draw_of(contest).state == "committed"
    assert advance_draw(contest_id=contest.pk, now=contest.judged_by)


def test_two_administrators_pass_the_same_winner_over_at_once(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = valued(admin, entrants, now=now)
    moment = draw_of(contest).value_at
    assert moment
    step(contest, now=moment + SECOND)
    first = winners_of(get_drawn(contest))[0].entrant.public_id
    results = race(
        2,
        lambda _n: pass_over(
            contest=contest,
            actor=admin,
            place=1,
            participant=first,
            reason="declined",
            note="Said so.",
            now=moment + SECOND,
        ),
    )
    assert sorted(type(one).__name__ for one in results) == ["NotTheHolder", "Pass"]
    assert Pass.objects.count() == 1
