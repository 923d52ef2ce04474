"""Shifts: booked, waited for, moved up, dealt out by rotation."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from referrals.campaigns import errors, queries, services
from referrals.campaigns.adapters.icalendar import write_shifts
from referrals.campaigns.models import Booking, Campaign, Slot, Task
from referrals.campaigns.tests import world
from referrals.campaigns.tests.world import DAY, HOUR

pytestmark = pytest.mark.django_db


def people(count: int) -> list[Member]:
    return [world.member(f"person{number}") for number in range(count)]


def states(slot: Slot) -> dict[str, str]:
    rows = Booking.objects.filter(slot=slot).select_related("member")
    return {row.member.username: row.state for row in rows}


def test_a_place_is_given_while_there_is_one_then_people_wait(admin: Member, now: datetime) -> None:
    campaign, (slot,) = world.with_slot(admin, now=now)
    first, second = people(2)
    booking = services.book_slot(slot=slot, member=first, now=now)
    assert (booking.state, Task.objects.get(booking=booking).state) == ("booked", "joined")
    assert services.book_slot(slot=slot, member=second, now=now).state == "waiting"
    assert world.fresh(campaign).reserved_amount == 1_500
    with pytest.raises(errors.SlotBooked):
        services.book_slot(slot=slot, member=second, now=now)


def test_who_waits_moves_up_with_a_notice(admin: Member, now: datetime, run_outbox: object) -> None:
    campaign, (slot,) = world.with_slot(admin, now=now)
    first, second = people(2)
    booking = services.book_slot(slot=slot, member=first, now=now)
    services.book_slot(slot=slot, member=second, now=now)
    services.cancel_booking(booking=booking, member=first, now=now + HOUR)
    assert states(slot) == {"person0": "cancelled", "person1": "booked"}
    assert Task.objects.get(booking=booking).state == "withdrawn"
    assert world.fresh(campaign).reserved_amount == 1_500
    run_outbox(now + HOUR)  # type: ignore[operator]
    kinds = second.notifications.values_list("kind", flat=True)
    assert "campaigns.seat_moved_up" in list(kinds)


def test_nobody_has_two_shifts_at_one_time(admin: Member, now: datetime) -> None:
    _campaign, slots = world.with_slot(admin, now=now, slots=3, capacity=2, apart=2 * HOUR)
    (doer,) = people(1)
    services.book_slot(slot=slots[0], member=doer, now=now)
    with pytest.raises(errors.SlotOverlaps):
        services.book_slot(slot=slots[1], member=doer, now=now)
    # The third begins an hour after the first has ended.
    assert services.book_slot(slot=slots[2], member=doer, now=now).state == "booked"


def test_a_shift_that_began_takes_and_frees_nobody(admin: Member, now: datetime) -> None:
    campaign, (slot,) = world.with_slot(admin, now=now)
    first, second, third = people(3)
    booking = services.book_slot(slot=slot, member=first, now=now)
    services.book_slot(slot=slot, member=second, now=now)
    world.run_to(campaign, slot.begins_at)
    with pytest.raises(errors.SlotOver):
        services.book_slot(slot=slot, member=third, now=slot.begins_at)
    with pytest.raises(errors.SlotOver):
        services.cancel_booking(booking=booking, member=first, now=slot.begins_at)
    assert services.miss_begun_slots(now=slot.begins_at, limit=9) == 1
    assert states(slot) == {"person0": "booked", "person1": "missed"}


def test_a_shift_is_proven_after_it_began(admin: Member, now: datetime) -> None:
    campaign, (slot,) = world.with_slot(admin, now=now)
    (doer,) = people(1)
    booking = services.book_slot(slot=slot, member=doer, now=now)
    task = queries.get_task(Task.objects.get(booking=booking).public_id)
    world.run_to(campaign, now + 2 * DAY)
    with pytest.raises(errors.TooEarly):
        services.submit_proof(task=task, member=doer, text="Hosted.", now=now + 2 * DAY)
    services.submit_proof(task=task, member=doer, text="Hosted.", now=slot.ends_at)
    assert Task.objects.get(pk=task.pk).state == "submitted"


def deal(campaign: Campaign, slot: Slot) -> None:
    services.deal_due_slots(now=slot.deal_at, limit=9, campaign=campaign)  # type: ignore[arg-type]


def test_wishes_are_dealt_to_who_had_the_fewest(admin: Member, now: datetime) -> None:
    campaign, slots = world.with_slot(admin, now=now, slots=3, deal=True)
    early, late = people(2)
    for number, slot in enumerate(slots):
        services.book_slot(slot=slot, member=early, now=now)
        services.book_slot(slot=slot, member=late, now=now + HOUR)
        assert set(states(slot).values()) == {"wished"}, number
    deal(campaign, slots[0])
    assert states(slots[0]) == {"person0": "booked", "person1": "waiting"}
    deal(campaign, slots[1])
    assert states(slots[1]) == {"person0": "waiting", "person1": "booked"}
    names = [row.name for row in OutboxEvent.objects.filter(name="SlotPassedOver")]
    assert len(names) == 2


def test_who_was_passed_over_comes_first_among_equals(admin: Member, now: datetime) -> None:
    campaign, slots = world.with_slot(admin, now=now, slots=2, deal=True)
    first, second, third = people(3)
    for place, doer in enumerate((first, second)):
        services.book_slot(slot=slots[0], member=doer, now=now + place * HOUR)
    # The third asks for the second shift long before who was passed over.
    services.book_slot(slot=slots[1], member=third, now=now)
    services.book_slot(slot=slots[1], member=second, now=now + 5 * HOUR)
    deal(campaign, slots[0])
    deal(campaign, slots[1])
    assert states(slots[1]) == {"person1": "booked", "person2": "waiting"}


def test_a_booking_after_the_moment_of_dealing_comes_after_the_wishes(
    admin: Member, now: datetime
) -> None:
    _campaign, (slot,) = world.with_slot(admin, now=now, deal=True)
    wished, late = people(2)
    services.book_slot(slot=slot, member=wished, now=now)
    assert slot.deal_at is not None
    # No sweep has run: the booking itself deals first.
    assert services.book_slot(slot=slot, member=late, now=slot.deal_at).state == "waiting"
    assert states(slot)["person0"] == "booked"


@given(
    seats=st.integers(1, 3),
    wishes=st.lists(st.sets(st.integers(0, 4), min_size=1), min_size=1, max_size=6),
)
def test_rotation_is_fair_whatever_is_wished_for(seats: int, wishes: list[set[int]]) -> None:
    now = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
    admin = world.member(f"boss{Member.objects.count()}", "admin")
    doers = [world.member(f"p{Member.objects.count()}x{number}") for number in range(5)]
    campaign, slots = world.with_slot(admin, now=now, slots=len(wishes), capacity=seats, deal=True)
    for slot, wanted in zip(slots, wishes, strict=True):
        for number in sorted(wanted):
            services.book_slot(slot=slot, member=doers[number], now=now)
    had = dict.fromkeys(range(5), 0)
    for slot, wanted in zip(slots, wishes, strict=True):
        before = dict(had)
        deal(campaign, slot)
        got = {
            number
            for number in wanted
            if Booking.objects.get(slot=slot, member=doers[number]).state == "booked"
        }
        assert len(got) == min(seats, len(wanted))
        # Nobody who got a place had had more than somebody who wanted it and didn't.
        assert all(before[one] <= before[other] for one in got for other in wanted - got)
        for number in got:
            had[number] += 1


def test_my_shifts_are_a_calendar(admin: Member, now: datetime) -> None:
    _campaign, slots = world.with_slot(admin, now=now, slots=2, capacity=1)
    first, second = people(2)
    services.book_slot(slot=slots[0], member=first, now=now)
    services.book_slot(slot=slots[1], member=second, now=now)
    services.book_slot(slot=slots[1], member=first, now=now)
    text = write_shifts("Mine", queries.bookings_of(first), now=now)
    assert text.count("BEGIN:VEVENT") == 2
    assert text.count("STATUS:CONFIRMED") == 1
    assert text.count("STATUS:TENTATIVE") == 1
    assert f"DTSTART:{slots[0].begins_at:%Y%m%dT%H%M%SZ}" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_days_of_the_calendar_go_by_the_readers_clock(admin: Member, now: datetime) -> None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    campaign, (slot,) = world.with_slot(admin, now=now.replace(hour=22))
    shown = {
        name: queries.calendar_of(
            queries.slots_of(campaign), viewer=None, zone=ZoneInfo(name), now=now
        )[0].on
        for name in ("UTC", "Asia/Riyadh")
    }
    assert shown["UTC"] == slot.begins_at.date()
    assert (shown["Asia/Riyadh"] - shown["UTC"]).days == 1
