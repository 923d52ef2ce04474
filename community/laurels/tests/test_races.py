"""On real connections: a ballot is counted or refused, cast once, counted once; and controls."""

from __future__ import annotations

from datetime import datetime
from threading import Barrier

import pytest
from django.db import IntegrityError

from community.gurus.models import Membership
from community.gurus.tests import world as club
from community.laurels.errors import PrizesUnknown, VotingOver, YearTaken
from community.laurels.models import Ballot, CountRound, Election, Elector, Laurel, Paper
from community.laurels.queries.prizes import PrizeContest
from community.laurels.services import closing, preparing, voting
from community.laurels.services.voting import Receipt
from community.laurels.tests import world
from marketplace.core.models import OutboxEvent
from marketplace.orders.tests.world import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def ground(now: datetime) -> tuple[Election, list[Membership]]:
    """Return an election that is voted on, in which one has voted."""
    manager = club.member("noor", "community_manager")
    gurus = club.club(manager, size=4, now=now)
    election = world.voting_on(manager, gurus, now=now)
    world.cast(election, gurus[0].member, world.ids(election))
    world.cast(election, gurus[1].member, world.ids(election))
    return election, gurus


def test_a_ballot_while_the_vote_closes_is_counted_or_refused(now: datetime) -> None:
    election, gurus = ground(now)
    ranking, end = world.ids(election), election.vote_closes_at

    def act(number: int) -> object:
        if number == 2:
            return closing.move_due_elections(now=end, limit=1)
        return world.cast(election, gurus[2 + number].member, ranking, days=6.99)

    done = race(3, act)
    cast = [one for one in done if isinstance(one, Receipt)]
    refused = [one for one in done if isinstance(one, VotingOver)]
    assert len(cast) + len(refused) == 2
    # The sweep leaves a row alone that somebody holds, and comes again.
    closing.move_due_elections(now=end, limit=1)
    papers = set(Paper.objects.values_list("receipt", flat=True))
    assert {one.code for one in cast} <= papers
    assert len(papers) == world.fresh(election).voted == 2 + len(cast)
    assert Ballot.objects.count() == 0


def test_control_without_the_lock_a_ballot_is_lost(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The voter holds a receipt that stands in no file: read before, written after the count."""
    election, gurus = ground(now)
    ranking, end = world.ids(election), election.vote_closes_at
    has_read, is_counted = Barrier(2), Barrier(2)

    def read_unlocked(pk: int) -> Election:
        row = Election.objects.get(pk=pk)
        has_read.wait(timeout=30)
        is_counted.wait(timeout=30)
        return row

    monkeypatch.setattr(voting, "lock_election", read_unlocked)

    def act(number: int) -> object:
        if number == 0:
            return world.cast(election, gurus[2].member, ranking, days=6.99)
        has_read.wait(timeout=30)
        moved = closing.move_due_elections(now=end, limit=1)
        is_counted.wait(timeout=30)
        return moved

    receipt, moved = race(2, act)
    assert moved == 1
    assert isinstance(receipt, Receipt)
    assert not Paper.objects.filter(receipt=receipt.code).exists()
    assert Ballot.objects.count() == 1


def test_a_double_click_casts_once(now: datetime) -> None:
    election, gurus = ground(now)
    ranking, nonce = world.ids(election), voting.new_nonce()
    before = OutboxEvent.objects.filter(name="BallotCast").count()
    done = race(4, lambda _number: world.cast(election, gurus[2].member, ranking, nonce=nonce))
    assert len({one.code for one in done if isinstance(one, Receipt)}) == 1
    assert [one for one in done if isinstance(one, Exception)] == []
    assert Ballot.objects.filter(elector__member=gurus[2].member).count() == 1
    assert OutboxEvent.objects.filter(name="BallotCast").count() == before + 1
    assert Elector.objects.filter(has_voted=True).count() == 3


def test_two_countings_at_once_count_once(now: datetime) -> None:
    election, _gurus = ground(now)
    end = election.vote_closes_at
    done = race(4, lambda _number: closing.move_due_elections(now=end, limit=1))
    assert sorted(str(one) for one in done) == ["0", "0", "0", "1"]
    assert OutboxEvent.objects.filter(name="ElectionCounted").count() == 1
    assert (Paper.objects.count(), Laurel.objects.count()) == (2, 2)
    assert CountRound.objects.filter(place=1, number=1).count() == 1


def test_a_double_click_prepares_one_election(now: datetime) -> None:
    manager = club.member("noor", "community_manager")
    done = race(4, lambda _number: world.drafted(manager, now=now))
    assert sum(isinstance(one, Election) for one in done) == 1
    assert sum(isinstance(one, YearTaken) for one in done) == 3


def test_control_without_the_calendar_a_double_click_fails(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = club.member("noor", "community_manager")
    both_have_read = Barrier(2)
    real = preparing._refuse_year

    def read_unlocked(year: int, **more: Election) -> None:
        real(year, **more)
        both_have_read.wait(timeout=30)

    monkeypatch.setattr(preparing, "lock_calendar", lambda: None)
    monkeypatch.setattr(preparing, "_refuse_year", read_unlocked)
    done = race(2, lambda _number: world.drafted(manager, now=now))
    assert sum(isinstance(one, IntegrityError) for one in done) == 1


def test_a_contest_is_tied_to_one_of_two_elections(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = club.member("noor", "community_manager")
    both = [world.drafted(manager, now=now, year=year) for year in (2030, 2031)]
    contest = PrizeContest("cups", "Cups", "/", "Draft", is_public=False)
    monkeypatch.setattr(preparing, "prize_contests", lambda: [contest])
    done = race(
        2,
        lambda number: preparing.choose_prizes(
            election=both[number], actor=manager, contest_id="cups", now=now
        ),
    )
    assert sum(isinstance(one, Election) for one in done) == 1
    assert sum(isinstance(one, PrizesUnknown) for one in done) == 1
