"""Verbs of articles: writing, reviewing, counting readers."""

from marketplace.articles.services.leaving import erase_articles
from marketplace.articles.services.moderating import hide_article, show_article
from marketplace.articles.services.pictures import add_image, remove_image
from marketplace.articles.services.review import (
    add_note,
    bar_hiring,
    decline_article,
    publish_article,
    request_changes,
)
from marketplace.articles.services.traffic import count_hire_click, count_view
from marketplace.articles.services.writing import (
    resolve_note,
    save_draft,
    set_hiring,
    start_article,
    submit_article,
    take_back_article,
)

__all__ = [
    "add_image",
    "add_note",
    "bar_hiring",
    "count_hire_click",
    "count_view",
    "decline_article",
    "erase_articles",
    "hide_article",
    "publish_article",
    "remove_image",
    "request_changes",
    "resolve_note",
    "save_draft",
    "set_hiring",
    "show_article",
    "start_article",
    "submit_article",
    "take_back_article",
]
