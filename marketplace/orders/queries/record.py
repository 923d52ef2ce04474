"""What a freelancer's orders add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from marketplace.accounts.models import Member
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Delivery, Order


@dataclass(frozen=True)
class DeliveryRecord:
    """Completed orders and their clients of all time; first deliveries of a period, on time."""

    completed: int
    clients: int
    delivered: int
    on_time: int


def delivery_record(member: Member, *, since: datetime, until: datetime) -> DeliveryRecord:
    """Return what the orders that a member sold add up to. Two queries.

    A first delivery is on time when it came before its deadline, in which stopped clocks and
    agreed extensions are counted. Revisions are no deliveries of their own.
    """
    done = Order.objects.filter(seller=member, state=OrderState.COMPLETED).aggregate(
        completed=Count("pk"), clients=Count("client", distinct=True)
    )
    first = Delivery.objects.filter(
        order__seller=member, version=1, delivered_at__gte=since, delivered_at__lt=until
    ).aggregate(delivered=Count("pk"), on_time=Count("pk", filter=Q(was_late=False)))
    return DeliveryRecord(**done, **first)
