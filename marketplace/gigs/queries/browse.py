"""The browse page: filters, counts, order, one page of cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, F, Func, Q, QuerySet, Value
from django.db.models.functions import Cast

from marketplace.gigs.choices import Sort
from marketplace.gigs.models import Gig
from marketplace.gigs.queries.cards import GigCard, live_gigs, read_cards
from marketplace.gigs.queries.categories import CategoryNode, category_tree, find_node
from marketplace.gigs.queries.search import CANDIDATES, candidate_ids

PAGE_SIZE: Final = 24
NEAREST: Final = 6

_ORDERS: Final[dict[str, tuple[str, ...]]] = {
    Sort.RECOMMENDED: ("-orders_count", "-published_at", "-id"),
    Sort.NEWEST: ("-published_at", "-id"),
    Sort.PRICE_LOW: ("price_from", "-id"),
    # The index of the one above, read backwards.
    Sort.PRICE_HIGH: ("-price_from", "id"),
    Sort.RATING: ("-rating_mean", "-rating_count", "-id"),
    Sort.FASTEST: ("delivery_days", "-orders_count", "-id"),
}


@dataclass(frozen=True, kw_only=True)
class BrowseFilters:
    """What the address says. Prices are minor units of the platform's currency."""

    q: str = ""
    category: str = ""
    price_min: int | None = None
    price_max: int | None = None
    days: int | None = None
    language: str = ""
    sort: str = ""
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the text narrows the list."""
        return self != BrowseFilters(q=self.q, sort=self.sort, page=self.page)


@dataclass(frozen=True)
class CategoryFacet:
    """A category beside the list. `count` is None where counting would cost too much."""

    node: CategoryNode
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class BrowseResult:
    """One page of gigs. `total` is capped: `is_capped` says that there are more."""

    cards: list[GigCard]
    total: int
    is_capped: bool
    facets: list[CategoryFacet]
    category: CategoryNode | None
    # Where nothing was found: what comes nearest, and why it is shown.
    nearest: list[GigCard]
    nearest_is_unfiltered: bool


def browse_gigs(filters: BrowseFilters, *, now: datetime) -> BrowseResult:
    """Return one page of live gigs with the facets beside it.

    At most four queries (five when nothing is found), whatever the number of rows.
    """
    tree = category_tree()
    chosen = find_node(tree, filters.category)
    found = candidate_ids(filters.q) if filters.q else None
    narrowed = _narrow(_base(found), filters)
    listed = _in_category(narrowed, chosen)
    is_counted = bool(filters.q) or replace(filters, category="").is_narrowed
    counts = _counted(narrowed) if is_counted else _kept_counts(tree)
    if is_counted and counts is not None:
        shown = tree if chosen is None else [chosen]
        total = sum(counts.get(node.id, 0) for node in shown)
    else:
        total = _capped_count(listed)
    start = (filters.page - 1) * PAGE_SIZE
    page = _order(listed, filters.sort, found)[start : start + PAGE_SIZE]
    cards = read_cards(page, now=now) if total > start else []
    nearest, is_unfiltered = ([], False) if total else _nearest(filters, found, now=now)
    return BrowseResult(
        cards=cards,
        total=min(total, CANDIDATES),
        is_capped=total > CANDIDATES,
        facets=_facets(tree, chosen, counts),
        category=chosen,
        nearest=nearest,
        nearest_is_unfiltered=is_unfiltered,
    )


def gig_rows(filters: BrowseFilters) -> QuerySet[Gig, Any]:
    """Return live gigs as dictionaries, unordered, for the API's pages.

    One query more when a text is searched. A category that doesn't exist finds nothing.
    """
    rows = _narrow(_base(candidate_ids(filters.q) if filters.q else None), filters)
    if filters.category:
        rows = rows.filter(Q(root__slug=filters.category) | Q(category__slug=filters.category))
    return rows.annotate(
        category_slug=F("category__slug"), seller_username=F("seller__username")
    ).values(
        "id",
        "public_id",
        "title",
        "language",
        "category_slug",
        "seller_username",
        "price_from",
        "currency",
        "delivery_days",
        "orders_count",
        "rating_sum",
        "rating_count",
        "published_at",
    )


def _base(found: Sequence[int] | None) -> QuerySet[Gig]:
    gigs = live_gigs()
    return gigs if found is None else gigs.filter(pk__in=found)


def _narrow(gigs: QuerySet[Gig], filters: BrowseFilters) -> QuerySet[Gig]:
    """Apply all filters but the category, whose counts are taken over the rest."""
    if filters.price_min is not None:
        gigs = gigs.filter(price_from__gte=filters.price_min)
    if filters.price_max is not None:
        gigs = gigs.filter(price_from__lte=filters.price_max)
    if filters.days is not None:
        gigs = gigs.filter(delivery_days__lte=filters.days)
    if filters.language:
        gigs = gigs.filter(language=filters.language)
    return gigs


def _in_category(gigs: QuerySet[Gig], chosen: CategoryNode | None) -> QuerySet[Gig]:
    if chosen is None:
        return gigs
    return gigs.filter(root_id=chosen.id) if chosen.is_root else gigs.filter(category_id=chosen.id)


def _capped_count(gigs: QuerySet[Gig]) -> int:
    """Count up to one more than CANDIDATES: a number above it means "more than that"."""
    return gigs.order_by().values("pk")[: CANDIDATES + 1].count()


def _order(gigs: QuerySet[Gig], sort: str, found: Sequence[int] | None) -> QuerySet[Gig]:
    if sort in _ORDERS:
        return gigs.order_by(*_ORDERS[sort])
    if found is None:
        return gigs.order_by(*_ORDERS[Sort.RECOMMENDED])
    place = Func(
        Cast(Value(list(found)), ArrayField(BigIntegerField())),
        F("id"),
        function="array_position",
        output_field=BigIntegerField(),
    )
    return gigs.order_by(place, "-id")


def _facets(
    tree: list[CategoryNode], chosen: CategoryNode | None, counts: dict[int, int] | None
) -> list[CategoryFacet]:
    """Return the top categories, and under the chosen one its children, with counts."""
    shown = []
    for top in tree:
        shown.append(top)
        if chosen is not None and top.id == chosen.root_id:
            shown.extend(top.children)
    return [
        CategoryFacet(
            node=node,
            count=None if counts is None else counts.get(node.id, 0),
            is_chosen=chosen is not None and node.id == chosen.id,
        )
        for node in shown
    ]


def _kept_counts(tree: list[CategoryNode]) -> dict[int, int]:
    """Return the counts that publishing keeps, for a list that nothing narrows."""
    return {node.id: node.live_count for top in tree for node in [top, *top.children]}


def _counted(narrowed: QuerySet[Gig]) -> dict[int, int] | None:
    """Count by category over the capped candidates; None where the cap was reached."""
    capped = narrowed.order_by().values("pk")[: CANDIDATES + 1]
    rows = (
        Gig.objects.filter(pk__in=capped)
        .order_by()
        .values_list("root_id", "category_id")
        .annotate(count=Count("id"))
    )
    counts: dict[int, int] = {}
    total = 0
    for root_id, category_id, count in rows:
        total += count
        counts[root_id] = counts.get(root_id, 0) + count
        if category_id != root_id:
            counts[category_id] = counts.get(category_id, 0) + count
    return None if total > CANDIDATES else counts


def _nearest(
    filters: BrowseFilters, found: Sequence[int] | None, *, now: datetime
) -> tuple[list[GigCard], bool]:
    """Return what comes nearest: the text without its filters, else the most ordered."""
    if found and filters.is_narrowed:
        return read_cards(_order(_base(found), "", found)[:NEAREST], now=now), True
    return read_cards(_order(live_gigs(), Sort.RECOMMENDED, None)[:NEAREST], now=now), False
