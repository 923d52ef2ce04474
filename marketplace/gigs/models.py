"""A *gig* is a fixed-price service on offer.

It has up to three *packages* (tiers), a few *features* that the packages are compared by, *extras*
that a buyer may add to any package, *questions* that are answered before work begins, a *FAQ*, and
*images*. An *editor's note* is what an editor decided and wrote. A *category* has one of the eight
shared slugs at the top, or hangs under one of those.

Money is in minor units of the gig's currency. Counts are columns, kept by the services that count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from typing_extensions import override

from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member
from marketplace.core.ids import PublicIdField
from marketplace.gigs.choices import (
    DESCRIPTION_MAX,
    TAG_LENGTH,
    TITLE_MAX,
    GigState,
    PackageTier,
    QuestionKind,
    Verdict,
    VisitSource,
)

if TYPE_CHECKING:
    from django.core.files.storage import Storage

LIVE = models.Q(state=GigState.LIVE)


def public_storage() -> Storage:
    """Return where pictures that anyone may see are kept."""
    return storages["default"]


class Category(models.Model):
    slug = models.SlugField(max_length=40, unique=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name_ar = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    name_he = models.CharField(max_length=60)
    name_ur = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    live_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        verbose_name_plural = "categories"

    @override
    def __str__(self) -> str:
        return self.name_en

    def name_in(self, language: str) -> str:
        """Return the name in a language of the interface; in Arabic for any other."""
        return str(getattr(self, f"name_{language}", self.name_ar))


class Gig(models.Model):
    public_id = PublicIdField()
    seller = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="gigs")
    # The category it is filed under, and the top of that one's branch (itself, if it is the top).
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="gigs")
    root = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE_MAX)
    slug = models.CharField(max_length=80)
    language = models.CharField(max_length=2, choices=Language.choices)
    description_source = models.TextField(max_length=DESCRIPTION_MAX, blank=True, default="")
    description_html = models.TextField(blank=True, default="")
    renderer_version = models.PositiveSmallIntegerField(default=0)
    tags = ArrayField(models.CharField(max_length=TAG_LENGTH), default=list, blank=True)
    # Tags and the category's names in all languages, as one text: what is searched with the title.
    keywords = models.TextField(blank=True, default="")
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=20, choices=GigState.choices, default=GigState.DRAFT)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    # Of the cheapest package, so that a list needs no join; zero while there is none.
    price_from = models.BigIntegerField(default=0)
    delivery_days = models.PositiveSmallIntegerField(default=0)
    # The first picture's small version; empty where a drawing stands in.
    cover = models.CharField(max_length=200, blank=True, default="")
    orders_count = models.PositiveIntegerField(default=0)
    # Hundredths of a star.
    rating_sum = models.PositiveBigIntegerField(default=0)
    rating_count = models.PositiveIntegerField(default=0)
    rating_mean = models.GeneratedField(
        expression=models.Case(
            models.When(rating_count=0, then=models.Value(0)),
            default=models.F("rating_sum") / models.F("rating_count"),
        ),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=GigState.values), name="gigs_gig_state_known"
            ),
            models.CheckConstraint(
                condition=~LIVE | models.Q(price_from__gt=0, published_at__isnull=False),
                name="gigs_live_is_priced",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["root", "-orders_count", "-published_at", "-id"],
                name="gigs_root",
                condition=LIVE,
            ),
            models.Index(
                fields=["category", "-orders_count", "-published_at", "-id"],
                name="gigs_cat",
                condition=LIVE,
            ),
            models.Index(
                fields=["-orders_count", "-published_at", "-id"], name="gigs_live", condition=LIVE
            ),
            models.Index(fields=["-published_at", "-id"], name="gigs_newest", condition=LIVE),
            models.Index(fields=["price_from", "-id"], name="gigs_price", condition=LIVE),
            models.Index(
                fields=["delivery_days", "-orders_count", "-id"], name="gigs_fast", condition=LIVE
            ),
            models.Index(
                fields=["-rating_mean", "-rating_count", "-id"], name="gigs_rated", condition=LIVE
            ),
            models.Index(fields=["seller", "-id"], name="gigs_seller"),
            models.Index(
                fields=["submitted_at", "id"],
                name="gigs_queue",
                condition=models.Q(state=GigState.IN_REVIEW),
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("gigs:detail", args=[self.pk, self.slug])


class Package(models.Model):
    gig = models.ForeignKey(Gig, on_delete=models.CASCADE, related_name="packages")
    tier = models.CharField(max_length=8, choices=PackageTier.choices)
    # Where it stands in the comparison; kept so that the database can order by it.
    position = models.PositiveSmallIntegerField()
    # A package that isn't offered any more stays for the orders that name it.
    is_offered = models.BooleanField(default=True)
    title = models.CharField(max_length=60, blank=True, default="")
    description = models.CharField(max_length=300, blank=True, default="")
    price_amount = models.BigIntegerField()
    delivery_days = models.PositiveSmallIntegerField()
    revisions = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gig", "tier"], name="gigs_package_tier_once"),
            models.CheckConstraint(
                condition=models.Q(price_amount__gt=0, delivery_days__gt=0),
                name="gigs_package_positive",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.tier} of gig {self.gig_id}"


class Feature(models.Model):
    """A row of the comparison. A value is empty (not in it), "+" (in it) or a short text."""

    gig = models.ForeignKey(Gig, on_delete=models.CASCADE, related_name="features")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    basic = models.CharField(max_length=20, blank=True, default="")
    standard = models.CharField(max_length=20, blank=True, default="")
    premium = models.CharField(max_length=20, blank=True, default="")

    @override
    def __str__(self) -> str:
        return self.label


class Extra(models.Model):
    """`days_change` is added to the package's delivery days; below zero it is faster."""

    gig = models.ForeignKey(Gig, on_delete=models.CASCADE, related_name="extras")
    position = models.PositiveSmallIntegerField()
    is_offered = models.BooleanField(default=True)
    title = models.CharField(max_length=80)
    price_amount = models.BigIntegerField()
    days_change = models.SmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(price_amount__gt=0), name="gigs_extra_positive"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    gig = models.ForeignKey(Gig, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=QuestionKind.choices, default=QuestionKind.TEXT)
    text = models.CharField(max_length=300)
    choices = models.JSONField(default=list, blank=True)
    is_required = models.BooleanField(default=True)

    @override
    def __str__(self) -> str:
        return self.text


class Faq(models.Model):
    gig = models.ForeignKey(Gig, on_delete=models.CASCADE, related_name="faqs")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=200)
    answer = models.TextField(max_length=1_500)

    class Meta:
        verbose_name = "FAQ entry"
        verbose_name_plural = "FAQ entries"

    @override
    def __str__(self) -> str:
        return self.question


class GigImage(models.Model):
    """Both files were written by us from the decoded pixels; nothing of the upload is kept."""

    public_id = PublicIdField()
    gig = models.ForeignKey(Gig, on_delete=models.CASCADE, related_name="images")
    position = models.PositiveSmallIntegerField()
    alt = models.CharField(max_length=160, blank=True, default="")
    file = models.CharField(max_length=200)
    thumb = models.CharField(max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    @override
    def __str__(self) -> str:
        return self.alt or self.public_id


class EditorNote(models.Model):
    gig = models.ForeignKey(Gig, on_delete=models.CASCADE, related_name="editor_notes")
    editor = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    text = models.TextField(blank=True, default="", max_length=2_000)
    at = models.DateTimeField()

    @override
    def __str__(self) -> str:
        return f"{self.verdict} of gig {self.gig_id}"


class GigDay(models.Model):
    """How often a gig was seen and its order button pressed on a day in UTC, by source."""

    gig = models.ForeignKey(Gig, on_delete=models.CASCADE, related_name="days")
    on = models.DateField()
    source = models.CharField(max_length=8, choices=VisitSource.choices)
    views = models.PositiveIntegerField(default=0)
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gig", "on", "source"], name="gigs_day_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"gig {self.gig_id} on {self.on} from {self.source}"
