"""Named reads of articles."""

from marketplace.articles.queries.desk import get_article_for_editor, review_queue
from marketplace.articles.queries.published import (
    ArticleCard,
    article_cards,
    count_published,
    get_published,
    published_rows,
    traffic_of,
)
from marketplace.articles.queries.writing import (
    find_article,
    get_article,
    get_article_of,
    list_articles_of,
    notes_on,
    rows_of,
)

__all__ = [
    "ArticleCard",
    "article_cards",
    "count_published",
    "find_article",
    "get_article",
    "get_article_for_editor",
    "get_article_of",
    "get_published",
    "list_articles_of",
    "notes_on",
    "published_rows",
    "review_queue",
    "rows_of",
    "traffic_of",
]
