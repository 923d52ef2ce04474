"""Stopping the clock, asking for time, and calling an order off."""

from __future__ import annotations

from datetime import datetime

import pytest

from marketplace.accounts.models import Member
from marketplace.ledger.queries import available_balance, escrow_balance
from marketplace.orders import errors
from marketplace.orders.choices import ActorKind, OrderState, RequestState
from marketplace.orders.models import CancellationRequest, Order
from marketplace.orders.services import (
    accept_cancellation,
    answer_extension,
    cancel_order,
    complete_order,
    decide_cancellation,
    open_order,
    refuse_cancellation,
    request_cancellation,
    request_extension,
    resume_clock,
    settle_due_orders,
    stop_clock,
    withdraw_cancellation,
)
from marketplace.orders.tests.world import DAY, HOUR, TOTAL, order_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(client_member: Member, seller: Member, now: datetime) -> Order:
    return order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)


def due(order: Order) -> datetime:
    assert order.delivery_due_at is not None
    return order.delivery_due_at


def test_time_stood_still_is_added_as_it_elapsed(
    order: Order, seller: Member, client_member: Member, now: datetime
) -> None:
    before = due(order)
    stop_clock(order=order, actor=seller, reason="Waiting for a picture.", now=now + HOUR)

    running = resume_clock(order=order, actor=client_member, now=now + 20 * HOUR)

    assert due(running) == before + 19 * HOUR
    stop = order.clock_stops.get()
    assert (stop.started_by, stop.ended_by) == (ActorKind.SELLER, ActorKind.CLIENT)


def test_stopped_clock_is_never_late(order: Order, seller: Member, now: datetime) -> None:
    stop_clock(order=order, actor=seller, reason="Waiting.", now=now)

    later = open_order(member=seller, public_id=order.public_id, now=due(order) + 2 * DAY)

    assert not later.is_late


def test_stop_clock_needs_a_reason_and_refuses_late_orders(
    order: Order, seller: Member, now: datetime
) -> None:
    with pytest.raises(errors.ReasonMissing):
        stop_clock(order=order, actor=seller, reason=" ", now=now)
    with pytest.raises(errors.OrderIsLate):
        stop_clock(order=order, actor=seller, reason="Too late.", now=due(order))


def test_accepted_extension_adds_delivery_days(
    order: Order, seller: Member, client_member: Member, now: datetime
) -> None:
    before = due(order)
    request_extension(order=order, actor=seller, days=2, reason="More pages.", now=now)

    extended = answer_extension(order=order, actor=client_member, accept=True, now=now)

    # From Tuesday; two days on is Thursday.
    assert due(extended) == before + 2 * DAY
    assert extended.extension_days == 0


def test_accepted_extension_of_a_late_order_counts_from_now(
    order: Order, seller: Member, client_member: Member
) -> None:
    late_by = due(order) + DAY
    request_extension(order=order, actor=seller, days=1, reason="Nearly.", now=late_by)

    extended = answer_extension(order=order, actor=client_member, accept=True, now=late_by)

    assert (due(extended), extended.is_late) == (late_by + DAY, False)


def test_refused_extension_changes_nothing(
    order: Order, seller: Member, client_member: Member, now: datetime
) -> None:
    request_extension(order=order, actor=seller, days=1, reason="Nearly.", now=now)

    same = answer_extension(order=order, actor=client_member, accept=False, now=now)

    assert due(same) == due(order)
    with pytest.raises(errors.NoExtensionRequested):
        answer_extension(order=order, actor=client_member, accept=True, now=now)


@pytest.mark.parametrize("days", [0, -1, 31])
def test_extension_asks_for_sensible_days(
    days: int, order: Order, seller: Member, now: datetime
) -> None:
    with pytest.raises(errors.ExtensionDaysInvalid):
        request_extension(order=order, actor=seller, days=days, reason="x", now=now)


@pytest.mark.parametrize("state", [OrderState.PENDING_PAYMENT, OrderState.AWAITING_REQUIREMENTS])
def test_client_cancels_freely_before_the_work_starts(
    state: OrderState, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(state, client_member, seller, now=now)
    held = escrow_balance(order.reference, "USD")

    ended = cancel_order(order=order, actor=client_member, now=now + HOUR)

    assert ended.state == (OrderState.REFUNDED if held else OrderState.CANCELLED)
    assert available_balance(client_member, "USD") == held
    assert escrow_balance(order.reference, "USD") == 0


def test_after_the_start_nobody_cancels_alone(
    order: Order, client_member: Member, now: datetime
) -> None:
    with pytest.raises(errors.WorkHasStarted):
        cancel_order(order=order, actor=client_member, now=now)


@pytest.mark.parametrize(
    "state", [OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.REVISION_REQUESTED]
)
def test_agreed_cancellation_gives_everything_back(
    state: OrderState, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(state, client_member, seller, now=now)
    request_cancellation(order=order, actor=client_member, reason="Not needed.", now=now)

    ended = accept_cancellation(order=order, actor=seller, now=now + HOUR)

    assert (ended.state, ended.closed_at) == (OrderState.REFUNDED, now + HOUR)
    assert available_balance(client_member, "USD") == TOTAL
    request = CancellationRequest.objects.get()
    assert (request.state, request.answered_by) == (RequestState.ACCEPTED, ActorKind.SELLER)


def test_the_asker_can_withdraw_but_not_answer(
    order: Order, client_member: Member, seller: Member, now: datetime
) -> None:
    request_cancellation(order=order, actor=client_member, reason="Hm.", now=now)

    for verb in (accept_cancellation, refuse_cancellation):
        with pytest.raises(errors.OwnRequest):
            verb(order=order, actor=client_member, now=now)
    with pytest.raises(errors.NotYourRequest):
        withdraw_cancellation(order=order, actor=seller, now=now)
    with pytest.raises(errors.CancellationAlreadyRequested):
        request_cancellation(order=order, actor=seller, reason="Me too.", now=now)

    same = withdraw_cancellation(order=order, actor=client_member, now=now)
    assert same.cancellation_by == ""
    with pytest.raises(errors.NoCancellationRequested):
        accept_cancellation(order=order, actor=seller, now=now)


def test_silence_is_not_counted_while_a_request_is_open(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    request_cancellation(order=order, actor=client_member, reason="Not it.", now=now + DAY)

    refused = refuse_cancellation(order=order, actor=seller, now=now + DAY + 30 * HOUR)

    assert refused.timer_at == now + 3 * DAY + 30 * HOUR


def test_accepting_the_delivery_overtakes_the_request(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    request_cancellation(order=order, actor=client_member, reason="Not it.", now=now)

    complete_order(order=order, actor=client_member, now=now)

    assert CancellationRequest.objects.get().state == RequestState.OVERTAKEN


@pytest.mark.parametrize("accept", [True, False])
def test_support_decides_after_48_hours_and_not_before(
    accept: bool,  # noqa: FBT001
    order: Order,
    client_member: Member,
    support: Member,
    now: datetime,
) -> None:
    request_cancellation(order=order, actor=client_member, reason="No answer.", now=now)
    decision = {"order": order, "actor": support, "accept": accept}
    with pytest.raises(errors.CancellationNotWithSupport):
        decide_cancellation(**decision, reason="Early.", now=now + 47 * HOUR)  # type: ignore[arg-type]
    with pytest.raises(errors.ReasonMissing):
        decide_cancellation(**decision, reason="", now=now + 48 * HOUR)  # type: ignore[arg-type]

    decided = decide_cancellation(**decision, reason="Both heard.", now=now + 49 * HOUR)  # type: ignore[arg-type]

    assert decided.state == (OrderState.REFUNDED if accept else OrderState.IN_PROGRESS)
    assert escrow_balance(order.reference, "USD") == (0 if accept else TOTAL)
    request = CancellationRequest.objects.get()
    assert (request.decided_by, request.answer) == (support, "Both heard.")


def test_with_support_the_other_side_may_still_agree_but_not_refuse(
    order: Order, client_member: Member, seller: Member, now: datetime
) -> None:
    request_cancellation(order=order, actor=client_member, reason="No answer.", now=now)
    later = now + 60 * HOUR

    with pytest.raises(errors.CancellationWithSupport):
        refuse_cancellation(order=order, actor=seller, now=later)
    assert accept_cancellation(order=order, actor=seller, now=later).state == "refunded"


def test_support_never_decides_on_its_own_order(
    support: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, support, seller, now=now)
    request_cancellation(order=order, actor=support, reason="Mine.", now=now)

    with pytest.raises(errors.NotYourMove):
        decide_cancellation(
            order=order, actor=support, accept=True, reason="For me.", now=now + 49 * HOUR
        )


def test_support_can_not_slip_in_as_a_party(
    order: Order, client_member: Member, support: Member, now: datetime
) -> None:
    request_cancellation(order=order, actor=client_member, reason="No answer.", now=now)

    for verb in (accept_cancellation, refuse_cancellation):
        with pytest.raises(errors.NotYourMove):
            verb(order=order, actor=support, now=now + 60 * HOUR)


def test_stalled_order_that_support_keeps_comes_back_after_14_days(
    order: Order, client_member: Member, seller: Member, support: Member
) -> None:
    stalled_at = due(order) + 14 * DAY
    settle_due_orders(now=stalled_at, limit=5)
    for party in (client_member, seller):
        with pytest.raises(errors.CancellationWithSupport):
            accept_cancellation(order=order, actor=party, now=stalled_at)

    kept = decide_cancellation(
        order=order, actor=support, accept=False, reason="They talk.", now=stalled_at + DAY
    )

    assert (kept.timer_kind, kept.timer_at) == ("stalled", stalled_at + 15 * DAY)
