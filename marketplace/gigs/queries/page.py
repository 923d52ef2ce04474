"""All that a gig's page shows, in one query: the gig, its seller, and its parts as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import translation

from marketplace.accounts.models import Member
from marketplace.gigs.choices import TIER_ORDER, GigState, PackageTier
from marketplace.gigs.errors import GigNotFound
from marketplace.gigs.models import Extra, Faq, Feature, Gig, GigImage, Package, Question
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


def _parts(rows: QuerySet[Any], *names: str) -> ArraySubquery:
    """Return the rows of one gig as a list of JSON objects, in the seller's order."""
    fields = {name: F(name) for name in names}
    own = rows.filter(gig_id=OuterRef("pk")).order_by("position", "id")
    return ArraySubquery(own.values(json=JSONObject(**fields)))


_PACKAGE = ("id", "tier", "title", "description", "price_amount", "delivery_days", "revisions")
_IMAGE = ("public_id", "file", "thumb", "alt", "width", "height")
_COLUMNS = (
    "id",
    "public_id",
    "title",
    "slug",
    "language",
    "description_html",
    "tags",
    "state",
    "currency",
    "category_id",
    "category__slug",
    "root__slug",
    "rating_sum",
    "rating_count",
    "orders_count",
    "seller_id",
    "seller__public_id",
    "seller__username",
    "seller__display_name",
    "seller__country",
    "seller__timezone",
    "seller__is_active",
    "seller__profile__headline",
    "seller__profile__avatar",
    "seller__profile__is_taking_work",
)


def _one_row(gigs: QuerySet[Gig]) -> Mapping[str, Any] | None:
    language = (translation.get_language() or "ar")[:2]
    offered = Package.objects.filter(is_offered=True)
    extras = Extra.objects.filter(is_offered=True)
    asked = ("kind", "text", "choices", "is_required")
    return gigs.values(
        *_COLUMNS,
        root_name=F(f"root__name_{language}"),
        category_name=F(f"category__name_{language}"),
        package_rows=_parts(offered, *_PACKAGE),
        extra_rows=_parts(extras, "id", "title", "price_amount", "days_change"),
        feature_rows=_parts(Feature.objects.all(), "label", *TIER_ORDER),
        image_rows=_parts(GigImage.objects.all(), *_IMAGE),
        faq_rows=_parts(Faq.objects.all(), "question", "answer"),
        question_rows=_parts(Question.objects.all(), *asked),
    ).first()


def _seller(row: Mapping[str, Any]) -> SellerView:
    name = row["seller__display_name"]
    taking_work = row["seller__profile__is_taking_work"]
    return SellerView(
        id=row["seller_id"],
        public_id=row["seller__public_id"],
        name=name,
        initials=Member(display_name=name).initials,
        username=row["seller__username"],
        url=reverse("accounts:profile", args=[row["seller__username"]]),
        headline=row["seller__profile__headline"] or "",
        avatar_url=public_url(row["seller__profile__avatar"] or ""),
        country=row["seller__country"],
        timezone=row["seller__timezone"],
        is_taking_work=taking_work is None or taking_work,
    )


def _features(row: Mapping[str, Any], packages: list[PackageView]) -> list[FeatureRow]:
    tiers = [package.tier for package in packages]
    return [
        FeatureRow(item["label"], [item[tier] for tier in tiers]) for item in row["feature_rows"]
    ]


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
        for item in row["image_rows"]
    ]


def images_of(gig: Gig) -> list[ImageView]:
    """Return the gig's pictures in their order. One query."""
    rows = gig.images.order_by("position", "id").values(*_IMAGE)
    return _images({"image_rows": rows})


def _build(row: Mapping[str, Any]) -> GigPage:
    packages = [PackageView(**item) for item in row["package_rows"]]
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
        category_slug=row["category__slug"],
        category_name=row["category_name"],
        root_slug=row["root__slug"],
        root_name=row["root_name"],
        cover_kind=cover_kind(row["root__slug"]),
        rating=rating_text(row["rating_sum"], row["rating_count"]),
        rating_count=row["rating_count"],
        orders_count=row["orders_count"],
        seller=_seller(row),
        packages=packages,
        extras=[ExtraView(**item) for item in row["extra_rows"]],
        features=_features(row, packages),
        images=_images(row),
        faqs=[FaqView(**item) for item in row["faq_rows"]],
        questions=[QuestionView(**item) for item in row["question_rows"]],
    )


def get_gig_page(viewer: Member | None, *, pk: int | None = None, public_id: str = "") -> GigPage:
    """Return all that a gig's page shows. Raises GigNotFound.

    Anyone sees a live gig of an active member; its seller and editors see it in any state.
    One query, and one for the roles of a member who looks at a gig that isn't live.
    """
    key = {"pk": pk} if pk is not None else {"public_id": public_id}
    row = _one_row(Gig.objects.filter(**key))
    if row is None:
        raise GigNotFound
    is_open = row["state"] == GigState.LIVE and row["seller__is_active"]
    if not is_open and not sees_unpublished(viewer, row["seller_id"]):
        raise GigNotFound
    return _build(row)
