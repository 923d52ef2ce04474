"""The freelancer is suspended: the client may leave with everything, or wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils.translation import override

from marketplace.accounts.models import Member
from marketplace.accounts.services import reinstate_member, suspend_member
from marketplace.ledger.queries import wallet_of
from marketplace.notifications.models import Notification
from marketplace.orders import errors, queries, services
from marketplace.orders.choices import ActorKind, OrderState, TimerKind
from marketplace.orders.models import Order
from marketplace.orders.tests.world import DAY, HOUR, order_in

pytestmark = pytest.mark.django_db


def suspend(seller: Member, boss: Member, now: datetime) -> None:
    suspend_member(member=seller, reason="Fraud", actor=boss, now=now)


@pytest.fixture
def boss(member_factory: Callable[..., Member]) -> Member:
    return member_factory("boss", roles=("moderator",))


def test_the_client_leaves_with_everything(
    client_member: Member, seller: Member, boss: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    with pytest.raises(errors.SellerNotSuspended):
        services.leave_suspended_seller(order=order, actor=client_member, now=now)
    before = wallet_of(client_member)[0].available
    suspend(seller, boss, now)
    left = services.leave_suspended_seller(order=order, actor=client_member, now=now)
    assert left.state == OrderState.REFUNDED
    assert wallet_of(client_member)[0].available == before + order.total_amount


def test_a_delivery_stays_with_its_answer(
    client_member: Member, seller: Member, boss: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    order = services.deliver_order(order=order, actor=seller, note="Here.", now=now)
    suspend(seller, boss, now)
    with pytest.raises(errors.OrderAlreadyDelivered):
        services.leave_suspended_seller(order=order, actor=client_member, now=now)
    done = services.complete_order(order=order, actor=client_member, now=now)
    assert done.state == OrderState.COMPLETED
    assert wallet_of(seller)[0].clearing == order.earning_amount


def test_the_page_offers_it_and_the_client_is_told(
    client_member: Member,
    seller: Member,
    boss: Member,
    now: datetime,
    as_member: Callable[..., Client],
    run_outbox: Callable[..., int],
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    browser = as_member(client_member)
    address = f"/en/orders/{order.public_id}/"
    assert f"{address}leave/" not in browser.get(address).content.decode()
    suspend(seller, boss, now)
    run_outbox(now)
    told = Notification.objects.filter(member=client_member, kind="orders.seller_suspended")
    assert [row.url for row in told] == [f"/orders/{order.public_id}/"]
    assert f"{address}leave/" in browser.get(address).content.decode()
    assert browser.post(f"{address}leave/", {"reason": ""}).status_code == 302
    order.refresh_from_db()
    assert order.state == OrderState.REFUNDED


def unmarked(text: str) -> str:
    return text.translate(dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069)))


def again(order: Order) -> Order:
    return Order.objects.select_related("client", "seller").get(pk=order.pk)


@pytest.mark.parametrize("twice", [1, 2])
def test_the_clock_stands_while_the_account_is_closed(
    twice: int,
    client_member: Member,
    seller: Member,
    boss: Member,
    now: datetime,
    run_outbox: Callable[..., int],
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    due_at = order.delivery_due_at
    assert due_at is not None
    suspend(seller, boss, now)
    run_outbox(now)
    for _again in range(twice):
        services.stop_clocks_of_suspended(seller=seller, now=now)
    order = again(order)
    assert (order.clock_stopped_at, order.timer_kind) == (now, TimerKind.CLOCK_RESUME)
    assert order.clock_stops.get().started_by == ActorKind.TIMER
    seller.refresh_from_db()
    reinstate_member(member=seller, reason="Heard.", actor=boss, now=now + 3 * DAY)
    run_outbox(now + 3 * DAY)
    for _again in range(twice):
        services.resume_clocks_of_reinstated(seller=seller, now=now + 3 * DAY)
    order = again(order)
    assert (order.clock_stopped_at, order.delivery_due_at) == (None, due_at + 3 * DAY)
    kinds = Notification.objects.filter(kind__startswith="orders.clock").values_list("kind")
    assert {kind for (kind,) in kinds} == {"orders.clock_runs"}


def test_an_order_never_stands_for_ever(
    client_member: Member,
    seller: Member,
    boss: Member,
    now: datetime,
    run_outbox: Callable[..., int],
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    suspend(seller, boss, now)
    run_outbox(now)
    order = services.settle_order(order=again(order), now=now + 14 * DAY)
    assert order.clock_stopped_at is None
    order = services.settle_order(order=order, now=now + 90 * DAY)
    assert order.support_since is not None


def test_a_clock_that_would_begin_meanwhile_stands_at_once(
    client_member: Member,
    seller: Member,
    boss: Member,
    now: datetime,
    run_outbox: Callable[..., int],
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    suspend(seller, boss, now)
    run_outbox(now)
    assert again(order).clock_stopped_at is None
    later = now + HOUR
    services.request_revision(order=again(order), actor=client_member, text="Bolder.", now=later)
    run_outbox(later)
    assert again(order).clock_stopped_at == later


def test_a_clock_that_a_side_stopped_stays_stopped(
    client_member: Member,
    seller: Member,
    boss: Member,
    now: datetime,
    run_outbox: Callable[..., int],
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    services.stop_clock(order=order, actor=client_member, reason="Away.", now=now)
    suspend(seller, boss, now)
    run_outbox(now)
    seller.refresh_from_db()
    reinstate_member(member=seller, reason="Heard.", actor=boss, now=now + DAY)
    run_outbox(now + DAY)
    assert again(order).clock_stopped_at == now


@pytest.mark.parametrize(
    ("state", "to_client", "to_seller"),
    [
        (OrderState.PENDING_PAYMENT, "account is suspended", "Your account is suspended"),
        (OrderState.AWAITING_REQUIREMENTS, "end the order now and get", "with a full refund"),
        (OrderState.IN_PROGRESS, "The clock goes on when", "The clock goes on when"),
        (OrderState.DELIVERED, "account is suspended", "Your account is suspended"),
    ],
)
def test_the_card_says_so_to_both(  # noqa: PLR0917  a table's row and everybody there
    state: OrderState,
    to_client: str,
    to_seller: str,
    client_member: Member,
    seller: Member,
    boss: Member,
    now: datetime,
    run_outbox: Callable[..., int],
) -> None:
    order = order_in(state, client_member, seller, now=now)
    suspend(seller, boss, now)
    run_outbox(now)
    order = again(order)
    with override("en"):
        for kind, member, words in (
            (ActorKind.CLIENT, client_member, to_client),
            (ActorKind.SELLER, seller, to_seller),
        ):
            teller = queries.teller_for(order, kind, member, now=now + HOUR)
            card = queries.clock_card(teller)
            said = f"{card.turn} {card.side} {card.promise} {card.otherwise}"
            assert words in said
            assert "suspended" in said


def test_the_card_of_a_late_order_says_what_comes(
    client_member: Member, seller: Member, boss: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    order = services.settle_order(order=order, now=now + 12 * DAY)
    suspend(seller, boss, now + 12 * DAY)
    assert not services.stop_clocks_of_suspended(seller=seller, now=now + 12 * DAY)
    with override("en"):
        teller = queries.teller_for(
            again(order), ActorKind.CLIENT, client_member, now=now + 13 * DAY
        )
        card = queries.clock_card(teller)
    assert "account is suspended" in card.turn
    assert "The deadline was" in card.promise
    assert "support looks into it" in card.otherwise


def test_nobody_starts_the_clock_of_a_closed_account(
    client_member: Member,
    seller: Member,
    boss: Member,
    now: datetime,
    as_member: Callable[..., Client],
    run_outbox: Callable[..., int],
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    suspend(seller, boss, now)
    run_outbox(now)
    order = again(order)

    with pytest.raises(errors.SellerSuspended):
        services.resume_clock(order=order, actor=client_member, now=now + HOUR)

    shown = as_member(client_member).get(f"/en/orders/{order.public_id}/").content.decode()
    assert "resume-clock" not in shown
    assert again(order).clock_stopped_at == now


def test_who_left_reads_what_came_back(
    client_member: Member,
    seller: Member,
    boss: Member,
    now: datetime,
    as_member: Callable[..., Client],
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    suspend(seller, boss, now)
    browser, at = as_member(client_member), f"/en/orders/{order.public_id}/"
    assert "$300.00" in browser.get(f"{at}leave/").content.decode()

    browser.post(f"{at}leave/", {"reason": ""})

    assert "$300.00 went back to your wallet." in unmarked(browser.get(at).content.decode())
