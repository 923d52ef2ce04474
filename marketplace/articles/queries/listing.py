"""Articles for machines that read everything."""

from __future__ import annotations

from datetime import datetime

from marketplace.articles.models import Article


def count_listed_articles() -> int:
    """Count the articles in public."""
    return Article.objects.in_public().count()


def listed_articles(*, offset: int, limit: int) -> list[tuple[int, str, datetime]]:
    """Return (number, slug, last change) of the articles in public, the oldest first."""
    rows = Article.objects.in_public().order_by("pk")
    return list(rows.values_list("pk", "slug", "updated_at")[offset : offset + limit])
