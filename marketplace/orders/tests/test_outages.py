"""Time that an outage took is given back, once; weekends can be changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError, PermissionRefused
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.core.worktime import weekend_of
from marketplace.orders import errors, services
from marketplace.orders.choices import OrderState, OutageState
from marketplace.orders.models import Order, Outage, OutageCredit
from marketplace.orders.services import credit_outages, record_outage, watch_heartbeat
from marketplace.orders.tests.world import DAY, HOUR, order_in

pytestmark = pytest.mark.django_db
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def running(client_member: Member, seller: Member, now: datetime) -> Order:
    return order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)


def outage(support: Member, begins: datetime, ends: datetime, *, now: datetime) -> Outage:
    return record_outage(actor=support, starts_at=begins, ends_at=ends, reason="Fire.", now=now)


def due(order: Order) -> datetime:
    order.refresh_from_db()
    assert order.delivery_due_at is not None
    return order.delivery_due_at


def test_a_running_clock_gets_the_overlap_once(
    running: Order, support: Member, now: datetime
) -> None:
    before = due(running)
    outage(support, now + 5 * HOUR, now + 8 * HOUR, now=now + 9 * HOUR)

    assert credit_outages(now=now + 9 * HOUR, limit=10) == 1
    assert credit_outages(now=now + 9 * HOUR, limit=10) == 0

    assert due(running) == before + 3 * HOUR == running.timer_at
    assert OutageCredit.objects.get().seconds == 3 * 3600
    line = running.timeline.latest("id")
    assert (line.kind, line.actor_kind, line.params["seconds"]) == (
        "credit_outage",
        "timer",
        10_800,
    )
    assert OutboxEvent.objects.get(name="OutageCredited").payload["seconds"] == 10_800
    assert Outage.objects.get().credited_at is not None


def test_only_the_time_in_which_it_ran_counts(
    running: Order, support: Member, seller: Member, now: datetime
) -> None:
    order = services.stop_clock(order=running, actor=seller, reason="x", now=now + 6 * HOUR)
    services.resume_clock(order=order, actor=seller, now=now + 7 * HOUR)
    before = due(running)
    outage(support, now - 2 * HOUR, now + 8 * HOUR, now=now + 9 * HOUR)

    credit_outages(now=now + 9 * HOUR, limit=10)

    assert due(running) == before + 7 * HOUR


def test_the_days_of_review_get_it_too(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    assert order.review_due_at is not None
    outage(support, now + HOUR, now + 5 * HOUR, now=now + 6 * HOUR)

    silent = services.open_order(
        member=client_member, public_id=order.public_id, now=order.review_due_at + HOUR
    )
    assert silent.state == OrderState.DELIVERED
    assert silent.review_due_at == order.review_due_at + 4 * HOUR
    done = services.open_order(
        member=client_member, public_id=order.public_id, now=order.review_due_at + 4 * HOUR
    )
    assert done.state == OrderState.COMPLETED
    assert done.completed_at == order.review_due_at + 4 * HOUR


def test_a_request_for_an_answer_gets_it(running: Order, support: Member, now: datetime) -> None:
    order = services.request_cancellation(order=running, actor=running.client, reason="x", now=now)
    order = services.propose_refund(
        order=order, actor=order.client, amount=5, reason="x", now=now + HOUR
    )
    outage(support, now, now + 3 * HOUR, now=now + 3 * HOUR)

    credit_outages(now=now + 3 * HOUR, limit=10)

    order.refresh_from_db()
    assert order.cancellation_due_at == now + 51 * HOUR
    assert order.refund_due_at == now + (1 + 72 + 2) * HOUR


@pytest.mark.parametrize(("hours", "is_late"), [(2, False), (1, True)])
def test_what_was_late_for_the_outage_alone_is_late_no_more(
    hours: int,
    is_late: bool,  # noqa: FBT001
    running: Order,
    support: Member,
) -> None:
    before = due(running)
    services.settle_due_orders(now=before, limit=5)
    at = before + HOUR
    outage(support, before - HOUR, before - HOUR + hours * HOUR, now=at)

    credit_outages(now=at, limit=10)

    assert due(running) == before + hours * HOUR
    assert running.is_late == is_late
    if is_late:
        assert running.late_at == before + HOUR


def test_what_began_after_the_deadline_gives_nothing(running: Order, support: Member) -> None:
    before = due(running)
    services.settle_due_orders(now=before, limit=5)
    outage(support, before, before + HOUR, now=before + 2 * HOUR)

    assert credit_outages(now=before + 2 * HOUR, limit=10) == 0
    assert due(running) == before


def test_a_delivery_that_an_outage_made_late_was_in_time(
    running: Order, support: Member, seller: Member
) -> None:
    before = due(running)
    services.settle_due_orders(now=before, limit=5)
    order = Order.objects.get(pk=running.pk)
    services.deliver_order(order=order, actor=seller, note="Here.", now=before + HOUR)
    outage(support, before - HOUR, before, now=before + 2 * HOUR)

    credit_outages(now=before + 2 * HOUR, limit=10)

    running.refresh_from_db()
    assert not running.is_late
    assert not running.deliveries.get().was_late


def test_elapsed_time_is_elapsed_time_where_clocks_change(
    client_member: Member, seller: Member, support: Member
) -> None:
    """Berlin goes back an hour at 03:00 on 2026-10-25: from 02:30 to 03:30 two hours pass."""
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 10, 24, 10, 0, tzinfo=berlin).astimezone(UTC)
    Member.objects.filter(pk=seller.pk).update(country="DE", timezone="Europe/Berlin")
    seller.refresh_from_db()
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=start)
    before = due(order)
    begins = datetime(2026, 10, 25, 2, 30, tzinfo=berlin).astimezone(UTC)
    ends = datetime(2026, 10, 25, 3, 30, tzinfo=berlin).astimezone(UTC)
    outage(support, begins, ends, now=ends)

    credit_outages(now=ends, limit=10)

    assert due(order) - before == 2 * HOUR


def test_an_outage_is_refused(support: Member, finance: Member, now: datetime) -> None:
    outage(support, now - 3 * HOUR, now - HOUR, now=now)
    cases: list[tuple[Member, datetime, datetime, type[DomainError]]] = [
        (finance, now - 9 * HOUR, now - 8 * HOUR, PermissionRefused),
        (support, now - HOUR, now - HOUR, errors.OutageTimesInvalid),
        (support, now - HOUR, now + MICROSECOND, errors.OutageTimesInvalid),
        (support, now - 8 * DAY, now - MICROSECOND, errors.OutageTimesInvalid),
        (support, now - 2 * HOUR, now, errors.OutageOverlaps),
    ]
    for actor, begins, ends, error in cases:
        with pytest.raises(error):
            outage(actor, begins, ends, now=now)
    outage(support, now - HOUR, now, now=now)
    assert AuditRecord.objects.filter(action="outage_record").count() == 2


def test_a_gap_of_the_heartbeat_is_found_and_decided(
    running: Order, support: Member, now: datetime
) -> None:
    before = due(running)
    assert watch_heartbeat(now=now) is None
    assert watch_heartbeat(now=now + 15 * timedelta(minutes=1) - MICROSECOND) is None
    found = watch_heartbeat(now=now + 5 * HOUR)
    assert watch_heartbeat(now=now + 5 * HOUR) is None
    assert found is not None
    assert (found.state, found.ends_at) == (OutageState.FOUND, now + 5 * HOUR)
    assert credit_outages(now=now + 5 * HOUR, limit=5) == 0

    services.decide_outage(outage=found, actor=support, credit=True, now=now + 5 * HOUR)
    with pytest.raises(errors.OutageDecided):
        services.decide_outage(outage=found, actor=support, credit=False, now=now + 5 * HOUR)
    credit_outages(now=now + 5 * HOUR, limit=5)

    assert due(running) > before + 4 * HOUR


def test_a_weekend_can_be_changed_and_put_back(
    client_member: Member, seller: Member, support: Member, finance: Member, now: datetime
) -> None:
    """2026-11-26 is a Thursday; Riyadh rests on Friday and Saturday."""
    start = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    Member.objects.filter(pk=seller.pk).update(country="SA", timezone="Asia/Riyadh")
    seller.refresh_from_db()
    given = {"country": "sa", "reason": "A new rule.", "now": now}

    with pytest.raises(PermissionRefused):
        services.change_weekend(actor=finance, days=[7], **given)  # type: ignore[arg-type]  # above
    services.change_weekend(actor=support, days=[5], **given)  # type: ignore[arg-type]  # above
    order = order_in(
        OrderState.IN_PROGRESS, client_member, seller, now=start, delivery_days=1, extras=[]
    )

    assert due(order) == start + 2 * DAY
    assert services.change_weekend(actor=support, days=None, **given) == {5, 6}  # type: ignore[arg-type]  # above
    audit = AuditRecord.objects.filter(action="weekend_change").order_by("id")
    assert [row.after["days"] for row in audit] == [[5], [5, 6]]


@pytest.mark.parametrize(("country", "days"), [("QQ", [5]), ("SA", [1, 2, 3, 4, 5, 6, 7])])
def test_a_weekend_without_sense_is_refused(
    country: str, days: list[int], support: Member, now: datetime
) -> None:
    before = weekend_of("SA")
    with pytest.raises(errors.WeekendInvalid):
        services.change_weekend(actor=support, country=country, days=days, reason="", now=now)
    assert weekend_of("SA") == before


def test_an_order_that_fails_keeps_no_other_waiting(
    running: Order, client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    at = due(running) + DAY
    # A late order that lacks the moment at which support looks into it.
    Order.objects.filter(pk=running.pk).update(late_at=due(running), stalled_at=None)
    other = order_in(
        OrderState.IN_PROGRESS, client_member, seller, now=now, delivery_days=30, extras=[]
    )
    before = due(other)
    found = outage(support, now + HOUR, now + 3 * HOUR, now=at)

    assert credit_outages(now=at, limit=10) == 1

    assert due(other) == before + 2 * HOUR
    found.refresh_from_db()
    assert found.credited_at is None


def test_what_is_read_of_a_proposal_moves_with_it(running: Order, now: datetime) -> None:
    services.propose_refund(order=running, actor=running.client, amount=5, reason="x", now=now)
    order = services.propose_extra(
        order=running, actor=running.seller, title="More", amount=500, now=now
    )
    Outage.objects.create(
        starts_at=now, ends_at=now + HOUR, state=OutageState.RECORDED, found_at=now
    )

    credit_outages(now=now + HOUR, limit=10)

    order.refresh_from_db()
    assert order.refund_due_at == order.refund_proposals.get().due_at == now + 73 * HOUR
    assert order.extra_due_at == order.extra_proposals.get().due_at == now + 73 * HOUR


def test_days_of_review_that_stood_still_get_nothing_more(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    order = services.request_cancellation(order=order, actor=seller, reason="x", now=now + HOUR)
    order = services.withdraw_cancellation(order=order, actor=seller, now=now + 9 * HOUR)
    before = order.review_due_at
    outage(support, now, now + 8 * HOUR, now=now + 10 * HOUR)

    assert credit_outages(now=now + 10 * HOUR, limit=10) == 1

    order.refresh_from_db()
    assert before is not None
    assert order.review_due_at == before + HOUR


@pytest.mark.parametrize("state", [OrderState.DELIVERED, OrderState.IN_PROGRESS])
def test_an_outage_within_a_dispute_that_was_withdrawn_gives_nothing_more(
    state: OrderState, client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    order = order_in(state, client_member, seller, now=now)
    services.open_dispute(order=order, actor=client_member, reason="x", now=now + HOUR)
    order = services.leave_dispute(order=order, actor=client_member, now=now + 9 * HOUR)
    before = order.timer_at
    outage(support, now, now + 8 * HOUR, now=now + 10 * HOUR)

    assert credit_outages(now=now + 10 * HOUR, limit=10) == 1

    order.refresh_from_db()
    assert before is not None
    assert order.timer_at == before + HOUR
