"""An *article* is an authored post, reviewed by an editor before it is published.

Its text is kept as written (`source`) beside the safe HTML made of it once. An *editor's note*
is a remark on the text, anchored to a quotation of it. A *traffic day* counts what happened to one
article on one day: views, and clicks on its "Hire me" button.

A *comment* is a reader's word under an article, or an answer to one: one level, no deeper. A
*reaction* is one press. A *tip* is money from a reader to the author. A *theme* is what writers are
invited to write about in a month. A *commission* is an article that the platform asked for, at an
agreed fee that is set aside when the author accepts and paid when it is published. Amounts are in
minor units.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from marketplace.accounts.choices import READABLE_STANDINGS, Language
from marketplace.articles.choices import (
    ArticleState,
    CommissionState,
    ReactionKind,
    TipState,
)
from marketplace.core.categories import CATEGORY_CHOICES
from marketplace.core.conf import rules
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
    comments_count = models.PositiveIntegerField(default=0, db_default=0)
    useful_count = models.PositiveIntegerField(default=0, db_default=0)
    thanks_count = models.PositiveIntegerField(default=0, db_default=0)
    inspiring_count = models.PositiveIntegerField(default=0, db_default=0)
    tips_count = models.PositiveIntegerField(default=0, db_default=0)
    theme = models.ForeignKey(
        "articles.Theme",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        db_index=False,
    )

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
            models.Index(
                fields=["theme", "-published_at"],
                name="articles_of_theme",
                condition=models.Q(theme__isnull=False),
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


class Theme(models.Model):
    # The tag, as it stands in the address and behind the hash.
    slug = models.CharField(max_length=60, unique=True)
    title_ar = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True, default="")
    title_he = models.CharField(max_length=120, blank=True, default="")
    title_ur = models.CharField(max_length=120, blank=True, default="")
    # What writers are asked, in the editors' own language.
    invitation = models.TextField(max_length=2000)
    category = models.CharField(max_length=20, choices=CATEGORY_CHOICES, default="writing")
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="articles_theme_runs_forward",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-starts_on", "-id"], name="articles_theme_newest")
        ]

    def __str__(self) -> str:
        return f"#{self.slug}"

    def get_absolute_url(self) -> str:
        return reverse("articles:theme", args=[self.slug])

    def title_in(self, language: str) -> str:
        """Return the title in a language of the interface; in Arabic where it has none."""
        return str(getattr(self, f"title_{language}", "") or self.title_ar)


class Comment(models.Model):
    public_id = PublicIdField()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="article_comments"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    source = models.TextField(max_length=2000)
    html = models.TextField()
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    # A removed comment keeps its place while it has answers; its words are gone.
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=16, blank=True, default="")
    # Made by the form, so that pressing twice writes once.
    request_key = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "request_key"],
                condition=~models.Q(request_key=""),
                name="articles_comment_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["article", "-id"],
                name="articles_threads",
                condition=models.Q(parent=None),
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}#comment-{self.public_id}"

    def is_fresh(self, moment: datetime) -> bool:
        """Whether its writer may still change the words."""
        fresh_until = self.created_at + timedelta(minutes=rules().comment_edit_minutes)
        return self.removed_at is None and moment < fresh_until


class Reaction(models.Model):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reactions")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="article_reactions"
    )
    kind = models.CharField(max_length=10, choices=ReactionKind.choices)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "member", "kind"], name="articles_reaction_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on article {self.article_id}"


class Tip(models.Model):
    public_id = PublicIdField()
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="tips")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tips_given"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tips_received"
    )
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    # Frozen when it is given, like an order's.
    fee_bp = models.PositiveIntegerField()
    clearing_days = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200, blank=True, default="")
    is_anonymous = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=TipState.choices, default=TipState.PENDING)
    request_key = models.CharField(max_length=40)
    paid_with = models.CharField(max_length=20, blank=True, default="")
    created_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    # When one that nobody paid for is closed; empty once it is paid or closed.
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reader", "request_key"], name="articles_tip_once"),
            models.CheckConstraint(
                name="articles_tip_is_something", condition=models.Q(amount__gt=0)
            ),
            models.CheckConstraint(
                name="articles_tip_paid_has_date",
                condition=~models.Q(state="paid") | models.Q(paid_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="articles_tip_due",
                condition=models.Q(due_at__isnull=False),
            ),
            models.Index(fields=["author", "-id"], name="articles_tips_of_author"),
        ]

    def __str__(self) -> str:
        return f"tip {self.public_id}"

    @property
    def reference(self) -> str:
        """What the ledger knows the tip by."""
        return f"tip:{self.public_id}"


class Commission(models.Model):
    public_id = PublicIdField()
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="commissions_made"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="commissions"
    )
    # The draft that acceptance opens; what is published of it is what is paid for.
    article = models.OneToOneField(
        Article, null=True, blank=True, on_delete=models.PROTECT, related_name="commission"
    )
    title = models.CharField(max_length=140)
    task = models.TextField(max_length=2000)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    deliver_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=CommissionState.choices, default=CommissionState.OFFERED
    )
    reason = models.TextField(max_length=1000, blank=True, default="")
    request_key = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Offered: when the offer ends. Accepted: when the fee goes back unless the editors have it.
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["editor", "request_key"], name="articles_commission_once"
            ),
            models.CheckConstraint(
                name="articles_commission_is_paid_for", condition=models.Q(amount__gt=0)
            ),
            models.CheckConstraint(
                name="articles_commission_has_article",
                condition=~models.Q(state__in=["accepted", "paid"])
                | models.Q(article__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="articles_commission_due",
                condition=models.Q(due_at__isnull=False),
            ),
            models.Index(fields=["author", "-id"], name="articles_commissions_of"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:commission", args=[self.public_id])

    @property
    def reference(self) -> str:
        """What the ledger knows the commission by."""
        return f"commission:{self.public_id}"
