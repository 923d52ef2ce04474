"""What a freelancer's orders add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, FilteredRelation, Q

from marketplace.accounts.models import Member
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order


@dataclass(frozen=True)
class DeliveryRecord:
    """Completed orders and their clients of all time; first deliveries of a period, on time."""

    completed: int
    clients: int
    delivered: int
    on_time: int


def delivery_record(member: Member, *, since: datetime, until: datetime) -> DeliveryRecord:
    """Return what the orders that a member sold add up to. One query.

    A first delivery is on time when it came before its deadline, in which stopped clocks and
    agreed extensions are counted. Revisions are no deliveries of their own.
    """
    in_time = Q(deliveries__delivered_at__gte=since, deliveries__delivered_at__lt=until)
    first = FilteredRelation("deliveries", condition=Q(deliveries__version=1) & in_time)
    done = Q(state=OrderState.COMPLETED)
    sums = (
        Order.objects.filter(seller=member)
        .annotate(first=first)
        .aggregate(
            completed=Count("pk", filter=done),
            clients=Count("client", distinct=True, filter=done),
            delivered=Count("first"),
            on_time=Count("first", filter=Q(first__was_late=False)),
        )
    )
    return DeliveryRecord(**sums)
