"""Counting readers. One statement a time, no row is read first; totals are columns."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection, transaction

from marketplace.accounts.models import Member
from marketplace.articles.models import Article

_COUNT = """
INSERT INTO articles_trafficday (article_id, "on", views, hire_clicks) VALUES (%s, %s, %s, %s)
ON CONFLICT (article_id, "on") DO UPDATE
   SET views = articles_trafficday.views + EXCLUDED.views,
       hire_clicks = articles_trafficday.hire_clicks + EXCLUDED.hire_clicks
"""
_TOTAL = """
UPDATE articles_article
   SET views_count = views_count + %s, hire_clicks_count = hire_clicks_count + %s
 WHERE id = %s AND author_id IS DISTINCT FROM %s
"""


def _count(article_id: int, *, views: int, clicks: int, by: int | None, now: datetime) -> None:
    on = now.astimezone(UTC).date()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TOTAL, [views, clicks, article_id, by])
        if cursor.rowcount:
            cursor.execute(_COUNT, [article_id, on, views, clicks])


def count_view(*, article_id: int, now: datetime, reader: Member | None = None) -> None:
    """Count one reader of the article, on the day in UTC; its author is none."""
    _count(article_id, views=1, clicks=0, by=reader.pk if reader else None, now=now)


def count_hire_click(*, article: Article, now: datetime) -> None:
    """Count one press of the article's "Hire me" button, on the day in UTC."""
    _count(article.pk, views=0, clicks=1, by=None, now=now)
