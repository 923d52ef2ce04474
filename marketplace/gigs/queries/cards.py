"""Gigs as cards: one query, plain rows, nothing left to be read in a template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core.files.storage import storages
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.accounts.choices import SellerLevel
from marketplace.accounts.models import Member, away_until, initials_of
from marketplace.core.categories import BY_SLUG
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Gig

NEW_FOR: Final = timedelta(days=14)
_HUNDREDTHS_TO_TENTHS: Final = 10


@dataclass(frozen=True, slots=True)
class GigCard:
    """What a card shows. `price_amount` is in minor units; texts are in the reader's language."""

    id: int
    url: str
    title: str
    lang: str
    category_slug: str
    category_name: str
    cover_url: str
    cover_kind: str
    seller_name: str
    seller_initials: str
    rating: str
    rating_count: int
    price_amount: int
    currency: str
    delivery_days: int
    badge: str
    level: str = ""
    away_until: datetime | None = None


def live_gigs() -> QuerySet[Gig]:
    """Return the gigs that anyone may find: live, of active members."""
    return Gig.objects.filter(state=GigState.LIVE, seller__is_active=True)


def public_url(name: str) -> str:
    """Return the address of a public file; empty for none."""
    return storages["default"].url(name) if name else ""


def rating_text(rating_sum: int, rating_count: int) -> str:
    """Return the mean in stars with one decimal, half rounded up; empty without ratings."""
    if not rating_count:
        return ""
    unit = rating_count * _HUNDREDTHS_TO_TENTHS
    tenths = (rating_sum * 2 + unit) // (unit * 2)
    return f"{tenths // 10}.{tenths % 10}"


def cover_kind(category_slug: str) -> str:
    """Return the drawing that stands in for a missing picture."""
    category = BY_SLUG.get(category_slug)
    return category.cover_kind if category else "logo"


def read_cards(gigs: QuerySet[Gig], *, now: datetime) -> list[GigCard]:
    """Return the rows of a query as cards, in the query's order. One query."""
    language = (translation.get_language() or "ar")[:2]
    rows = gigs.values_list(
        "id",
        "slug",
        "title",
        "language",
        "root__slug",
        f"root__name_{language}",
        "cover",
        "seller__display_name",
        "rating_sum",
        "rating_count",
        "price_from",
        "currency",
        "delivery_days",
        "published_at",
        "seller__seller_level",
        "seller__profile__vacation_from_at",
        "seller__profile__vacation_until_at",
    )
    badge = _("New")
    cards = []
    for pk, slug, title, lang, root, name, cover, seller, stars, count, price, *rest in rows:
        currency, days, published_at, level, away_from, back_at = rest
        is_new = published_at is not None and not count and published_at > now - NEW_FOR
        cards.append(
            GigCard(
                id=pk,
                url=reverse("gigs:detail", args=[pk, slug]),
                title=title,
                lang=lang,
                category_slug=root,
                category_name=name,
                cover_url=public_url(cover),
                cover_kind=cover_kind(root),
                seller_name=seller,
                seller_initials=initials_of(seller),
                rating=rating_text(stars, count),
                rating_count=count,
                price_amount=price,
                currency=currency,
                delivery_days=days,
                badge=badge if is_new else "",
                level=str(SellerLevel(level).label) if level else "",
                away_until=away_until(away_from, back_at, now),
            )
        )
    return cards


def gig_cards(
    *,
    now: datetime,
    limit: int = 8,
    seller: Member | None = None,
    category_slug: str = "",
) -> list[GigCard]:
    """Return live gigs as cards, the most ordered first: all, one seller's, or one top category's.

    One query, whatever the number of rows.
    """
    gigs = live_gigs().order_by("-orders_count", "-published_at", "-id")
    if seller is not None:
        gigs = gigs.filter(seller=seller)
    if category_slug:
        gigs = gigs.filter(root__slug=category_slug)
    return read_cards(gigs[:limit], now=now)


def similar_gigs(gig_id: int, *, category_id: int, now: datetime, limit: int = 4) -> list[GigCard]:
    """Return other live gigs of the same category, the most ordered first. One query."""
    order = ("-orders_count", "-published_at", "-id")
    gigs = live_gigs().filter(category_id=category_id).exclude(pk=gig_id).order_by(*order)
    return read_cards(gigs[:limit], now=now)
