"""Every moment that counts for an order, to the second: before it, at it, after it, and only once.

One row for each timer and one for each window. Most are elapsed time, which a change of clocks
leaves alone; delivery days are days on the freelancer's wall, without the days of rest there.
A timer, or a length of time among the rules, that has no row here fails the last two tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.money import Money
from marketplace.ledger.queries import spendable_credit, wallet_of
from marketplace.ledger.services import clear_due_lots, expire_credit, grant_credit
from marketplace.orders import services
from marketplace.orders.choices import OrderState, TimerKind
from marketplace.orders.models import Order
from marketplace.orders.services.settling import _ACTS
from marketplace.orders.tests.boundaries import (
    PLACES,
    SECOND,
    SHORT,
    Place,
    Scene,
    after,
    asked_to_cancel,
    days,
    extra_agreed,
    extra_proposed,
    given_two_days,
    late,
    refund_proposed,
    refused_while_late,
    reminded,
    revised,
    stopped,
)
from marketplace.orders.tests.world import TOTAL

pytestmark = pytest.mark.django_db


@pytest.fixture(params=PLACES, ids=lambda place: place.name)
def scene(request: Any, client_member: Member, seller: Member) -> Scene:
    place: Place = request.param
    Member.objects.filter(pk=seller.pk).update(country=place.country, timezone=place.zone)
    seller.refresh_from_db()
    return Scene(client_member, seller, place)


# Timers: what begins them, when they act, and how one sees it.
Begin = Callable[[Scene], Order]
When = Callable[[Scene], datetime]


@dataclass(frozen=True)
class Timer:
    """A row of the table."""

    kind: TimerKind
    begin: Begin
    due: When
    acted: Callable[[Order], bool]
    line: str
    rules: tuple[str, ...] = ()
    note: str = ""

    @property
    def name(self) -> str:
        """What the test is called."""
        return f"{self.kind.value}{'-' if self.note else ''}{self.note}"


def is_late(order: Order) -> bool:
    return order.is_late


def is_with_support(order: Order) -> bool:
    return order.support_since is not None


def ended_as(state: OrderState) -> Callable[[Order], bool]:
    return lambda order: order.state == state


TIMERS = [
    Timer(
        TimerKind.UNPAID,
        lambda scene: scene.order(OrderState.PENDING_PAYMENT),
        lambda scene: scene.start + after(24),
        ended_as(OrderState.CANCELLED),
        "cancel",
        ("unpaid_order_hours",),
    ),
    Timer(
        TimerKind.REQUIREMENTS_REMINDER,
        lambda scene: scene.order(OrderState.AWAITING_REQUIREMENTS),
        lambda scene: scene.start + days(3),
        lambda order: order.reminded_at is not None,
        "remind",
        ("requirements_reminder_days",),
    ),
    Timer(
        TimerKind.REQUIREMENTS_EXPIRED,
        reminded,
        lambda scene: scene.start + days(14),
        ended_as(OrderState.REFUNDED),
        "cancel",
        ("requirements_cancel_days",),
    ),
    Timer(
        TimerKind.DEADLINE,
        lambda scene: scene.order(OrderState.IN_PROGRESS, **SHORT),
        lambda scene: scene.in_two_days,
        is_late,
        "mark_late",
    ),
    Timer(
        TimerKind.DEADLINE,
        revised,
        lambda scene: scene.in_two_days,
        is_late,
        "mark_late",
        ("revision_days_min",),
        note="revision",
    ),
    Timer(
        TimerKind.DEADLINE,
        given_two_days,
        lambda scene: scene.in_two_days,
        is_late,
        "mark_late",
        note="extension",
    ),
    Timer(
        TimerKind.CLOCK_RESUME,
        stopped,
        lambda scene: scene.start + days(14),
        lambda order: order.clock_stopped_at is None,
        "resume_clock",
        ("clock_stop_max_days",),
    ),
    Timer(
        TimerKind.STALLED,
        late,
        lambda scene: scene.in_two_days + days(14),
        is_with_support,
        "escalate",
        ("late_support_days",),
    ),
    Timer(
        TimerKind.STALLED,
        refused_while_late,
        lambda scene: scene.in_two_days + days(15),
        is_with_support,
        "escalate",
        note="after_a_refusal",
    ),
    Timer(
        TimerKind.AUTO_COMPLETE,
        lambda scene: scene.order(OrderState.DELIVERED),
        lambda scene: scene.start + days(3),
        ended_as(OrderState.COMPLETED),
        "complete",
        ("auto_complete_days",),
    ),
    Timer(
        TimerKind.CANCELLATION_UNANSWERED,
        asked_to_cancel,
        lambda scene: scene.start + after(48),
        is_with_support,
        "escalate",
        ("cancellation_answer_hours",),
    ),
    Timer(
        TimerKind.REFUND_UNANSWERED,
        refund_proposed,
        lambda scene: scene.start + after(72),
        lambda order: not order.refund_by,
        "expire_refund",
        ("refund_answer_hours",),
    ),
    Timer(
        TimerKind.EXTRA_UNANSWERED,
        extra_proposed,
        lambda scene: scene.start + after(72),
        lambda order: not order.extra_by,
        "expire_extra",
        ("extra_answer_hours",),
    ),
    Timer(
        TimerKind.EXTRA_UNANSWERED,
        extra_agreed,
        lambda scene: scene.start + days(1) + after(72),
        lambda order: not order.extra_by,
        "expire_extra",
        note="unpaid",
    ),
]


def sweep(order: Order, at: datetime) -> Order:
    services.settle_due_orders(now=at, limit=100)
    return Order.objects.get(pk=order.pk)


@pytest.mark.parametrize("timer", TIMERS, ids=lambda timer: timer.name)
def test_a_timer_acts_at_its_second_and_once(timer: Timer, scene: Scene) -> None:
    due = timer.due(scene)
    for first_look in (due, due + SECOND):
        order = timer.begin(scene)
        assert (order.timer_kind, order.timer_at) == (timer.kind, due)
        before = order.timeline.filter(kind=timer.line).count()
        assert not timer.acted(sweep(order, due - SECOND))

        order = sweep(order, first_look)
        assert timer.acted(order)
        sweep(order, first_look)

        lines = order.timeline.filter(kind=timer.line).order_by("id")
        assert lines.count() == before + 1
        # Whoever looks later finds the moment itself written down.
        assert lines[before].at == due


# Windows: what is possible before a moment is impossible from that moment on, or the other way.
@dataclass(frozen=True)
class Window:
    """A row of the second table: `does` returns whether something is so at a moment."""

    name: str
    begin: Begin
    ends: When
    is_open: Callable[[Scene, Order, datetime], bool]
    rules: tuple[str, ...]


def may_complain(scene: Scene, order: Order, at: datetime) -> bool:
    asked: dict[str, Any] = {"order": order, "actor": scene.client, "now": at}
    try:
        services.complain(**asked, wanted_amount=1, text="Broken.")
    except DomainError:
        return False
    services.withdraw_complaint(**asked)
    return True


def is_clearing(scene: Scene, order: Order, at: datetime) -> bool:
    for _twice in range(2):
        clear_due_lots(now=at, limit=100)
    (wallet,) = wallet_of(scene.seller)
    assert wallet.clearing + wallet.available == order.earning_amount
    return bool(wallet.clearing)


def held_by_complaint(scene: Scene) -> Order:
    """A complaint a day after completion keeps the money a day longer than it would clear."""
    order = scene.order(OrderState.COMPLETED)
    return services.complain(
        order=order,
        actor=scene.client,
        wanted_amount=1,
        text="Broken.",
        now=scene.start + days(1),
    )


def paid_by_credit(scene: Scene) -> Order:
    """Credit paid for an order that was called off: it can be spent for sixty days more."""
    grant_credit(
        key=f"test:{scene.place.name}",
        member=scene.client,
        amount=Money(TOTAL, "USD"),
        note="x",
        expires_at=scene.start + SECOND,
        now=scene.start,
    )
    order = scene.order(OrderState.PENDING_PAYMENT)
    asked: dict[str, Any] = {"actor": scene.client, "now": scene.start}
    order = services.use_credit(order=order, wanted=True, **asked)
    order = services.pay_from_wallet(order=order, **asked)
    return services.cancel_order(order=order, **asked)


def has_credit(scene: Scene, order: Order, at: datetime) -> bool:
    for _twice in range(2):
        expire_credit(now=at, limit=100)
    there = spendable_credit(scene.client, "USD", now=at)
    assert there in {0, order.total_amount}
    return bool(there)


WINDOWS = [
    Window(
        "complaint",
        lambda scene: scene.order(OrderState.COMPLETED),
        lambda scene: scene.start + days(60),
        may_complain,
        ("complaint_days",),
    ),
    Window(
        "clearing",
        lambda scene: scene.order(OrderState.COMPLETED),
        lambda scene: scene.start + days(14),
        is_clearing,
        ("clearing_days",),
    ),
    Window(
        "clearing_held_by_a_complaint",
        held_by_complaint,
        lambda scene: scene.start + days(15),
        is_clearing,
        ("complaint_hold_days",),
    ),
    Window(
        "credit_that_came_back",
        paid_by_credit,
        lambda scene: scene.start + days(60),
        has_credit,
        (),
    ),
]


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: window.name)
def test_a_window_closes_at_its_second(window: Window, scene: Scene) -> None:
    order, ends = window.begin(scene), window.ends(scene)
    assert window.is_open(scene, order, ends - SECOND)
    assert not window.is_open(scene, order, ends)
    assert not window.is_open(scene, order, ends + SECOND)


# Lengths of time that begin nothing: limits on what somebody may ask for or record.
LIMITS = {"extension_days_max", "outage_hours_max", "outage_gap_minutes"}
LENGTHS = re.compile(r"rules\(\)\.(\w+_(?:days|hours|minutes|seconds)(?:_\w+)?)")


def test_every_timer_has_its_row() -> None:
    rows = {timer.kind for timer in TIMERS}
    assert rows == set(TimerKind)
    assert set(_ACTS) == rows


def test_every_length_of_time_among_the_rules_has_its_row() -> None:
    here = Path(services.__file__).parent
    used = {name for file in here.glob("*.py") for name in LENGTHS.findall(file.read_text())}
    rows: list[Timer | Window] = [*TIMERS, *WINDOWS]
    told = {name for row in rows for name in row.rules}
    assert used == told | LIMITS


def test_every_moment_on_an_order_is_ruled_or_is_history() -> None:
    """A new column with a moment in the future belongs to a timer: it is named here on purpose."""
    ahead = {
        "delivery_due_at",
        "stalled_at",
        "review_due_at",
        "clears_at",
        "cancellation_due_at",
        "refund_due_at",
        "extra_due_at",
        "timer_at",
        "not_before_at",
    }
    past = {
        *("created_at", "paid_at", "reminded_at", "started_at", "late_at", "clock_stopped_at"),
        *("delivered_at", "completed_at", "closed_at", "support_since"),
    }
    columns = {
        field.name
        for field in Order._meta.concrete_fields
        if field.get_internal_type() == "DateTimeField"
    }
    assert columns == ahead | past
