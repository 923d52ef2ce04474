"""Places whose clocks change, and orders that begin there, for the tests of moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from marketplace.accounts.models import Member
from marketplace.orders import services
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.tests.world import order_in

SECOND = timedelta(seconds=1)
HOURS_OF_A_DAY = 24
LONG = {"delivery_days": 60, "extras": []}
SHORT = {"delivery_days": 2, "extras": []}


def after(hours: int) -> timedelta:
    return timedelta(hours=hours)


def days(count: int) -> timedelta:
    """Return so many times 24 hours, whatever clocks on walls do meanwhile."""
    return timedelta(hours=HOURS_OF_A_DAY * count)


@dataclass(frozen=True)
class Place:
    """A start on somebody's wall, and the wall time two delivery days later."""

    name: str
    zone: str
    country: str
    start: str
    in_two_days: str

    def moment(self, wall: str) -> datetime:
        """Return a wall time as a moment."""
        local = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(self.zone))
        return local.astimezone(UTC)


PLACES = [
    Place("plain", "Asia/Riyadh", "SA", "2026-11-23 09:00", "2026-11-25 09:00"),
    # A day of 23 hours and one of 25: Sunday 2027-03-28 and Sunday 2027-10-31.
    Place("berlin_23", "Europe/Berlin", "DE", "2027-03-26 10:00", "2027-03-30 10:00"),
    Place("berlin_25", "Europe/Berlin", "DE", "2027-10-29 10:00", "2027-11-02 10:00"),
    # Where Friday rests, that Sunday is a working day, and 02:30 is missing on it, or comes twice.
    Place("berlin_gap", "Europe/Berlin", "SO", "2027-03-26 02:30", "2027-03-28 03:30"),
    Place("berlin_twice", "Europe/Berlin", "SO", "2027-10-29 02:30", "2027-10-31 02:30"),
    # Sunday 2027-03-14 and Sunday 2027-11-07.
    Place("new_york_23", "America/New_York", "US", "2027-03-12 09:00", "2027-03-16 09:00"),
    Place("new_york_25", "America/New_York", "US", "2027-11-05 09:00", "2027-11-09 09:00"),
    # Beirut's clocks change at midnight: 00:30 is missing.
    Place("beirut_23", "Asia/Beirut", "LB", "2027-03-26 09:00", "2027-03-30 09:00"),
    Place("beirut_gap", "Asia/Beirut", "SO", "2027-03-26 00:30", "2027-03-28 01:30"),
    Place("beirut_25", "Asia/Beirut", "LB", "2027-10-29 09:00", "2027-11-02 09:00"),
    # 29 February 2028 is a Tuesday.
    Place("leap_over", "Asia/Riyadh", "SA", "2028-02-28 09:00", "2028-03-01 09:00"),
    Place("leap_onto", "Asia/Dubai", "AE", "2028-02-25 09:00", "2028-02-29 09:00"),
    Place("leap_from", "Asia/Riyadh", "SA", "2028-02-29 09:00", "2028-03-02 09:00"),
]


@dataclass(frozen=True)
class Scene:
    """Two sides, a place, and the moment at which everything begins."""

    client: Member
    seller: Member
    place: Place

    @property
    def start(self) -> datetime:
        """When it begins."""
        return self.place.moment(self.place.start)

    @property
    def in_two_days(self) -> datetime:
        """When two delivery days are over."""
        return self.place.moment(self.place.in_two_days)

    def order(self, state: OrderState, **terms: Any) -> Order:
        """Return an order in this state since the start."""
        return order_in(state, self.client, self.seller, now=self.start, **(terms or LONG))


def reminded(scene: Scene) -> Order:
    order = scene.order(OrderState.AWAITING_REQUIREMENTS)
    return services.settle_order(order=order, now=scene.start + days(3))


def late(scene: Scene) -> Order:
    order = scene.order(OrderState.IN_PROGRESS, **SHORT)
    return services.settle_order(order=order, now=scene.in_two_days)


def refused_while_late(scene: Scene) -> Order:
    """The client asked late in vain a day after the deadline: the two weeks begin anew."""
    asked: dict[str, Any] = {"order": late(scene), "now": scene.in_two_days + days(1)}
    order = services.request_cancellation(**asked, actor=scene.client, reason="Late.")
    return services.refuse_cancellation(order=order, actor=scene.seller, now=asked["now"])


def stopped(scene: Scene) -> Order:
    order = scene.order(OrderState.IN_PROGRESS, **SHORT)
    return services.stop_clock(order=order, actor=scene.seller, reason="Files.", now=scene.start)


def revised(scene: Scene) -> Order:
    order = scene.order(OrderState.DELIVERED, delivery_days=1, extras=[], revisions=1)
    return services.request_revision(
        order=order, actor=scene.client, text="Bolder.", now=scene.start
    )


def given_two_days(scene: Scene) -> Order:
    """The client gives two days more on an order that is late already: they count from then."""
    begins = scene.start - days(8)
    order = order_in(OrderState.IN_PROGRESS, scene.client, scene.seller, now=begins, **SHORT)
    order = services.request_extension(
        order=order, actor=scene.seller, days=2, reason="Ill.", now=scene.start
    )
    return services.answer_extension(order=order, actor=scene.client, accept=True, now=scene.start)


def asked_to_cancel(scene: Scene) -> Order:
    order = scene.order(OrderState.IN_PROGRESS)
    return services.request_cancellation(
        order=order, actor=scene.client, reason="Sorry.", now=scene.start
    )


def refund_proposed(scene: Scene) -> Order:
    order = scene.order(OrderState.COMPLETED)
    return services.propose_refund(
        order=order, actor=scene.seller, amount=100, reason="A fault.", now=scene.start
    )


def extra_proposed(scene: Scene) -> Order:
    return services.propose_extra(
        order=scene.order(OrderState.IN_PROGRESS),
        actor=scene.client,
        title="More",
        amount=100,
        now=scene.start,
    )


def extra_agreed(scene: Scene) -> Order:
    """The freelancer agreed a day later: the client has all the hours to pay."""
    order = extra_proposed(scene)
    return services.agree_extra(order=order, actor=scene.seller, now=scene.start + days(1))
