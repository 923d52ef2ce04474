"""Shapes of searching in the API. Prices are minor units, ratings hundredths of a star."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.accounts.choices import Language, SellerLevel
from marketplace.core.money import LARGEST_TYPED_AMOUNT
from marketplace.search.choices import (
    DAY_STEPS,
    LONGEST_QUERY,
    NAME_MAX,
    RATING_STEPS,
    Kind,
    Rhythm,
    Sort,
)
from marketplace.search.queries import Filters, in_order


class FiltersIn(serializers.Serializer[Any]):
    """What is searched for and how it is narrowed."""

    kind = serializers.ChoiceField(Kind.choices, required=False, default=Kind.GIG)
    q = serializers.CharField(required=False, max_length=LONGEST_QUERY, default="")
    category = serializers.SlugField(required=False, max_length=40, default="")
    price_min = serializers.IntegerField(
        required=False, min_value=0, max_value=LARGEST_TYPED_AMOUNT, default=None
    )
    price_max = serializers.IntegerField(
        required=False, min_value=0, max_value=LARGEST_TYPED_AMOUNT, default=None
    )
    days = serializers.ChoiceField(
        [(step, step) for step in DAY_STEPS], required=False, default=None
    )
    language = serializers.ChoiceField(Language.choices, required=False, default="")
    level = serializers.ChoiceField(SellerLevel.choices, required=False, default=None)
    rating = serializers.ChoiceField(
        [(step, step) for step in RATING_STEPS], required=False, default=None
    )
    exact = serializers.BooleanField(
        required=False, default=False, help_text="Correct nothing that was typed."
    )

    def filters(self, **more: Any) -> Filters:
        """Return what was read."""
        read = dict(self.validated_data)
        names = {"name", "rhythm", "sort", "page", "exact"}
        given = {name: value for name, value in read.items() if name not in names}
        given["kind"] = Kind(given["kind"])
        low, high = in_order(given["price_min"], given["price_max"])
        given |= {"price_min": low, "price_max": high}
        return Filters(**given, is_literal=read["exact"], **more)


class SearchIn(FiltersIn):
    """A page of a search."""

    sort = serializers.ChoiceField(Sort.choices, required=False, default="")
    page = serializers.IntegerField(required=False, min_value=1, max_value=1_000, default=1)

    def asked(self) -> Filters:
        """Return what was read, with order and page."""
        read = self.validated_data
        return self.filters(sort=read["sort"], page=read["page"])


class FoundEntryOut(serializers.Serializer[Any]):
    """Something that was found; `kind` and `ref` name it."""

    kind = serializers.CharField()
    ref = serializers.IntegerField()
    url = serializers.CharField()
    title = serializers.CharField()
    language = serializers.CharField(source="lang")
    excerpt = serializers.CharField()
    category = serializers.CharField(source="category_slug")
    owner = serializers.CharField(source="owner_name")
    price = serializers.IntegerField(allow_null=True)
    currency = serializers.CharField()
    days = serializers.IntegerField(allow_null=True)
    rating = serializers.CharField()
    rating_count = serializers.IntegerField()
    favourites_count = serializers.IntegerField()
    published_at = serializers.DateTimeField()


class FoundOut(serializers.Serializer[Any]):
    """One page of what was found. `text` is what was looked for; `typed` is set if corrected."""

    total = serializers.IntegerField()
    is_capped = serializers.BooleanField()
    text = serializers.CharField()
    typed = serializers.CharField()
    facets = serializers.DictField(
        child=serializers.DictField(child=serializers.IntegerField(), allow_null=True)
    )
    results = FoundEntryOut(many=True)


class SuggestionsOut(serializers.Serializer[Any]):
    """What a reader may mean."""

    texts = serializers.ListField(child=serializers.CharField())
    entries = FoundEntryOut(many=True)


class ThingIn(serializers.Serializer[Any]):
    """Something that can be found."""

    kind = serializers.ChoiceField(Kind.choices)
    ref = serializers.IntegerField(min_value=1)


class FavouriteOut(serializers.Serializer[Any]):
    """A favourite of the member's."""

    kind = serializers.CharField()
    ref = serializers.IntegerField()
    title = serializers.CharField()
    created_at = serializers.DateTimeField()


class SavedSearchIn(FiltersIn):
    """A search to save, and how often it speaks up."""

    name = serializers.CharField(max_length=NAME_MAX, required=False, default="")
    rhythm = serializers.ChoiceField(Rhythm.choices, required=False, default=Rhythm.AT_ONCE)


class RhythmIn(serializers.Serializer[Any]):
    """How often a saved search speaks up."""

    rhythm = serializers.ChoiceField(Rhythm.choices)


class SavedSearchOut(serializers.Serializer[Any]):
    """A saved search; `address` is its query as the site's address says it."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    kind = serializers.CharField()
    address = serializers.CharField()
    rhythm = serializers.CharField()
    feed_path = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()

    def get_feed_path(self, saved: Any) -> str:
        """Return the private feed's address on this site."""
        return f"/feeds/{saved.feed_key}.rss"
