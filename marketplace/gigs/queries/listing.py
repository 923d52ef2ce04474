"""Gigs for machines that read everything: sitemaps and feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from marketplace.gigs.models import Category
from marketplace.gigs.queries.cards import live_gigs


def count_listed_gigs() -> int:
    """Count the gigs that anyone may find."""
    return live_gigs().count()


def listed_gigs(*, offset: int, limit: int) -> list[tuple[int, str, datetime]]:
    """Return (number, slug, last change) of the gigs that anyone may find, the oldest first."""
    rows = live_gigs().order_by("pk").values_list("pk", "slug", "changed_at")
    return list(rows[offset : offset + limit])


def listed_categories() -> list[str]:
    """Return the slugs of all categories, in their order."""
    return list(Category.objects.order_by("position", "id").values_list("slug", flat=True))


@dataclass(frozen=True)
class FeedGig:
    """A gig in a feed. `price_amount` is in minor units."""

    pk: int
    slug: str
    title: str
    lang: str
    text: str
    seller_name: str
    seller_username: str
    price_amount: int
    currency: str
    published_at: datetime | None


def newest_gigs(*, category: str = "", limit: int) -> list[FeedGig]:
    """Return the gigs that went live last, of one category and what lies below it, or of all."""
    rows = live_gigs()
    if category:
        rows = rows.filter(Q(category__slug=category) | Q(root__slug=category))
    found = rows.order_by("-published_at", "-id").values_list(
        "pk",
        "slug",
        "title",
        "language",
        "description_source",
        "seller__display_name",
        "seller__username",
        "price_from",
        "currency",
        "published_at",
    )
    return [FeedGig(*row) for row in found[:limit]]
