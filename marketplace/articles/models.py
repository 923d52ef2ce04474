"""An *article* is an authored post, reviewed by an editor before it is published.

Its text is kept as written (`source`) beside the safe HTML made of it once. An *editor's note*
is a remark on the text, anchored to a quotation of it. A *traffic day* counts what happened to one
article on one day: views, and clicks on its "Hire me" button.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from marketplace.accounts.choices import READABLE_STANDINGS, Language
from marketplace.articles.choices import ArticleState
from marketplace.core.categories import CATEGORY_CHOICES
from marketplace.core.ids import PublicIdField


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles by who may read them."""

    def in_public(self) -> ArticleQuerySet:
        """Keep what readers find: published, and not by an account that is closed for now."""
        return self.filter(state=ArticleState.PUBLISHED, author__standing__in=READABLE_STANDINGS)


class Article(models.Model):
    public_id = PublicIdField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="articles"
    )
    title = models.CharField(max_length=140, blank=True, default="")
    slug = models.CharField(max_length=80, blank=True, default="")
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ARABIC)
    category = models.CharField(max_length=20, choices=CATEGORY_CHOICES, default="writing")
    summary = models.CharField(max_length=280, blank=True, default="")
    source = models.TextField(blank=True, default="", max_length=60_000)
    html = models.TextField(blank=True, default="")
    html_version = models.PositiveSmallIntegerField(default=0)
    headings = models.JSONField(default=list, blank=True)
    word_count = models.PositiveIntegerField(default=0)
    reading_minutes = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        max_length=20, choices=ArticleState.choices, default=ArticleState.DRAFT
    )
    revision = models.PositiveIntegerField(default=1)
    is_hire_enabled = models.BooleanField(default=True)
    is_hire_barred = models.BooleanField(default=False)
    decision_reason = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    views_count = models.PositiveIntegerField(default=0)
    hire_clicks_count = models.PositiveIntegerField(default=0)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="articles_published_has_date",
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="articles_submitted_has_date",
                condition=~models.Q(state="submitted") | models.Q(submitted_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-published_at", "-id"],
                name="articles_published",
                condition=models.Q(state="published"),
            ),
            models.Index(fields=["author", "-updated_at"], name="articles_of_author"),
            models.Index(
                fields=["submitted_at", "id"],
                name="articles_queue",
                condition=models.Q(state="submitted"),
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"article {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.pk, self.slug or "-"])

    @property
    def can_be_hired_from(self) -> bool:
        """Whether the "Hire me" button stands under the article."""
        return self.is_hire_enabled and not self.is_hire_barred


class ArticleImage(models.Model):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="images")
    image = models.ImageField(upload_to="articles/", max_length=200)
    alt = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.alt or str(self.image.name)


class EditorNote(models.Model):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notes")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="editor_notes"
    )
    quote = models.CharField(max_length=300, blank=True, default="")
    body = models.TextField(max_length=2000)
    created_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.body[:60]


class TrafficDay(models.Model):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="traffic")
    on = models.DateField()
    views = models.PositiveIntegerField(default=0)
    hire_clicks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "on"], name="articles_traffic_once"),
        ]

    def __str__(self) -> str:
        return f"article {self.article_id} on {self.on}"
