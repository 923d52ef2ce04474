"""What was promised holds at its moment, for everybody, and to the cent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, account_balance, prove_books
from marketplace.messaging.services import block_member
from referrals.campaigns import errors, queries, services
from referrals.campaigns.models import Booking, Match, Slot, Task
from referrals.campaigns.services import CardDraft, Plan, Reward
from referrals.campaigns.tests import world
from referrals.campaigns.tests.world import DAY, HOUR

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]
RunOutbox = Callable[..., int]


def test_a_cause_is_sent_what_was_seen_and_no_more_is_written_down(
    admin: Member, seller: Member, stranger: Member, finance: Member, as_member: AsMember
) -> None:
    now = clock.now()
    cause = world.cause(admin, now=now)
    gift = world.a_mission(reward=Reward(kind="donation", amount=900, cause=cause))
    campaign = world.opened(admin, gift, now=now)
    world.accepted(campaign, seller, admin, now=now)
    services.pay_due_tasks(now=now, limit=9)
    desk = as_member(finance)
    assert 'name="amount" value="900"' in desk.get("/en/desk/campaigns/causes/").content.decode()
    world.accepted(campaign, stranger, admin, now=now)
    services.pay_due_tasks(now=now, limit=9)
    page = f"/en/desk/campaigns/causes/{cause.public_id}/USD/hand-over/"
    assert desk.post(page, {"note": "TR 1", "amount": "900"}).status_code == 302
    assert account_balance(AccountRef(AccountKind.CASH, "", "USD")) == 900
    assert [one.amount for one in queries.gathered_sums(cause)] == [900]
    assert desk.post(page, {"note": "TR 2", "amount": "1800"}).status_code == 409
    assert account_balance(AccountRef(AccountKind.CASH, "", "USD")) == 900
    assert prove_books() == []


def test_shifts_on_several_days_are_added_all_or_none(admin: Member, as_member: AsMember) -> None:
    now = clock.now()
    made = world.draft(admin, world.a_mission(has_slots=True), now=now)
    page = f"/en/desk/campaigns/{made.public_id}/missions/{world.mission_in(made).public_id}/slots/"
    begins = now + 9 * DAY
    typed: dict[str, Any] = {
        "begins_at": f"{begins:%Y-%m-%dT%H:%M}",
        "ends_at": f"{begins + HOUR:%Y-%m-%dT%H:%M}",
        "capacity": 2,
    }
    desk = as_member(admin)
    assert desk.post(page, {**typed, "days": 5}).status_code == 422
    assert Slot.objects.count() == 0
    far = {"begins_at": "9999-12-30T10:00", "ends_at": "9999-12-30T11:00"}
    assert desk.post(page, {**typed, **far, "days": 5}).status_code == 422
    assert desk.post(page, {**typed, "days": 2}).status_code == 302
    assert Slot.objects.count() == 2


def test_days_that_leave_a_shift_outside_are_refused(admin: Member, now: datetime) -> None:
    made = world.draft(admin, world.a_mission(has_slots=True), now=now)
    begins = now + 3 * DAY
    services.add_slot(
        mission=world.mission_in(made),
        actor=admin,
        begins_at=begins,
        ends_at=begins + HOUR,
        capacity=1,
        now=now,
    )
    given: dict[str, Any] = {"timezone": "UTC", "expected_answers": 1, "answers_per_day": 1}
    for first, last in ((4, 12), (1, 3)):
        plan = Plan(begins_at=now + first * DAY, ends_at=now + last * DAY, **given)
        with pytest.raises(errors.SlotInvalid):
            services.set_plan(campaign=made, actor=admin, plan=plan, now=now)
    plan = Plan(begins_at=now + 2 * DAY, ends_at=now + 4 * DAY, **given)
    assert services.set_plan(campaign=made, actor=admin, plan=plan, now=now).ends_at == plan.ends_at


def test_what_silence_has_accepted_is_not_refused_any_more(
    admin: Member, manager: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now)
    shown, appealed = (world.submitted(campaign, doer, now=now) for doer in (seller, stranger))
    services.refuse_task(task=appealed, actor=admin, reason="No.", now=now + 4 * DAY)
    services.appeal_task(task=appealed, member=stranger, text="Look.", now=now + 4 * DAY)
    at = now + 4 * DAY + 14 * DAY
    for verb, task in (
        (services.refuse_task, shown),
        (services.uphold_refusal, appealed),
    ):
        with pytest.raises(errors.StateRefuses):
            verb(task=task, actor=manager, reason="Too thin.", now=at)
    with pytest.raises(errors.StateRefuses):
        services.send_back_task(task=shown, actor=manager, note="More.", now=at)
    assert services.accept_task(task=shown, actor=manager, now=at).state == "accepted"
    services.lapse_due_tasks(now=at, limit=9)
    assert Task.objects.get(pk=appealed.pk).state == "accepted"


def test_a_shift_that_began_is_not_dealt_any_more(admin: Member, now: datetime) -> None:
    campaign, (slot,) = world.with_slot(admin, now=now, deal=True)
    doer = world.member("dora")
    services.book_slot(slot=slot, member=doer, now=now)
    world_over = slot.begins_at + HOUR
    services.deal_due_slots(now=world_over, limit=9)
    services.miss_begun_slots(now=world_over, limit=9)
    assert Booking.objects.get().state == "missed"
    assert (Task.objects.count(), world.fresh(campaign).reserved_amount) == (0, 0)


def test_who_stood_in_line_hears_that_it_is_called_off(
    admin: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    campaign, (slot,) = world.with_slot(admin, now=now)
    has, waits, left = (world.member(name) for name in ("has", "waits", "left"))
    for doer in (has, waits, left):
        booking = services.book_slot(slot=slot, member=doer, now=now)
    services.cancel_booking(booking=booking, member=left, now=now)
    services.cancel_campaign(campaign=campaign, actor=admin, reason="A storm.", now=now + HOUR)
    run_outbox(now + HOUR)
    told = [
        doer.username
        for doer in (has, waits, left)
        if doer.notifications.filter(kind="campaigns.cancelled").exists()
    ]
    assert told == ["has", "waits"]


def card(side: str, **changed: Any) -> CardDraft:
    given: dict[str, Any] = {"side": side, "languages": ["ar"], "country": "SA", "city": "Abha"}
    return CardDraft(**{**given, **changed})


def test_who_is_blocked_stands_in_nobodys_way(
    admin: Member, seller: Member, stranger: Member, client_member: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now, has_matching=True)
    for doer, draft in (
        (seller, card("host")),
        (stranger, card("host", city="Jizan")),
        (client_member, card("newcomer")),
    ):
        services.write_card(campaign=campaign, member=doer, draft=draft, now=now)
    block_member(member=client_member, other=seller, now=now)
    assert services.propose_matches(now=now, limit=9) == 1
    assert Match.objects.get().host.member == stranger


def test_a_yes_counts_while_it_is_asked_for(
    admin: Member, seller: Member, client_member: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now, has_matching=True)
    for doer, side in ((seller, "host"), (client_member, "newcomer")):
        services.write_card(campaign=campaign, member=doer, draft=card(side), now=now)
    services.propose_matches(now=now, limit=9)
    match = Match.objects.get()
    with pytest.raises(errors.StateRefuses):
        services.agree_to_match(match=match, member=seller, now=match.answer_by)
    services.agree_to_match(match=match, member=seller, now=now)
    done = services.agree_to_match(match=match, member=client_member, now=now)
    again = services.agree_to_match(match=match, member=client_member, now=now)
    assert (again.state, again.conversation) == ("agreed", done.conversation)
    Match.objects.filter(pk=match.pk).update(state="declined", host_agreed_at=None)
    with pytest.raises(errors.StateRefuses):
        services.agree_to_match(match=match, member=seller, now=now)
    assert Match.objects.get().host_agreed_at is None


def test_a_wish_for_the_time_of_another_shift_is_refused(admin: Member, now: datetime) -> None:
    _campaign, slots = world.with_slot(admin, now=now, slots=2, deal=True, apart=HOUR)
    doer = world.member("dora")
    assert slots[0].deal_at is not None
    services.book_slot(slot=slots[0], member=doer, now=now)
    services.deal_due_slots(now=slots[0].deal_at, limit=1)
    with pytest.raises(errors.SlotOverlaps):
        services.book_slot(slot=slots[1], member=doer, now=slots[0].deal_at)


def test_all_are_locked_at_once_when_a_booking_deals(
    admin: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _campaign, (slot,) = world.with_slot(admin, now=now, deal=True)
    early, late = world.member("early"), world.member("late")
    services.book_slot(slot=slot, member=early, now=now)
    from referrals.campaigns.services import seating  # noqa: PLC0415

    locked: list[set[int]] = []
    monkeypatch.setattr(seating, "lock_members", lambda pks: locked.append(set(pks)))
    assert slot.deal_at is not None
    services.book_slot(slot=slot, member=late, now=slot.deal_at)
    assert locked[0] == {early.pk, late.pk}


def test_a_code_for_one_day_is_not_equal_to_one_for_a_year(admin: Member, now: datetime) -> None:
    code = Reward(kind="coupon", coupon_bp=1_000, coupon_days=365)
    made = world.draft(admin, world.a_mission(reward=code), now=now)
    short = Reward(kind="coupon", coupon_bp=1_000, coupon_days=1)
    draft = world.a_mission(reward=short)
    with pytest.raises(errors.UnequalReward):
        services.add_mission(campaign=made, actor=admin, draft=draft, now=now)
    assert len(queries.missions_of(made)) == 1


def test_the_page_of_my_shifts_begins_with_the_next(
    admin: Member, seller: Member, as_member: AsMember
) -> None:
    now = clock.now()
    _campaign, slots = world.with_slot(admin, now=now, slots=2)
    for slot in slots:
        services.book_slot(slot=slot, member=seller, now=now)
    Slot.objects.filter(pk=slots[0].pk).update(
        begins_at=now - timedelta(hours=4), ends_at=now - HOUR
    )
    page = as_member(seller).get("/en/campaigns/mine/").content.decode()
    assert page.count('data-confirm="Give this shift back?"') == 1
    assert page.count("Host a newcomer</a>") == 3
    assert queries.bookings_of(seller).count() == 2
