"""What readers see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from marketplace.accounts.models import Member, Profile, initials_of
from marketplace.articles.models import Article
from marketplace.core.categories import BY_SLUG
from marketplace.core.errors import NotFound


@dataclass(frozen=True)
class ArticleCard:
    """An article in a list. `orders_count` is filled in by whoever knows orders."""

    pk: int
    url: str
    title: str
    lang: str
    summary: str
    category_slug: str
    author_name: str
    author_initials: str
    author_username: str
    reading_minutes: int
    published_at: datetime | None
    orders_count: int = 0
    cover_url: str = ""

    @property
    def category_name(self) -> str:
        """The category in the reader's language."""
        found = BY_SLUG.get(self.category_slug)
        return str(found.name) if found else self.category_slug

    def with_orders(self, count: int) -> ArticleCard:
        """Return the card with the number of orders that came from the article."""
        return replace(self, orders_count=count)


def article_cards(
    *,
    limit: int,
    offset: int = 0,
    category: str = "",
    language: str = "",
    author: Member | None = None,
    without: int | None = None,
    theme_id: int | None = None,
) -> list[ArticleCard]:
    """Return published articles, newest first, in one query."""
    rows = Article.objects.in_public()
    if category:
        rows = rows.filter(category=category)
    if language:
        rows = rows.filter(language=language)
    if author is not None:
        rows = rows.filter(author=author)
    if without is not None:
        rows = rows.exclude(pk=without)
    if theme_id is not None:
        rows = rows.filter(theme=theme_id)
    found = rows.order_by("-published_at", "-id").values_list(
        "pk",
        "slug",
        "title",
        "language",
        "summary",
        "category",
        "author__display_name",
        "author__username",
        "reading_minutes",
        "published_at",
    )[offset : offset + limit]
    return [_card(row) for row in found]


def _card(row: tuple[Any, ...]) -> ArticleCard:
    pk, slug, title, lang, summary, category, name, username, minutes, published_at = row
    return ArticleCard(
        pk=pk,
        url=reverse("articles:detail", args=[pk, slug or "-"]),
        title=title,
        lang=lang,
        summary=summary,
        category_slug=category,
        author_name=name,
        author_initials=initials_of(name),
        author_username=username,
        reading_minutes=minutes,
        published_at=published_at,
    )


def count_published(*, category: str = "", language: str = "") -> int:
    """Count published articles, for pages."""
    rows = Article.objects.in_public()
    if category:
        rows = rows.filter(category=category)
    if language:
        rows = rows.filter(language=language)
    return rows.count()


def published_rows(category: str = "", language: str = "") -> QuerySet[Article, Any]:
    """Return published articles as dictionaries, unordered, for the API's pages."""
    rows = Article.objects.in_public()
    if category:
        rows = rows.filter(category=category)
    if language:
        rows = rows.filter(language=language)
    return rows.annotate(author_username=F("author__username")).values(
        "id",
        "public_id",
        "title",
        "language",
        "category",
        "summary",
        "author_username",
        "reading_minutes",
        "published_at",
    )


def get_published(pk: int) -> Article:
    """Return a published article with its author, whose profile may be blank. Raises NotFound."""
    article = (
        Article.objects.in_public()
        .select_related("author", "author__profile", "theme")
        .filter(pk=pk)
        .first()
    )
    if article is None:
        raise NotFound
    if not hasattr(article.author, "profile"):
        article.author.profile = Profile(member=article.author)
    return article


def get_published_by_id(public_id: str) -> Article:
    """Return a published article by its public id, with its author. Raises NotFound."""
    rows = Article.objects.in_public().select_related("author")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def article_address(pk: int) -> str:
    """Return an article's page, whether it is in public or not; the list of articles without it."""
    found = Article.objects.filter(pk=pk).only("pk", "slug").first()
    return found.get_absolute_url() if found else reverse("articles:list")


def traffic_of(article_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return {article: (views, clicks on "Hire me")}, in one query."""
    rows = Article.objects.filter(pk__in=article_ids)
    return {
        pk: (views, clicks)
        for pk, views, clicks in rows.values_list("pk", "views_count", "hire_clicks_count")
    }


@dataclass(frozen=True)
class AuthorPanel:
    """What else an author does, filled by another part of the platform."""

    template: str
    context: dict[str, Any]


LoadAuthorPanel = Callable[..., AuthorPanel | None]
_author_panels: dict[str, LoadAuthorPanel] = {}


def register_author_panel(name: str, loader: LoadAuthorPanel) -> None:
    """Offer a part of the column beside an article: `loader(author=…, now=…)`; None for nothing."""
    _author_panels[name] = loader


def author_panels(author: Member, *, now: datetime) -> list[AuthorPanel]:
    """Return what other parts show of the author beside an article, by the names of the parts."""
    found = (_author_panels[name](author=author, now=now) for name in sorted(_author_panels))
    return [panel for panel in found if panel is not None]
