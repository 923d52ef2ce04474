"""Many at once on real connections, and the races with the locks off."""

from __future__ import annotations

from datetime import datetime
from threading import Barrier

import pytest

from marketplace.accounts.models import Member
from marketplace.core.events import publish_many
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import account_balance, member_account, prove_books
from marketplace.messaging.models import Conversation
from marketplace.orders.tests.world import race
from referrals.campaigns import queries, services
from referrals.campaigns.errors import MissionFull
from referrals.campaigns.models import Booking, Campaign, Match, Slot, Task
from referrals.campaigns.queries import work
from referrals.campaigns.services import CardDraft, joining, paying, seating
from referrals.campaigns.tests import world
from referrals.campaigns.tests.world import DAY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
CROWD = 4


def crowd(count: int = CROWD) -> list[Member]:
    return [world.member(f"one{number}") for number in range(count)]


def test_the_last_place_of_a_shift_is_given_once(admin: Member, now: datetime) -> None:
    campaign, (slot,) = world.with_slot(admin, now=now)
    doers = crowd()
    results = race(CROWD, lambda n: services.book_slot(slot=slot, member=doers[n], now=now))
    states = sorted(one.state for one in results if isinstance(one, Booking))
    assert states == ["booked", "waiting", "waiting", "waiting"]
    assert Slot.objects.get(pk=slot.pk).taken == Task.objects.count() == 1
    assert world.fresh(campaign).reserved_amount == 1_500


def test_control_without_the_locks_the_last_place_is_given_twice(
    admin: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _campaign, (slot,) = world.with_slot(admin, now=now)
    doers = crowd(2)
    everybody_has_read = Barrier(2)

    def read_unlocked(pk: int) -> Slot:
        row = Slot.objects.select_related("mission__campaign").get(pk=pk)
        everybody_has_read.wait(timeout=30)
        return row

    monkeypatch.setattr(seating, "lock_campaign", lambda pk: Campaign.objects.get(pk=pk))
    monkeypatch.setattr(seating, "lock_slot", read_unlocked)
    results = race(2, lambda n: services.book_slot(slot=slot, member=doers[n], now=now))
    assert [one.state for one in results if isinstance(one, Booking)] == ["booked", "booked"]
    assert Slot.objects.get(pk=slot.pk).taken == 1


def test_one_member_in_two_windows_gets_one_of_two_shifts_at_one_time(
    admin: Member, now: datetime
) -> None:
    _campaign, slots = world.with_slot(admin, now=now, slots=2, apart=world.HOUR)
    (doer,) = crowd(1)
    results = race(2, lambda n: services.book_slot(slot=slots[n], member=doer, now=now))
    assert sum(isinstance(one, Booking) for one in results) == 1
    assert Booking.objects.filter(state="booked").count() == 1


def test_the_last_place_of_a_mission_is_given_once(admin: Member, now: datetime) -> None:
    mission = world.a_mission(places=1)
    campaign = world.opened(admin, mission, now=now, expected_answers=1)
    found, doers = world.mission_in(campaign), crowd()
    results = race(CROWD, lambda n: services.join_mission(mission=found, member=doers[n], now=now))
    assert sum(isinstance(one, Task) for one in results) == 1
    assert sum(isinstance(one, MissionFull) for one in results) == CROWD - 1
    assert world.fresh(campaign).reserved_amount == 1_500


def test_control_without_the_lock_a_mission_has_too_many(
    admin: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    mission = world.a_mission(places=1)
    campaign = world.opened(admin, mission, now=now, expected_answers=1)
    found, doers = world.mission_in(campaign), crowd(2)
    everybody_has_read = Barrier(2)
    counted = work.taken_places

    def count_and_wait(of: object) -> int:
        taken = counted(of)  # type: ignore[arg-type]
        everybody_has_read.wait(timeout=30)
        return taken

    monkeypatch.setattr(joining, "lock_campaign", lambda pk: Campaign.objects.get(pk=pk))
    monkeypatch.setattr(joining, "taken_places", count_and_wait)
    results = race(2, lambda n: services.join_mission(mission=found, member=doers[n], now=now))
    assert sum(isinstance(one, Task) for one in results) == 2


def ready_to_pay(admin: Member, now: datetime, count: int) -> tuple[Campaign, list[Member]]:
    campaign = world.opened(admin, world.a_mission(places=count), now=now)
    doers = crowd(count)
    for doer in doers:
        world.accepted(campaign, doer, admin, now=now)
    return campaign, doers


def test_many_workers_reward_each_task_once(
    admin: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign, doers = ready_to_pay(admin, now, 12)
    monkeypatch.setattr(paying, "_BATCH", 5)
    done = race(4, lambda _n: services.pay_due_tasks(now=now, limit=100))
    rest = services.pay_due_tasks(now=now, limit=100)
    assert sum(one for one in done if isinstance(one, int)) + rest == 12
    for doer in doers:
        assert account_balance(member_account(AccountKind.AVAILABLE, doer, "USD")) == 1_500
    row = world.fresh(campaign)
    assert (row.reserved_amount, row.paid_amount, queries.fund_held(row).amount) == (0, 18_000, 0)
    assert prove_books() == []


def test_a_worker_killed_in_a_batch_leaves_it_undone(
    admin: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign, _doers = ready_to_pay(admin, now, 6)
    monkeypatch.setattr(paying, "_BATCH", 3)
    plain, calls = publish_many, 0

    def die(facts: object, *, now: datetime) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise SystemExit
        plain(facts, now=now)  # type: ignore[arg-type]

    monkeypatch.setattr(paying, "publish_many", die)
    with pytest.raises(SystemExit):
        services.pay_due_tasks(now=now, limit=100)
    assert Task.objects.filter(state="paid").count() == 3
    assert world.fresh(campaign).paid_amount == 3 * 1_500
    assert services.pay_due_tasks(now=now, limit=100) == 3
    assert queries.fund_held(campaign).amount == 0
    assert prove_books() == []


def test_two_decide_at_once_and_one_is_refused(
    admin: Member, manager: Member, seller: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now)
    task = world.submitted(campaign, seller, now=now)

    def decide(number: int) -> object:
        if number:
            return services.refuse_task(task=task, actor=manager, reason="No.", now=now)
        return services.accept_task(task=task, actor=admin, now=now)

    results = race(2, decide)
    assert sum(isinstance(one, Task) for one in results) == 1


def test_both_agree_at_once_and_one_conversation_opens(admin: Member, now: datetime) -> None:
    campaign = world.opened(admin, now=now, has_matching=True)
    host, newcomer = crowd(2)
    for side, doer in (("host", host), ("newcomer", newcomer)):
        draft = CardDraft(side=side, languages=["ar"], country="SA")
        services.write_card(campaign=campaign, member=doer, draft=draft, now=now)
    assert services.propose_matches(now=now, limit=9) == 1
    match = Match.objects.get()
    people = (host, newcomer)
    results = race(2, lambda n: services.agree_to_match(match=match, member=people[n], now=now))
    assert not [one for one in results if isinstance(one, Exception)]
    assert Match.objects.get().state == "agreed"
    assert Conversation.objects.count() == 1


def test_two_deals_at_once_seat_each_place_once(admin: Member, now: datetime) -> None:
    campaign, (slot,) = world.with_slot(admin, now=now, capacity=2, deal=True)
    for doer in crowd():
        services.book_slot(slot=slot, member=doer, now=now)
    at = slot.begins_at - DAY
    results = race(3, lambda _n: services.deal_due_slots(now=at, limit=9))
    assert sum(one for one in results if isinstance(one, int)) == 1
    assert Booking.objects.filter(state="booked").count() == 2
    assert world.fresh(campaign).reserved_amount == 2 * 1_500
