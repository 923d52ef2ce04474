"""The freelancer is suspended: the client may leave with everything, or wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.accounts.services import suspend_member
from marketplace.ledger.queries import wallet_of
from marketplace.notifications.models import Notification
from marketplace.orders import errors, services
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import order_in

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
