"""What can be found, and what readers keep of it.

An *entry* is one thing in the index: what its card says, the values it is filtered by, and its
words as stems (`words` is looked through, `head` orders what was found). Its *score* says how good
it is whatever was asked; its *shelf* is the class of scores it stands in. A *word* is a distinct
word of the entries, for corrections and completions. A *group* holds words that mean the same. A
*kept count* is the number of entries with one value. A *missed search* is what somebody looked
for in vain on a day. A *favourite*, a *view* and a *saved search*
belong to a member; a *hit* is what a saved search found since it was saved.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.accounts.choices import Language
from marketplace.core.ids import PublicIdField, new_secret
from marketplace.search.choices import (
    ADDRESS_MAX,
    LAST_SHELF,
    NAME_MAX,
    WORD_MAX,
    GroupKind,
    Kind,
    Rhythm,
)


class Entry(models.Model):
    kind = models.CharField(max_length=12, choices=Kind.choices)
    ref = models.BigIntegerField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    # Best first; see docs/search.md for what it is made of.
    score = models.IntegerField(default=0)
    shelf = models.PositiveSmallIntegerField(default=0)
    root = models.CharField(max_length=40, blank=True, default="")
    category = models.CharField(max_length=40, blank=True, default="")
    language = models.CharField(max_length=2, choices=Language.choices)
    level = models.PositiveSmallIntegerField(default=0)
    # Hundredths of a star; zero without ratings.
    rating = models.PositiveSmallIntegerField(default=0)
    rating_count = models.PositiveIntegerField(default=0)
    orders_count = models.PositiveIntegerField(default=0)
    # Minor units of the platform's currency; empty for what has no price.
    price = models.BigIntegerField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    favourites_count = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField()
    indexed_at = models.DateTimeField()
    title = models.CharField(max_length=160)
    excerpt = models.CharField(max_length=300, blank=True, default="")
    # A path on this site without the language prefix.
    path = models.CharField(max_length=300)
    head = SearchVectorField()
    words = SearchVectorField()

    class Meta:
        verbose_name_plural = "entries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "ref"], name="search_entry_once"),
            models.CheckConstraint(
                condition=Q(shelf__lte=LAST_SHELF), name="search_entry_shelf_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner"], name="search_entry_owner"),
            models.Index(fields=["kind", "-score", "-id"], name="search_best"),
            models.Index(fields=["kind", "-published_at", "-id"], name="search_newest"),
            models.Index(fields=["kind", "price", "-id"], name="search_price"),
            models.Index(fields=["kind", "-rating", "-rating_count", "-id"], name="search_rated"),
            models.Index(fields=["kind", "days", "-score", "-id"], name="search_fast"),
            *(
                GinIndex(fields=["words"], name=f"search_words_{shelf}", condition=Q(shelf=shelf))
                for shelf in range(LAST_SHELF + 1)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    text = models.CharField(max_length=WORD_MAX, unique=True)
    stem = models.CharField(max_length=WORD_MAX)
    # Its beginning, so that completions of two letters and more come in the order of `count`.
    start = models.CharField(max_length=2)
    # In how many titles and keywords it stood when it was last counted; 0: only in longer texts.
    count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["stem"], name="search_word_stem"),
            models.Index(
                fields=["start", "-count", "text"],
                name="search_word_start",
                condition=Q(count__gt=0),
            ),
            GinIndex(
                fields=["text"],
                name="search_word_letters",
                opclasses=["gin_trgm_ops"],
                condition=Q(count__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class WordGroup(models.Model):
    public_id = PublicIdField()
    kind = models.CharField(max_length=8, choices=GroupKind.choices)
    words = ArrayField(models.CharField(max_length=WORD_MAX))
    # Each word's main stems: what a query is compared with.
    keys = ArrayField(models.CharField(max_length=WORD_MAX * 3))
    is_active = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["keys"], name="search_group_keys", condition=Q(is_active=True)),
        ]

    def __str__(self) -> str:
        return " / ".join(self.words)

    def get_absolute_url(self) -> str:
        return reverse("search:edit_group", args=[self.public_id])


class MissedSearch(models.Model):
    # Folded; `seal` stands for text and visitor together and can't be read back.
    text = models.CharField(max_length=60)
    seal = models.CharField(max_length=32)
    on = models.DateField()

    class Meta:
        verbose_name_plural = "missed searches"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "seal", "on"], name="search_missed_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["on", "text", "seal"], name="search_missed_on"),
        ]

    def __str__(self) -> str:
        return self.text


class KeptCount(models.Model):
    kind = models.CharField(max_length=12, choices=Kind.choices)
    # The category that the numbers are about; empty for all.
    scope = models.CharField(max_length=40, blank=True, default="")
    facet = models.CharField(max_length=10)
    value = models.CharField(max_length=40)
    count = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "scope", "facet", "value"], name="search_count_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.scope} {self.facet}={self.value}"


class Favourite(models.Model):
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="favourites"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    ref = models.BigIntegerField()
    title = models.CharField(max_length=160)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "kind", "ref"], name="search_favourite_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-id"], name="search_favourites"),
            models.Index(fields=["kind", "ref"], name="search_favourite_of"),
        ]

    def __str__(self) -> str:
        return self.title


class View(models.Model):
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    ref = models.BigIntegerField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "kind", "ref"], name="search_view_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-seen_at", "-id"], name="search_views"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class SavedSearch(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=NAME_MAX)
    # The filters as the address says them.
    address = models.CharField(max_length=ADDRESS_MAX)
    # The same for the index, made again when the groups of words change.
    compiled = models.TextField()
    price_min = models.BigIntegerField(null=True, blank=True)
    price_max = models.BigIntegerField(null=True, blank=True)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.AT_ONCE)
    feed_key = models.CharField(max_length=40, unique=True, default=new_secret)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    # When the next digest is due; empty where none is.
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "saved searches"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "kind", "address"], name="search_saved_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-id"], name="search_saved_of"),
            models.Index(fields=["kind"], name="search_saved_kind", condition=~Q(rhythm="off")),
            models.Index(
                fields=["due_at", "id"], name="search_saved_due", condition=Q(due_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("search:open_saved", args=[self.public_id])


class SavedHit(models.Model):
    saved = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="hits")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    found_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["saved", "entry"], name="search_hit_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                F("saved_id"), name="search_hit_untold", condition=Q(told_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.saved_id}: {self.entry_id}"
