"""Two tabs at once on real connections: one ticket; and the race with the lock off."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Barrier

import pytest

from contests.actions.errors import ContestNotOpen, DoneToday, LimitReached, StateRefuses
from contests.actions.models import Claim, Entrant
from contests.actions.services import (
    ActionDraft,
    claim_action,
    claiming,
    grant_claim,
    join_contest,
    reject_claim,
)
from contests.actions.tests.world import action_of, joined, opened, shown
from contests.calls.services import settle_contest
from marketplace.accounts.models import Member
from marketplace.orders.tests.world import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
TWICE = ActionDraft(kind="visit", verifier="platform", times=2)


def test_two_tabs_claim_the_same_day_at_once(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    action = action_of(contest, "visit")
    results = race(8, lambda _n: claim_action(action=action, member=entrants[0], now=now))
    assert sum(isinstance(one, list) for one in results) == 1
    assert sum(type(one) is DoneToday for one in results) == 7
    assert Claim.objects.count() == 1


def test_ten_tabs_never_pass_a_limit(admin: Member, entrants: list[Member], now: datetime) -> None:
    contest = opened(admin, now=now, actions=(TWICE,))
    joined(contest, entrants[0], now=now)
    action = action_of(contest, "visit")
    results = race(10, lambda _n: claim_action(action=action, member=entrants[0], now=now))
    assert sum(isinstance(one, list) for one in results) == 2
    assert sum(type(one) is LimitReached for one in results) == 8
    assert Claim.objects.count() == 2


def test_control_without_the_lock_both_tabs_get_through_the_check(
    admin: Member, entrants: list[Member], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both read that nothing was done today: only the claim's key keeps the second one out."""
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    action = action_of(contest, "visit")
    everybody_has_read = Barrier(2)
    real_write = claiming._write

    def read_unlocked(pk: int) -> Entrant:
        return Entrant.objects.select_related("contest", "member", "link").get(pk=pk)

    def write_together(*args: object) -> Claim:
        everybody_has_read.wait(timeout=30)
        return real_write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(claiming, "lock_entrant", read_unlocked)
    monkeypatch.setattr(claiming, "_write", write_together)
    results = race(2, lambda _n: claim_action(action=action, member=entrants[0], now=now))
    assert sorted(type(one).__name__ for one in results) == ["IntegrityError", "list"]
    assert Claim.objects.count() == 1


def test_two_join_at_once(admin: Member, entrants: list[Member], now: datetime) -> None:
    contest = opened(admin, now=now)
    results = race(
        4,
        lambda _n: join_contest(contest=contest, member=entrants[0], accepts_terms=True, now=now),
    )
    assert {type(one) for one in results} == {Entrant}
    assert Entrant.objects.count() == 1


def test_two_administrators_decide_about_one_proof_at_once(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    claim = shown(contest, entrants[0], now=now)
    results = race(2, lambda _n: grant_claim(claim=claim, actor=admin, now=now))
    assert sorted(type(one).__name__ for one in results) == ["Claim", "StateRefuses"]
    again = race(2, lambda _n: reject_claim(claim=claim, actor=admin, reason="removed", now=now))
    assert sum(type(one) is StateRefuses for one in again) == 1


def test_what_comes_while_the_contest_closes_is_in_or_refused(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    for member in entrants:
        joined(contest, member, now=now)
    action = action_of(contest, "visit")
    assert contest.closes_at
    moment = contest.closes_at

    def play(number: int) -> object:
        if number == 4:
            return settle_contest(contest=contest, now=moment)
        before = moment - timedelta(seconds=1)
        return claim_action(action=action, member=entrants[number], now=before)

    results = race(5, play)
    taken = sum(isinstance(one, list) for one in results)
    refused = sum(type(one) is ContestNotOpen for one in results)
    assert (taken + refused, Claim.objects.count()) == (4, taken)
