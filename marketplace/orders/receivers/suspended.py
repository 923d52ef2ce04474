"""The freelancer of an open order is suspended: the client hears of it, and the clock stands."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.events import MemberReinstated, MemberSuspended
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from marketplace.orders.events import (
    DisputeWithdrawn,
    OrderEvent,
    OrderStarted,
    RevisionRequested,
)
from marketplace.orders.queries import get_order_for_support, undelivered_sales_of
from marketplace.orders.services import (
    resume_clocks_of_reinstated,
    stop_clock_of_suspended,
    stop_clocks_of_suspended,
)

register_kind(
    "orders.seller_suspended",
    group=NotificationGroup.ORDERS,
    title=_("The freelancer's account is suspended: %(title)s"),
    body=_("You can wait, or cancel now and get everything back. It is your choice."),
)


@subscribe(MemberSuspended, consumer="orders.tell_of_suspended_seller")
def tell_of_suspended_seller(event: MemberSuspended, *, now: datetime) -> None:
    """Tell the clients whose work isn't delivered yet."""
    for order in undelivered_sales_of(get_member_by_public_id(event.member_id)):
        notify(
            member=order.client,
            kind="orders.seller_suspended",
            params={"title": order.title},
            url=reverse("orders:detail", args=[order.public_id]),
            now=now,
        )


@subscribe(MemberSuspended, consumer="orders.stop_clocks_of_suspended")
def stop_clocks(event: MemberSuspended, *, now: datetime) -> None:
    """Let the clocks stand of those who can't work."""
    stop_clocks_of_suspended(seller=get_member_by_public_id(event.member_id), now=now)


@subscribe(MemberReinstated, consumer="orders.resume_clocks_of_reinstated")
def resume_clocks(event: MemberReinstated, *, now: datetime) -> None:
    """Let the clocks go on of those who can work again."""
    resume_clocks_of_reinstated(seller=get_member_by_public_id(event.member_id), now=now)


def stop_what_begins(event: OrderEvent, *, now: datetime) -> None:
    """Let a clock stand that began to run while the freelancer is suspended."""
    stop_clock_of_suspended(order=get_order_for_support(event.order_id), now=now)


for _event in (OrderStarted, RevisionRequested, DisputeWithdrawn):
    subscribe(_event, consumer=f"orders.stop_for_suspended_{_event.__name__}")(stop_what_begins)
