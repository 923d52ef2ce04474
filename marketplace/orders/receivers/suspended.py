"""The freelancer of an open order is suspended: the client hears of it, and of the way out."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.events import MemberSuspended
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from marketplace.orders.queries import undelivered_sales_of

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
