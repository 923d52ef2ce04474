"""On real connections: one outcome each, and controls that show the race without the lock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from threading import Barrier, Event
from typing import Any

import pytest
from django.db.models import QuerySet

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.outbox import deliver_due
from marketplace.ledger.queries import prove_books
from marketplace.orders.models import Order
from marketplace.orders.tests.world import race
from referrals.programs import services
from referrals.programs.choices import LineKind
from referrals.programs.models import Program, Reward, RewardLine
from referrals.programs.queries import fund_held
from referrals.programs.services import RuleDraft, granting, paying
from referrals.programs.tests.world import (
    DAY,
    bring,
    completed,
    make_program,
    refund,
    wallet,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
HUNDRED = 100


def brought(owner: Member, count: int, member_factory: MakeMember, now: datetime) -> list[Member]:
    """Return so many new members who came by the owner's link."""
    people = [member_factory() for _ in range(count)]
    for number, person in enumerate(people):
        bring(owner, person, now=now + number * DAY / 1_000)
    return people


@pytest.fixture
def at_once(settings: Any) -> None:
    """Let no sign-up wait for a person: the races here are about money."""
    settings.WAZZIFNI = {**settings.WAZZIFNI, "guard_hold_weight": 30_000}


@pytest.mark.usefixtures("at_once")
def test_a_budget_hit_by_a_hundred_at_once_promises_no_more_than_it_has(
    admin: Member, owner: Member, member_factory: MakeMember, now: datetime
) -> None:
    rule = RuleDraft(event="signup", side="referrer", amount=100)
    program = make_program(admin, rule, now=now, fund=2_050)
    people = brought(owner, HUNDRED, member_factory, now)
    later = now + DAY
    done = race(HUNDRED, lambda number: services.reward_signup(member=people[number], now=later))
    assert [one for one in done if isinstance(one, Exception)] == []
    row = Program.objects.get(pk=program.pk)
    assert (row.reserved, row.left) == (2_050, 0)
    granted = list(Reward.objects.values_list("granted", flat=True))
    assert (len(granted), sum(granted), granted.count(100), granted.count(50)) == (
        HUNDRED,
        2_050,
        20,
        1,
    )


@pytest.mark.usefixtures("at_once")
def test_control_without_the_lock_two_promise_the_same_rest(
    admin: Member,
    owner: Member,
    member_factory: MakeMember,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both read the rest before either writes: twice what is there is promised."""
    now = admin.date_joined
    rule = RuleDraft(event="signup", side="referrer", amount=100)
    program = make_program(admin, rule, now=now, fund=100)
    people = brought(owner, 2, member_factory, now)
    together = Barrier(2)

    def read_only(pks: Iterable[int]) -> dict[int, Program]:
        found = Program.objects.in_bulk(list(pks))
        together.wait(timeout=30)
        return found

    monkeypatch.setattr(granting, "lock_programs", read_only)
    race(2, lambda number: services.reward_signup(member=people[number], now=now + DAY))
    promised = sum(Reward.objects.values_list("granted", flat=True))
    assert (promised, Program.objects.get(pk=program.pk).reserved) == (200, 100)


@pytest.mark.usefixtures("at_once")
def test_a_reward_due_while_its_order_is_refunded_has_one_outcome(
    admin: Member,
    owner: Member,
    friend: Member,
    seller: Member,
    now: datetime,
) -> None:
    program = make_program(
        admin, RuleDraft(event="fee_share", side="referrer", share_bp=5_000), now=now
    )
    bring(owner, friend, now=now)
    for turn in range(6):
        moment = now + turn * 30 * DAY
        order = completed(friend, seller, now=moment)
        deliver_due(now=moment)
        due = order.clears_at or moment
        services.fall_due(now=due, limit=100)

        def pay_or_refund(number: int, order: Order = order, due: datetime = due) -> object:
            if number % 2:
                return services.pay_due_rewards(now=due, limit=100)
            return refund(order, 3_000, now=due) if number == 0 else None

        race(6, pay_or_refund)
        deliver_due(now=due)
        services.pay_due_rewards(now=due, limit=100)
        one = Reward.objects.get(order=order)
        assert one.state == "paid"
        assert one.taken_back == (2 * one.granted * 3 + 10) // 20
        assert one.settled in {one.granted, one.value}
        assert one.owed == one.settled - one.value - one.came_back
    paid = sum(one.settled - one.met for one in Reward.objects.all())
    row = Program.objects.get(pk=program.pk)
    assert (wallet(owner), row.paid, row.reserved) == (paid, paid, 0)
    assert fund_held(row).amount == row.funded - row.paid
    assert prove_books() == []


@pytest.mark.usefixtures("at_once")
def test_control_without_the_lock_a_refund_beside_the_payout_is_lost(
    admin: Member,
    owner: Member,
    friend: Member,
    seller: Member,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The payout has read the reward when the refund shrinks it, and writes over what it took."""
    now = admin.date_joined
    make_program(admin, RuleDraft(event="fee_share", side="referrer", share_bp=5_000), now=now)
    bring(owner, friend, now=now)
    order = completed(friend, seller, now=now)
    deliver_due(now=now)
    due = order.clears_at or now
    services.fall_due(now=due, limit=100)
    was_read, was_refunded = Event(), Event()

    def standing(_ids: object) -> dict[int, str]:
        was_read.set()
        assert was_refunded.wait(timeout=30)
        return {}

    def pay_or_refund(number: int) -> None:
        if number == 0:
            services.pay_due_rewards(now=due, limit=100)
            return
        assert was_read.wait(timeout=30)
        refund(order, 3_000, now=due)
        deliver_due(now=due)
        was_refunded.set()

    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows.all())
    monkeypatch.setattr(paying, "standing_among", standing)
    race(2, pay_or_refund)
    one = Reward.objects.get(order=order)
    assert RewardLine.objects.filter(reward=one, kind=LineKind.TAKEN_BACK).count() == 1
    assert (one.state, one.taken_back, one.owed) == ("paid", 0, 0)


@pytest.mark.usefixtures("at_once")
def test_many_workers_pay_each_reward_once(
    admin: Member,
    owner: Member,
    member_factory: MakeMember,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = admin.date_joined
    make_program(admin, RuleDraft(event="signup", side="referrer", amount=100), now=now)
    for person in brought(owner, 40, member_factory, now):
        services.reward_signup(member=person, now=now + DAY)
    services.fall_due(now=now + DAY, limit=100)
    monkeypatch.setattr(paying, "_BATCH", 7)
    done = race(6, lambda _n: services.pay_due_rewards(now=now + DAY, limit=1_000))
    rest = services.pay_due_rewards(now=now + DAY, limit=1_000)
    assert sum(one for one in done if isinstance(one, int)) + rest == 40
    assert wallet(owner) == 4_000
    assert prove_books() == []


@pytest.mark.usefixtures("at_once")
def test_control_without_a_lock_workers_see_the_same_rewards(
    admin: Member, owner: Member, member_factory: MakeMember, now: datetime
) -> None:
    make_program(admin, RuleDraft(event="signup", side="referrer", amount=100), now=now)
    for person in brought(owner, 5, member_factory, now):
        services.reward_signup(member=person, now=now + DAY)
    seen = race(2, lambda _n: set(Reward.objects.values_list("pk", flat=True)))
    assert seen[0] == seen[1] != set()
