"""All that a gig's page shows, in one query: the gig, its seller, and its parts as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.urls import reverse
from django.utils import translation

from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member, away_until, initials_of
from marketplace.gigs.choices import TIER_ORDER, GigState, PackageTier
from marketplace.gigs.errors import GigNotFound
from marketplace.gigs.models import Gig
from marketplace.gigs.queries.cards import cover_kind, public_url, rating_text
from marketplace.gigs.queries.doors import sees_unpublished


@dataclass(frozen=True)
class PackageView:
    """A package on offer; its price is in minor units."""

    id: int
    tier: str
    title: str
    description: str
    price_amount: int
    delivery_days: int
    revisions: int

    @property
    def label(self) -> str:
        """The tier in the reader's language."""
        return str(PackageTier(self.tier).label)


@dataclass(frozen=True)
class ExtraView:
    """Something to add to any package."""

    id: int
    title: str
    price_amount: int
    days_change: int


@dataclass(frozen=True)
class FeatureRow:
    """A row of the comparison: one value for each package on offer, in their order."""

    label: str
    values: list[str]


@dataclass(frozen=True)
class ImageView:
    """A picture and its small version."""

    public_id: str
    url: str
    thumb_url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class FaqView:
    """A question that buyers ask, and its answer."""

    question: str
    answer: str


@dataclass(frozen=True)
class QuestionView:
    """What the buyer is asked before work begins."""

    kind: str
    text: str
    choices: list[str]
    is_required: bool


@dataclass(frozen=True)
class SellerView:
    """The seller's card."""

    id: int
    public_id: str
    name: str
    initials: str
    username: str
    url: str
    headline: str
    avatar_url: str
    country: str
    timezone: str
    is_taking_work: bool
    level: str = ""
    vacation_from_at: datetime | None = None
    vacation_until_at: datetime | None = None
    vacation_words: str = ""
    vacation_takes_orders: bool = False

    def away_until(self, moment: datetime) -> datetime | None:
        """Return when the seller is back, if they are on vacation at this moment."""
        return away_until(self.vacation_from_at, self.vacation_until_at, moment)


@dataclass(frozen=True)
class GigPage:
    """A gig as its page shows it."""

    id: int
    public_id: str
    url: str
    title: str
    slug: str
    lang: str
    html: str
    tags: list[str]
    state: str
    currency: str
    category_id: int
    category_slug: str
    category_name: str
    root_slug: str
    root_name: str
    cover_kind: str
    rating: str
    rating_count: int
    orders_count: int
    seller: SellerView
    packages: list[PackageView]
    extras: list[ExtraView]
    features: list[FeatureRow]
    images: list[ImageView]
    faqs: list[FaqView]
    questions: list[QuestionView]

    @property
    def is_live(self) -> bool:
        """Whether anyone may see and order it."""
        return self.state == GigState.LIVE

    def package(self, package_id: int | None) -> PackageView | None:
        """Return the chosen package; without a choice the middle one, which most buyers take."""
        for package in self.packages:
            if package.id == package_id:
                return package
        return self.packages[len(self.packages) // 2] if self.packages else None


def _parts(table: str, *columns: str, only: str = "TRUE") -> str:
    """Write the subquery that returns one gig's rows of a table as a JSON list, in order."""
    pairs = ", ".join(f"'{column}', part.{column}" for column in columns)
    rows = f"json_agg(json_build_object({pairs}) ORDER BY part.position, part.id)"
    where = f"part.gig_id = gig.id AND {only}"
    return f"coalesce((SELECT {rows} FROM {table} AS part WHERE {where}), '[]'::json)"  # noqa: S608


# Written by hand: Django takes longer to put these subqueries together than PostgreSQL to answer
# (6 ms against 1 ms, measured). Only names of ours are put into the text.
_PACKAGE: Final = ("id", "tier", "title", "description", "price_amount", "delivery_days")
_IMAGE: Final = ("public_id", "file", "thumb", "alt", "width", "height")
_SQL: Final = f"""
SELECT gig.id, gig.public_id, gig.title, gig.slug, gig.language, gig.description_html, gig.tags,
  gig.state, gig.currency, gig.category_id, gig.rating_sum, gig.rating_count, gig.orders_count,
  category.slug AS category_slug, category.name_%(language)s AS category_name,
  root.slug AS root_slug, root.name_%(language)s AS root_name,
  seller.id AS seller_id, seller.public_id AS seller_public_id, seller.username,
  seller.display_name, seller.seller_level, seller.country, seller.timezone, seller.is_active,
  coalesce(profile.headline, '') AS headline, coalesce(profile.avatar, '') AS avatar,
  coalesce(profile.is_taking_work, TRUE) AS is_taking_work,
  profile.vacation_from_at, profile.vacation_until_at,
  coalesce(profile.vacation_words, '') AS vacation_words,
  coalesce(profile.vacation_takes_orders, FALSE) AS vacation_takes_orders,
  {_parts("gigs_package", *_PACKAGE, "revisions", only="part.is_offered")} AS packages,
  {_parts("gigs_extra", "id", "title", "price_amount", "days_change", only="part.is_offered")}
    AS extras,
  {_parts("gigs_feature", "label", *TIER_ORDER)} AS features,
  {_parts("gigs_gigimage", *_IMAGE)} AS images,
  {_parts("gigs_faq", "question", "answer")} AS faqs,
  {_parts("gigs_question", "kind", "text", "choices", "is_required")} AS questions
FROM gigs_gig AS gig
JOIN gigs_category AS category ON category.id = gig.category_id
JOIN gigs_category AS root ON root.id = gig.root_id
JOIN accounts_member AS seller ON seller.id = gig.seller_id
LEFT JOIN accounts_profile AS profile ON profile.member_id = seller.id
WHERE gig.%(key)s = %%s
"""  # noqa: S608 - constants of ours; values are passed apart
_STATEMENTS: Final = {
    (language, key): _SQL % {"language": language, "key": key}
    for language in Language.values
    for key in ("id", "public_id")
}


def _one_row(key: str, value: int | str) -> Mapping[str, Any] | None:
    language = (translation.get_language() or "ar")[:2]
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENTS[language, key], [value])
        found = cursor.fetchone()
        if found is None:
            return None
        return dict(zip([column.name for column in cursor.description], found, strict=True))


def _seller(row: Mapping[str, Any]) -> SellerView:
    name = row["display_name"]
    return SellerView(
        id=row["seller_id"],
        public_id=row["seller_public_id"],
        name=name,
        initials=initials_of(name),
        username=row["username"],
        url=reverse("accounts:profile", args=[row["username"]]),
        headline=row["headline"],
        avatar_url=public_url(row["avatar"]),
        country=row["country"],
        timezone=row["timezone"],
        is_taking_work=row["is_taking_work"],
        vacation_from_at=row["vacation_from_at"],
        vacation_until_at=row["vacation_until_at"],
        vacation_words=row["vacation_words"],
        vacation_takes_orders=row["vacation_takes_orders"],
        level=Member(seller_level=row["seller_level"]).level_label,
    )


def _features(row: Mapping[str, Any], packages: list[PackageView]) -> list[FeatureRow]:
    tiers = [package.tier for package in packages]
    return [FeatureRow(item["label"], [item[tier] for tier in tiers]) for item in row["features"]]


def _images(row: Mapping[str, Any]) -> list[ImageView]:
    return [
        ImageView(
            public_id=item["public_id"],
            url=public_url(item["file"]),
            thumb_url=public_url(item["thumb"]),
            alt=item["alt"],
            width=item["width"],
            height=item["height"],
        )
        for item in row["images"]
    ]


def images_of(gig: Gig) -> list[ImageView]:
    """Return the gig's pictures in their order. One query."""
    rows = gig.images.order_by("position", "id").values(*_IMAGE)
    return _images({"images": rows})


def _build(row: Mapping[str, Any]) -> GigPage:
    packages = [PackageView(**item) for item in row["packages"]]
    return GigPage(
        id=row["id"],
        public_id=row["public_id"],
        url=reverse("gigs:detail", args=[row["id"], row["slug"]]),
        title=row["title"],
        slug=row["slug"],
        lang=row["language"],
        html=row["description_html"],
        tags=row["tags"],
        state=row["state"],
        currency=row["currency"],
        category_id=row["category_id"],
        category_slug=row["category_slug"],
        category_name=row["category_name"],
        root_slug=row["root_slug"],
        root_name=row["root_name"],
        cover_kind=cover_kind(row["root_slug"]),
        rating=rating_text(row["rating_sum"], row["rating_count"]),
        rating_count=row["rating_count"],
        orders_count=row["orders_count"],
        seller=_seller(row),
        packages=packages,
        extras=[ExtraView(**item) for item in row["extras"]],
        features=_features(row, packages),
        images=_images(row),
        faqs=[FaqView(**item) for item in row["faqs"]],
        questions=[QuestionView(**item) for item in row["questions"]],
    )


def get_gig_page(viewer: Member | None, *, pk: int | None = None, public_id: str = "") -> GigPage:
    """Return all that a gig's page shows. Raises GigNotFound.

    Anyone sees a live gig of an active member; its seller and editors see it in any state.
    One query, and one for the roles of a member who looks at a gig that isn't live.
    """
    row = _one_row("public_id", public_id) if pk is None else _one_row("id", pk)
    if row is None:
        raise GigNotFound
    is_open = row["state"] == GigState.LIVE and row["is_active"]
    if not is_open and not sees_unpublished(viewer, row["seller_id"]):
        raise GigNotFound
    return _build(row)
