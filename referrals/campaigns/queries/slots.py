"""The calendar of shifts, who had how many, and who comes next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from marketplace.accounts.models import Member
from referrals.campaigns.choices import BookingState
from referrals.campaigns.models import Booking, Campaign, Mission, Slot


@dataclass(frozen=True)
class ShownSlot:
    """A shift as a reader sees it: `mine` is their own booking, `in_line` how many wait."""

    slot: Slot
    mine: Booking | None = None
    in_line: int = 0
    has_begun: bool = False
    gathers_wishes: bool = False


@dataclass(frozen=True)
class Day:
    """A day of the calendar, by the reader's clock."""

    on: date
    slots: list[ShownSlot] = field(default_factory=list)


def slots_of(campaign: Campaign, mission: Mission | None = None) -> QuerySet[Slot]:
    """Return a campaign's shifts, or one mission's, the earliest first."""
    rows = Slot.objects.select_related("mission__campaign").prefetch_related("mission__texts")
    rows = rows.filter(mission__campaign=campaign)
    rows = rows.filter(mission=mission) if mission is not None else rows
    return rows.order_by("begins_at", "id")


def calendar_of(
    slots: Iterable[Slot], *, viewer: Member | None, zone: tzinfo, now: datetime
) -> list[Day]:
    """Return shifts by day in the reader's zone. Two queries whatever their number."""
    rows = list(slots)
    waiting = dict(
        Booking.objects.in_line()
        .filter(slot__in=rows)
        .values_list("slot_id")
        .annotate(Count("id"))
        .order_by()
    )
    mine = (
        {one.slot_id: one for one in Booking.objects.live().filter(slot__in=rows, member=viewer)}
        if viewer is not None
        else {}
    )
    shown = [
        ShownSlot(
            slot=row,
            mine=mine.get(row.pk),
            in_line=waiting.get(row.pk, 0),
            has_begun=row.begins_at <= now,
            gathers_wishes=row.gathers_wishes(now),
        )
        for row in rows
    ]
    days = groupby(shown, key=lambda one: one.slot.begins_at.astimezone(zone).date())
    return [Day(on, list(found)) for on, found in days]


def bookings_of(member: Member) -> QuerySet[Booking]:
    """Return the member's bookings that still stand, those of the past first."""
    rows = Booking.objects.live().filter(member=member)
    rows = rows.select_related("slot__mission__campaign", "member").prefetch_related(
        "slot__mission__texts", "slot__mission__campaign__texts"
    )
    return rows.order_by("slot__begins_at", "id")


def coming_bookings_of(member: Member, *, now: datetime) -> QuerySet[Booking]:
    """Return the member's bookings of shifts that aren't over, the next one first."""
    return bookings_of(member).filter(slot__ends_at__gt=now)


def bookings_in(slot: Slot) -> list[Booking]:
    """Return who has a place in a shift or stands in line for it, for the desk."""
    rows = Booking.objects.live().filter(slot=slot).select_related("member")
    return list(rows.order_by("asked_at", "id"))


def had_slots(campaign: Campaign, members: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return by member how many shifts of a campaign they have, and how often passed over."""
    rows = (
        Booking.objects.filter(slot__mission__campaign=campaign, member_id__in=members)
        .values_list("member_id")
        .annotate(
            had=Count("id", filter=Q(state=BookingState.BOOKED)),
            passed=Count("id", filter=Q(was_passed_over=True)),
        )
        .order_by()
    )
    return {pk: (had, passed) for pk, had, passed in rows}


def by_rotation(bookings: Iterable[Booking], campaign: Campaign) -> list[Booking]:
    """Return wishes for one shift in the order in which they are seated.

    Who had the fewest shifts of this campaign comes first; of those, who was passed over the most
    often; of those, who asked first. So nobody is always last: each time without a place moves
    somebody ahead of all who had as many shifts.
    """
    rows = list(bookings)
    known = had_slots(campaign, {row.member_id for row in rows})

    def order(row: Booking) -> tuple[int, int, datetime, int]:
        had, passed = known.get(row.member_id, (0, 0))
        return (had, -passed, row.asked_at, row.pk)

    return sorted(rows, key=order)


def overlapping(member_ids: Collection[int], slot: Slot) -> set[int]:
    """Return which of these members have a place in another shift at the time of this one."""
    rows = Booking.objects.filter(
        member_id__in=member_ids,
        state=BookingState.BOOKED,
        slot__begins_at__lt=slot.ends_at,
        slot__ends_at__gt=slot.begins_at,
    ).exclude(slot=slot)
    return set(rows.values_list("member_id", flat=True))
