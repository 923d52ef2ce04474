"""The browse page: one page of cards of what the index found, and the categories beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Cast

from marketplace.core.conf import rules
from marketplace.gigs.models import Gig
from marketplace.gigs.queries.cards import GigCard, live_gigs, read_cards
from marketplace.gigs.queries.categories import CategoryNode, category_tree, find_node
from marketplace.search.queries import Filters, Found, Nearest, find, find_nearest

NEAREST: Final = 6


@dataclass(frozen=True)
class CategoryFacet:
    """A category beside the list. `count` is None where counting would cost too much."""

    node: CategoryNode
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class BrowseResult:
    """One page of gigs. `total` is capped: `is_capped` says that there are more."""

    found: Found
    cards: list[GigCard]
    facets: list[CategoryFacet]
    category: CategoryNode | None
    # Where nothing was found: what comes nearest, and why it is shown.
    nearest: list[GigCard]
    nearest_kind: str

    @property
    def total(self) -> int:
        """How many were found, as far as they were counted."""
        return self.found.total

    @property
    def is_capped(self) -> bool:
        """Whether there are more than that."""
        return self.found.is_capped


def browse_gigs(filters: Filters, *, now: datetime) -> BrowseResult:
    """Return one page of live gigs with the categories beside it.

    Two queries besides those of `search.queries.find`, and two more when nothing is found, whatever
    the number of rows.
    """
    tree = category_tree()
    found = find(filters)
    cards = cards_of(found.refs, now=now) if found.refs else []
    nearest = (
        Nearest() if found.total else find_nearest(filters, wording=found.wording, limit=NEAREST)
    )
    chosen = find_node(tree, filters.category)
    return BrowseResult(
        found=found,
        cards=cards,
        facets=_facets(tree, chosen, found.counts.get("category")),
        category=chosen,
        nearest=cards_of(nearest.refs, now=now) if nearest.refs else [],
        nearest_kind=nearest.why,
    )


def cards_of(refs: Sequence[int], *, now: datetime) -> list[GigCard]:
    """Return live gigs as cards in the order of their numbers; what isn't live is left out."""
    return read_cards(_in_order(live_gigs(), refs), now=now)


def gig_rows(filters: Filters) -> QuerySet[Gig, Any]:
    """Return live gigs as dictionaries, unordered, for the API's pages.

    With a text or a level, those of the first matches (`search_candidates`): up to four queries
    more. A category that doesn't exist finds nothing.
    """
    if filters.q or filters.level is not None:
        found = find(filters, size=rules().search_candidates, with_counts=False)
        rows = live_gigs().filter(pk__in=found.refs)
    else:
        rows = _narrow(live_gigs(), filters)
    named = rows.annotate(category_slug=F("category__slug"), seller_username=F("seller__username"))
    found_rows: QuerySet[Gig, Any] = named.values(*_ROW)
    return found_rows


def _narrow(gigs: QuerySet[Gig], filters: Filters) -> QuerySet[Gig]:
    wanted = {
        "price_from__gte": filters.price_min,
        "price_from__lte": filters.price_max,
        "delivery_days__lte": filters.days,
        "rating_mean__gte": filters.rating,
        "language": filters.language or None,
    }
    gigs = gigs.filter(**{name: value for name, value in wanted.items() if value is not None})
    if filters.category:
        slug = filters.category
        gigs = gigs.filter(Q(root__slug=slug) | Q(category__slug=slug))
    return gigs.exclude(seller__in=filters.hidden)


_ROW: Final = (
    *("id", "public_id", "title", "language", "category_slug", "seller_username", "price_from"),
    *("currency", "delivery_days", "orders_count", "rating_sum", "rating_count", "published_at"),
)


def _in_order(gigs: QuerySet[Gig], refs: Sequence[int]) -> QuerySet[Gig]:
    place = Func(
        Cast(Value(list(refs)), ArrayField(BigIntegerField())),
        F("id"),
        function="array_position",
        output_field=BigIntegerField(),
    )
    return gigs.filter(pk__in=refs).order_by(place, "-id")


def _facets(
    tree: list[CategoryNode], chosen: CategoryNode | None, counts: Mapping[str, int] | None
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
            count=None if counts is None else counts.get(node.slug, 0),
            is_chosen=chosen is not None and node.id == chosen.id,
        )
        for node in shown
    ]
