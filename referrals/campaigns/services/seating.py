"""Shifts: wished for, dealt out by rotation, booked, cancelled, moved up from the waiting list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from referrals.campaigns.choices import BookingMove, BookingState, Part, TaskMove
from referrals.campaigns.errors import NotTakingPart, SlotBooked, SlotOver, SlotOverlaps
from referrals.campaigns.events import SlotAsked, SlotCancelled, SlotGiven, SlotPassedOver
from referrals.campaigns.models import Booking, Campaign, Slot, Task
from referrals.campaigns.policies import is_joinable
from referrals.campaigns.queries.slots import by_rotation, overlapping
from referrals.campaigns.services.acting import (
    TIMER,
    Actor,
    iso,
    lock_campaign,
    lock_members,
    lock_slot,
    lock_task,
    transition,
)
from referrals.campaigns.services.joining import begin_task, end_task


@transaction.atomic
def book_slot(*, slot: Slot, member: Member, now: datetime) -> Booking:
    """Ask for a place in a shift: it is given at once while there is one.

    While wishes gather it becomes a wish; when all places are taken, a place on the waiting list.
    Locks the campaign, the shift, the member: of two who want the last place one gets it, and
    nobody has two shifts at one time. Raises NotTakingPart, SlotOver, SlotBooked, SlotOverlaps,
    FundUsedUp.
    """
    campaign = lock_campaign(slot.mission.campaign_id)
    row = lock_slot(slot.pk)
    is_dealt_now = row.deal_at is not None and row.dealt_at is None and now >= row.deal_at
    line = Booking.objects.in_line().filter(slot=row).values_list("member_id", flat=True)
    # All at once: whoever locks some and then others meets whoever began with those.
    lock_members([member.pk, *(line if is_dealt_now else ())])
    _refuse(campaign, row, member, now)
    if is_dealt_now:
        _deal(campaign, row, now)
    is_wish = row.gathers_wishes(now)
    if overlapping([member.pk], row):
        raise SlotOverlaps
    state = BookingState.WISHED if is_wish else BookingState.WAITING
    booking = Booking.objects.create(slot=row, member=member, state=state, asked_at=now)
    if not is_wish and row.left > 0:
        _seat(campaign, row, booking, now=now, moved_up=False)
    else:
        publish(SlotAsked(**booking_facts(booking), state=booking.state), now=now)
    return booking


def _refuse(campaign: Campaign, slot: Slot, member: Member, now: datetime) -> None:
    if not is_joinable(campaign):
        raise NotTakingPart
    if slot.begins_at <= now:
        raise SlotOver
    if Booking.objects.live().filter(slot=slot, member=member).exists():
        raise SlotBooked


def _seat(
    campaign: Campaign, slot: Slot, booking: Booking, *, now: datetime, moved_up: bool
) -> None:
    """Give a place in a locked shift; the work on it begins with its reward set aside."""
    slot.taken += 1
    slot.save(update_fields=["taken"])
    booking.slot = slot
    transition(booking, BookingMove.SEAT, by=TIMER, now=now, changes={"seated_at": now})
    begin_task(campaign, slot.mission, booking.member, booking=booking, now=now)
    publish(SlotGiven(**booking_facts(booking), moved_up=moved_up), now=now)


@transaction.atomic
def cancel_booking(*, booking: Booking, member: Member, now: datetime) -> Booking:
    """Give a place back, or leave the line, before the shift begins.

    The place goes to whoever is next by rotation, with a notice. Locks the campaign, the shift,
    those who wait. Raises NotFound for others, SlotOver, StateRefuses.
    """
    if booking.member_id != member.pk:
        raise NotFound
    campaign = lock_campaign(booking.slot.mission.campaign_id)
    slot = lock_slot(booking.slot_id)
    row = Booking.objects.select_for_update(no_key=True, of=("self",)).select_related("member")
    mine = row.get(pk=booking.pk)
    if slot.begins_at <= now:
        raise SlotOver
    had_place = mine.state == BookingState.BOOKED
    changes = {"cancelled_at": now}
    by = Actor(Part.MEMBER, member)
    transition(mine, BookingMove.CANCEL, by=by, now=now, changes=changes)
    if had_place:
        task = lock_task(Task.objects.values_list("pk", flat=True).get(booking=mine))
        end_task(campaign, task, TaskMove.WITHDRAW, by=by, now=now)
        slot.taken -= 1
        slot.save(update_fields=["taken"])
        if not slot.gathers_wishes(now) and is_joinable(campaign):
            _move_up(campaign, slot, now)
    mine.slot = slot
    publish(SlotCancelled(**booking_facts(mine)), now=now)
    return mine


def _move_up(campaign: Campaign, slot: Slot, now: datetime) -> None:
    """Give free places to those who wait, by rotation; who has another shift then is left out."""
    waiting = Booking.objects.in_line().filter(slot=slot).select_related("member")
    rows = list(waiting)
    lock_members([row.member_id for row in rows])
    busy = overlapping({row.member_id for row in rows}, slot)
    for booking in by_rotation(rows, campaign):
        if slot.left <= 0:
            break
        if booking.member_id not in busy:
            _seat(campaign, slot, booking, now=now, moved_up=True)


def deal_due_slots(*, now: datetime, limit: int, campaign: Campaign | None = None) -> int:
    """Deal out the shifts whose wishes have gathered long enough; returns how many.

    Each in its own transaction, the earliest first, so that who got one counts as having it.
    """
    rows = Slot.objects.to_deal(now)
    rows = rows.filter(mission__campaign=campaign) if campaign is not None else rows
    keys = list(rows.values_list("pk", "mission__campaign_id")[:limit])
    return sum(_deal_due(pk, campaign_id, now) for pk, campaign_id in keys)


def _deal_due(pk: int, campaign_id: int, now: datetime) -> bool:
    with transaction.atomic():
        campaign = lock_campaign(campaign_id)
        slot = lock_slot(pk)
        if slot.dealt_at is not None or slot.deal_at is None or slot.deal_at > now:
            return False
        _deal(campaign, slot, now)
    return True


def _deal(campaign: Campaign, slot: Slot, now: datetime) -> None:
    """Deal a locked shift: by rotation while places last, the others wait, each is told.

    One that has begun meanwhile is dealt to nobody: who wished for it couldn't know.
    """
    wishes = Booking.objects.in_line().filter(slot=slot).select_related("member")
    rows = list(wishes)
    lock_members([row.member_id for row in rows])
    slot.dealt_at = now
    slot.save(update_fields=["dealt_at"])
    if not is_joinable(campaign) or slot.begins_at <= now:
        return
    busy = overlapping({row.member_id for row in rows}, slot)
    for booking in by_rotation(rows, campaign):
        if slot.left > 0 and booking.member_id not in busy:
            _seat(campaign, slot, booking, now=now, moved_up=False)
        elif booking.state == BookingState.WISHED:
            # Who was busy at that time wasn't passed over.
            changes = {"was_passed_over": booking.member_id not in busy}
            transition(booking, BookingMove.PASS_OVER, by=TIMER, now=now, changes=changes)
            publish(SlotPassedOver(**booking_facts(booking)), now=now)


def miss_begun_slots(*, now: datetime, limit: int) -> int:
    """End the waiting for shifts that have begun; returns how many waited in vain."""
    late = Booking.objects.in_line().filter(slot__begins_at__lte=now).order_by("pk")
    keys = list(late.values_list("pk", flat=True)[:limit])
    return sum(_miss(pk, now) for pk in keys)


def _miss(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        rows = Booking.objects.in_line().select_for_update(no_key=True, skip_locked=True)
        booking = rows.filter(pk=pk).first()
        if booking is None:
            return False
        transition(booking, BookingMove.MISS, by=TIMER, now=now)
    return True


def booking_facts(booking: Booking) -> dict[str, Any]:
    """Return the fields that all events of a booking share."""
    mission = booking.slot.mission
    return {
        "booking_id": booking.public_id,
        "campaign_id": mission.campaign.public_id,
        "mission_id": mission.public_id,
        "member_id": booking.member.public_id,
        "begins_at": iso(booking.slot.begins_at),
    }
