"""The one place where an article's state changes."""

from __future__ import annotations

from datetime import datetime

from marketplace.articles.choices import TRANSITIONS, ArticleHand, ArticleState
from marketplace.articles.errors import ArticleStateRefuses
from marketplace.articles.models import Article


def lock_article(article_id: int) -> Article:
    """Return the article's row, locked and read again. Must run inside a transaction."""
    return (
        Article.objects.select_for_update(no_key=True, of=("self",))
        .select_related("author")
        .get(pk=article_id)
    )


def transition(
    article: Article, *, to: ArticleState, hand: ArticleHand, now: datetime
) -> ArticleState:
    """Change a locked article's state by the table and return the state it had.

    Raises ArticleStateRefuses when the table has no such step for this hand.
    """
    before = ArticleState(article.state)
    if hand not in TRANSITIONS[before].get(to, frozenset()):
        raise ArticleStateRefuses(state=before.label)
    article.state = to
    article.updated_at = now
    return before
