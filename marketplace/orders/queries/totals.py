"""What orders add up to, for those who brought them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order


@dataclass(frozen=True)
class OrderTotals:
    """How many orders were paid for, and what completed ones came to: (currency, minor units)."""

    count: int
    revenue: tuple[tuple[str, int], ...]


def orders_of_articles(article_ids: Sequence[int]) -> dict[int, OrderTotals]:
    """Return the totals of the orders that came from each article, in one query.

    An order counts once it was paid for, unless it was refunded; revenue is what clients paid for
    completed ones and didn't get back. Articles without orders are left out.
    """
    rows = (
        Order.objects.filter(article_id__in=article_ids, paid_at__isnull=False)
        .exclude(state=OrderState.REFUNDED)
        .values("article_id", "currency")
        .annotate(
            paid=Count("id"),
            revenue=Sum(
                F("total_amount") - F("refunded_amount"), filter=Q(state=OrderState.COMPLETED)
            ),
        )
        .order_by("article_id", "currency")
    )
    counts: dict[int, int] = {}
    revenue: dict[int, list[tuple[str, int]]] = {}
    for row in rows:
        key = row["article_id"]
        counts[key] = counts.get(key, 0) + row["paid"]
        if row["revenue"]:
            revenue.setdefault(key, []).append((row["currency"], row["revenue"]))
    return {key: OrderTotals(count, tuple(revenue.get(key, ()))) for key, count in counts.items()}
