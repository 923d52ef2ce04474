"""How gigs are read for the index of everything that can be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from typing import Final

from django.urls import reverse
from django.utils.html import strip_tags

from marketplace.core.conf import rules
from marketplace.gigs.models import Gig
from marketplace.gigs.queries import live_gigs
from marketplace.search.choices import Kind
from marketplace.search.services import Document, update_facets

EXCERPT: Final = 280
_COLUMNS: Final = (
    *("id", "slug", "seller_id", "title", "language", "keywords", "description_html"),
    *("root__slug", "category__slug", "price_from", "currency", "delivery_days"),
    *("rating_mean", "rating_count", "orders_count", "published_at"),
)


def plain(html: str) -> str:
    """Return the words of our own HTML, without its tags."""
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())


class GigSource:
    """Live gigs of active members.

    A price in another currency than the platform's can't be compared, so it is none here.
    """

    def load(self, refs: Sequence[int]) -> list[Document]:
        """Return those that may be found, in one query."""
        rows = live_gigs().filter(pk__in=refs).values(*_COLUMNS)
        currency = rules().default_currency
        return [
            Document(
                kind=Kind.GIG,
                ref=row["id"],
                owner_id=row["seller_id"],
                title=row["title"],
                path=reverse("gigs:detail", args=[row["id"], row["slug"]]),
                language=row["language"],
                published_at=row["published_at"],
                keywords=row["keywords"],
                body=plain(row["description_html"]),
                excerpt=plain(row["description_html"])[:EXCERPT],
                root=row["root__slug"],
                category=row["category__slug"],
                price=row["price_from"] if row["currency"] == currency else None,
                days=row["delivery_days"],
                rating=row["rating_mean"],
                rating_count=row["rating_count"],
                orders_count=row["orders_count"],
            )
            for row in rows
        ]

    def batches(self, size: int) -> Iterator[list[int]]:
        """Walk through live gigs by their numbers."""
        last = 0
        while True:
            rows = live_gigs().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
            found = list(rows[:size])
            if not found:
                return
            yield found
            last = found[-1]

    def of_owner(self, owner_id: int) -> list[int]:
        """Return the numbers of a member's gigs."""
        return list(Gig.objects.filter(seller_id=owner_id).values_list("pk", flat=True))


def tell_index(gig_id: int) -> None:
    """Bring a gig's counts to the index, in the caller's transaction."""
    row = Gig.objects.filter(pk=gig_id).values("orders_count", "rating_mean", "rating_count").get()
    update_facets(
        kind=Kind.GIG,
        ref=gig_id,
        orders_count=row["orders_count"],
        rating=row["rating_mean"],
        rating_count=row["rating_count"],
    )
