"""Articles for machines that read everything."""

from __future__ import annotations

from datetime import datetime

from marketplace.articles.choices import ArticleState
from marketplace.articles.models import Article


def count_listed_articles() -> int:
    """Count the published articles."""
    return Article.objects.filter(state=ArticleState.PUBLISHED).count()


def listed_articles(*, offset: int, limit: int) -> list[tuple[int, str, datetime]]:
    """Return (number, slug, last change) of the published articles, the oldest first."""
    rows = Article.objects.filter(state=ArticleState.PUBLISHED).order_by("pk")
    return list(rows.values_list("pk", "slug", "updated_at")[offset : offset + limit])
