"""Two administrators at once on real connections; and the race with the lock off."""

from __future__ import annotations

from datetime import datetime
from threading import Barrier

import pytest

from contests.calls.errors import DraftOnly, StateRefuses
from contests.calls.models import Contest
from contests.calls.queries import fund_held
from contests.calls.services import (
    announce_contest,
    cancel_contest,
    funding,
    move_due_contests,
    pay_in_fund,
    settle_contest,
)
from contests.calls.tests.world import TOTAL, announced, draft, fresh
from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.orders.tests.world import prove_books, race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def count_of(results: list[object], kind: type[object]) -> int:
    return sum(type(result) is kind for result in results)


def told(name: str) -> int:
    return OutboxEvent.objects.filter(name=name).count()


def test_two_pay_in_at_once(admin: Member, second_admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    people = (admin, second_admin)
    results = race(2, lambda n: pay_in_fund(contest=contest, actor=people[n], now=now))
    assert count_of(results, Contest) == 2
    assert (fund_held(contest).amount, told("PrizeFundPaidIn")) == (TOTAL, 1)
    prove_books()


def test_control_without_the_lock_both_try_to_pay(
    admin: Member, second_admin: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both read an empty fund: only the transfer's number keeps the second payment out."""
    contest = draft(admin, now=now)
    everybody_has_read = Barrier(2)

    def read_unlocked(pk: int) -> Contest:
        row = Contest.objects.get(pk=pk)
        everybody_has_read.wait(timeout=30)
        return row

    monkeypatch.setattr(funding, "lock_draft", read_unlocked)
    people = (admin, second_admin)
    race(2, lambda n: pay_in_fund(contest=contest, actor=people[n], now=now))
    # With the lock one event is written; without it both said that they paid, or one fell.
    assert fund_held(contest).amount == TOTAL
    assert fresh(contest).fund_count == 1
    prove_books()


def test_two_announce_at_once(admin: Member, second_admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    pay_in_fund(contest=contest, actor=admin, now=now)
    people = (admin, second_admin)
    results = race(2, lambda n: announce_contest(contest=contest, actor=people[n], now=now))
    assert (count_of(results, Contest), count_of(results, StateRefuses)) == (1, 1)
    assert told("ContestAnnounced") == 1


def test_one_announces_while_the_other_cancels(
    admin: Member, second_admin: Member, now: datetime
) -> None:
    contest = draft(admin, now=now)
    pay_in_fund(contest=contest, actor=admin, now=now)

    def act(number: int) -> object:
        if number:
            return cancel_contest(contest=contest, actor=second_admin, reason="So", now=now)
        return announce_contest(contest=contest, actor=admin, now=now)

    results = race(2, act)
    assert fresh(contest).state == "cancelled"
    assert isinstance(results[1], Contest)
    assert isinstance(results[0], Contest | StateRefuses)
    assert fund_held(contest).amount == 0
    prove_books()


def test_paying_in_meets_cancelling(admin: Member, second_admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)

    def act(number: int) -> object:
        if number:
            return cancel_contest(contest=contest, actor=second_admin, reason="", now=now)
        return pay_in_fund(contest=contest, actor=admin, now=now)

    results = race(2, act)
    assert isinstance(results[0], Contest | DraftOnly)
    assert (fund_held(contest).amount, fresh(contest).funded_amount) == (0, 0)
    prove_books()


def test_sweeps_and_readers_at_the_same_moment(admin: Member, now: datetime) -> None:
    contest = announced(admin, now=now)
    assert contest.closes_at
    moment = contest.closes_at

    def act(number: int) -> object:
        if number % 2:
            return move_due_contests(now=moment, limit=10)
        return settle_contest(contest=contest, now=moment)

    results = race(6, act)
    assert not [one for one in results if isinstance(one, Exception)]
    assert fresh(contest).state == "judging"
    assert (told("ContestOpened"), told("ContestClosed")) == (1, 1)
    assert contest.lines.count() == 3
