"""What an article brought: views → clicks → briefs → offers → orders → revenue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from marketplace.articles.queries import traffic_of
from marketplace.hiring.models import Brief, Offer
from marketplace.orders.queries import orders_of_articles


@dataclass(frozen=True)
class Funnel:
    """One article's way from readers to revenue. `revenue` is {currency: minor units}."""

    views: int = 0
    clicks: int = 0
    briefs: int = 0
    offers: int = 0
    orders: int = 0
    revenue: tuple[tuple[str, int], ...] = ()


def funnels_of(article_ids: Sequence[int]) -> dict[int, Funnel]:
    """Return each article's funnel, in a constant number of queries.

    An offer counts once however often it was countered; an order counts once it was paid for.
    """
    traffic = traffic_of(article_ids)
    briefs = _count(Brief.objects.filter(article_id__in=article_ids))
    offers = _count(Offer.objects.filter(article_id__in=article_ids, answers=None))
    orders = orders_of_articles(article_ids)
    found = {}
    for article_id in article_ids:
        views, clicks = traffic.get(article_id, (0, 0))
        totals = orders.get(article_id)
        found[article_id] = Funnel(
            views=views,
            clicks=clicks,
            briefs=briefs.get(article_id, 0),
            offers=offers.get(article_id, 0),
            orders=totals.count if totals else 0,
            revenue=totals.revenue if totals else (),
        )
    return found


def _count(rows: object) -> dict[int, int]:
    counted = rows.values("article_id").annotate(n=Count("id"))  # type: ignore[attr-defined]
    return {row["article_id"]: row["n"] for row in counted.order_by("article_id")}
