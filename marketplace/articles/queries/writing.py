"""What an author sees of their own articles."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.articles.choices import ArticleState
from marketplace.articles.models import Article, EditorNote
from marketplace.core.errors import NotFound


def get_article_of(member: Member, public_id: str) -> Article:
    """Return the member's own article, in whatever state. Raises NotFound for others."""
    article = Article.objects.filter(author=member, public_id=public_id).first()
    if article is None:
        raise NotFound
    return article


def get_article(pk: int) -> Article:
    """Return an article in whatever state, for what follows from its events. Raises NotFound."""
    article = Article.objects.filter(pk=pk).first()
    if article is None:
        raise NotFound
    return article


def find_article(public_id: str) -> Article:
    """Return an article in whatever state, with its author, to moderators. Raises NotFound."""
    article = Article.objects.select_related("author").filter(public_id=public_id).first()
    if article is None:
        raise NotFound
    return article


def article_by_number(pk: int) -> Article | None:
    """Return an article in whatever state by its number, for code that has checked who asks."""
    return Article.objects.select_related("author").filter(pk=pk).first()


def titles_of_articles(ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return title and address of those articles that can be read. One query."""
    rows = Article.objects.filter(pk__in=ids, state=ArticleState.PUBLISHED)
    return {row.pk: (row.title, row.get_absolute_url()) for row in rows.only("title", "slug")}


def list_articles_of(member: Member) -> QuerySet[Article]:
    """Return the member's articles, last changed first, without their texts."""
    rows = Article.objects.filter(author=member).defer("source", "html", "headings")
    return rows.order_by("-updated_at", "-id")


def rows_of(member: Member) -> QuerySet[Article]:
    """Return the member's articles, unordered, for the API's pages."""
    return Article.objects.filter(author=member)


def notes_on(article: Article) -> list[EditorNote]:
    """Return the editors' notes on an article, open ones first, with their editors."""
    rows = EditorNote.objects.filter(article=article).select_related("editor")
    return sorted(rows.order_by("id"), key=lambda note: (note.resolved_at is not None, note.pk))
