"""Shapes of gigs in the API. Sums are whole numbers of minor units."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.accounts.choices import Language, SellerLevel
from marketplace.gigs import choices
from marketplace.gigs.services import (
    ExtraDraft,
    FaqDraft,
    FeatureDraft,
    PackageDraft,
    QuestionDraft,
)
from marketplace.search.choices import DAY_STEPS, LONGEST_QUERY, RATING_STEPS, Kind
from marketplace.search.queries import Filters


class GigRow(serializers.Serializer[Any]):
    """A live gig in a list. `rating_sum` is in hundredths of a star."""

    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    language = serializers.CharField()
    category = serializers.CharField(source="category_slug")
    seller = serializers.CharField(source="seller_username")
    price_from = serializers.IntegerField()
    currency = serializers.CharField()
    delivery_days = serializers.IntegerField()
    orders_count = serializers.IntegerField()
    rating_sum = serializers.IntegerField()
    rating_count = serializers.IntegerField()
    published_at = serializers.DateTimeField()


class PackageOut(serializers.Serializer[Any]):
    """A package on offer; `id` is what an order names."""

    id = serializers.IntegerField()
    tier = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    price_amount = serializers.IntegerField()
    delivery_days = serializers.IntegerField()
    revisions = serializers.IntegerField()


class ExtraOut(serializers.Serializer[Any]):
    """An extra; `days_change` below zero is faster."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    price_amount = serializers.IntegerField()
    days_change = serializers.IntegerField()


class FeatureOut(serializers.Serializer[Any]):
    """A row of the comparison: a value per package on offer, "+" for what is in it."""

    label = serializers.CharField()  # type: ignore[assignment]  # a field
    values = serializers.ListField(child=serializers.CharField(allow_blank=True))


class QuestionOut(serializers.Serializer[Any]):
    """What the buyer is asked before work begins."""

    kind = serializers.CharField()
    text = serializers.CharField()
    choices = serializers.ListField(child=serializers.CharField())
    is_required = serializers.BooleanField()


class FaqOut(serializers.Serializer[Any]):
    """What people ask, and the answer."""

    question = serializers.CharField()
    answer = serializers.CharField()


class ImageOut(serializers.Serializer[Any]):
    """A picture in two sizes."""

    id = serializers.CharField(source="public_id")
    url = serializers.CharField()
    thumb_url = serializers.CharField()
    alt = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class GigOut(serializers.Serializer[Any]):
    """A gig with all its parts."""

    id = serializers.CharField(source="public_id")
    url = serializers.CharField()
    title = serializers.CharField()
    language = serializers.CharField(source="lang")
    description_html = serializers.CharField(source="html")
    tags = serializers.ListField(child=serializers.CharField())
    state = serializers.CharField()
    currency = serializers.CharField()
    category = serializers.CharField(source="category_slug")
    seller = serializers.CharField(source="seller.username")
    rating = serializers.CharField()
    rating_count = serializers.IntegerField()
    orders_count = serializers.IntegerField()
    packages = PackageOut(many=True)
    extras = ExtraOut(many=True)
    features = FeatureOut(many=True)
    questions = QuestionOut(many=True)
    faqs = FaqOut(many=True)
    images = ImageOut(many=True)


class OwnGigRow(serializers.Serializer[Any]):
    """One's own gig in a list."""

    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    state = serializers.CharField()
    price_from = serializers.IntegerField()
    currency = serializers.CharField()
    orders_count = serializers.IntegerField()
    changed_at = serializers.DateTimeField()


class FiltersIn(serializers.Serializer[Any]):
    """How the list is narrowed. Prices are minor units of the platform's currency."""

    q = serializers.CharField(required=False, max_length=LONGEST_QUERY, default="")
    category = serializers.SlugField(required=False, default="")
    price_min = serializers.IntegerField(required=False, min_value=0, default=None)
    price_max = serializers.IntegerField(required=False, min_value=0, default=None)
    days = serializers.ChoiceField(
        [(step, step) for step in DAY_STEPS], required=False, default=None
    )
    language = serializers.ChoiceField(Language.choices, required=False, default="")
    level = serializers.ChoiceField(SellerLevel.choices, required=False, default=None)
    rating = serializers.ChoiceField(
        [(step, step) for step in RATING_STEPS],
        required=False,
        default=None,
        help_text="At least, in hundredths of a star.",
    )

    def filters(self) -> Filters:
        """Return what was read."""
        return Filters(kind=Kind.GIG, **self.validated_data)


class OverviewIn(serializers.Serializer[Any]):
    """What a gig is. `description` is Markdown."""

    title = serializers.CharField(max_length=choices.TITLE_MAX)
    category = serializers.SlugField()
    language = serializers.ChoiceField(Language.choices)
    description = serializers.CharField(
        max_length=choices.DESCRIPTION_MAX, allow_blank=True, default="", trim_whitespace=False
    )
    tags = serializers.ListField(
        child=serializers.CharField(max_length=choices.TAG_LENGTH),
        max_length=choices.TAGS_MAX,
        default=list,
    )


class PackageIn(serializers.Serializer[Any]):
    """A package to offer."""

    tier = serializers.ChoiceField(choices.PackageTier.choices)
    title = serializers.CharField(max_length=60, allow_blank=True, default="")
    description = serializers.CharField(max_length=300, allow_blank=True, default="")
    price_amount = serializers.IntegerField(min_value=1)
    delivery_days = serializers.IntegerField(min_value=1, max_value=choices.DAYS_MAX)
    revisions = serializers.IntegerField(min_value=0, max_value=choices.REVISIONS_MAX, default=1)


class FeatureIn(serializers.Serializer[Any]):
    """A row of the comparison: empty, "+" or a short text for each tier."""

    label = serializers.CharField(max_length=60)  # type: ignore[assignment]  # a field
    basic = serializers.CharField(max_length=20, allow_blank=True, default="")
    standard = serializers.CharField(max_length=20, allow_blank=True, default="")
    premium = serializers.CharField(max_length=20, allow_blank=True, default="")


class PackagesIn(serializers.Serializer[Any]):
    """All packages and rows; what is left out is no longer offered."""

    packages = PackageIn(many=True)
    features = FeatureIn(many=True, required=False)

    def drafts(self) -> tuple[list[PackageDraft], list[FeatureDraft]]:
        """Return what was read."""
        packages = [
            PackageDraft(**{**item, "tier": choices.PackageTier(item["tier"])})
            for item in self.validated_data["packages"]
        ]
        return packages, [FeatureDraft(**item) for item in self.validated_data.get("features", [])]


class ExtraIn(serializers.Serializer[Any]):
    """An extra; `id` names one that is there already."""

    id = serializers.IntegerField(required=False, allow_null=True, default=None)
    title = serializers.CharField(max_length=80)
    price_amount = serializers.IntegerField(min_value=1)
    days_change = serializers.IntegerField(
        min_value=-choices.DAYS_CHANGE_MAX, max_value=choices.DAYS_CHANGE_MAX, default=0
    )


class QuestionIn(serializers.Serializer[Any]):
    """A question to the buyer."""

    text = serializers.CharField(max_length=300)
    kind = serializers.ChoiceField(choices.QuestionKind.choices, default="text")
    choices = serializers.ListField(
        child=serializers.CharField(max_length=100), max_length=choices.CHOICES_MAX, default=list
    )
    is_required = serializers.BooleanField(default=True)


class FaqIn(serializers.Serializer[Any]):
    """A question people ask, and the answer."""

    question = serializers.CharField(max_length=200)
    answer = serializers.CharField(max_length=1_500)


class AdditionsIn(serializers.Serializer[Any]):
    """All extras, questions and answers; what is left out goes."""

    extras = ExtraIn(many=True)
    questions = QuestionIn(many=True)
    faqs = FaqIn(many=True)

    def drafts(self) -> dict[str, list[Any]]:
        """Return what was read, as save_additions takes it."""
        read = self.validated_data
        return {
            "extras": [ExtraDraft(**item) for item in read["extras"]],
            "questions": [
                QuestionDraft(**{**item, "kind": choices.QuestionKind(item["kind"])})
                for item in read["questions"]
            ],
            "faqs": [FaqDraft(**item) for item in read["faqs"]],
        }


class PictureIn(serializers.Serializer[Any]):
    """A picture as multipart form data."""

    image = serializers.FileField()
    alt = serializers.CharField(max_length=160, allow_blank=True, default="")


class CommentIn(serializers.Serializer[Any]):
    """What to change."""

    comment = serializers.CharField(max_length=2_000)


class GigReasonIn(serializers.Serializer[Any]):
    """Why not."""

    reason = serializers.CharField(max_length=2_000)
