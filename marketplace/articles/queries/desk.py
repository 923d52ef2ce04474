"""What editors see at their desk."""

from __future__ import annotations

from django.db.models import QuerySet

from marketplace.articles.choices import ArticleState
from marketplace.articles.models import Article
from marketplace.core.errors import NotFound


def review_queue() -> QuerySet[Article]:
    """Return what waits for an editor, longest first, with authors."""
    rows = Article.objects.filter(state=ArticleState.SUBMITTED).select_related("author")
    return rows.defer("source", "html", "headings").order_by("submitted_at", "id")


def get_article_for_editor(public_id: str) -> Article:
    """Return an article that has been sent to the editors. Raises NotFound for drafts.

    The caller has made sure that the reader is an editor (`accounts.policies.desk`).
    """
    rows = Article.objects.select_related("author").exclude(state=ArticleState.DRAFT)
    article = rows.filter(public_id=public_id).first()
    if article is None:
        raise NotFound
    return article
