"""Articles and money for the tests of this app."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.test import Client

from marketplace.accounts.models import Member
from marketplace.articles import services
from marketplace.articles.models import Article
from marketplace.orders.tests.world import fund, prove_books, race

__all__ = [
    "RunOutbox",
    "SignIn",
    "draft_article",
    "fund",
    "prove_books",
    "published_article",
    "race",
]

SignIn = Callable[[Member | None], Client]
RunOutbox = Callable[..., int]
LONG = "كلمة طيبة " * 90


def draft_article(author: Member, *, now: datetime, title: str = "A title") -> Article:
    """Return a draft that is long enough."""
    article = services.start_article(author=author, now=now)
    return fill(article, author, now=now, title=title)


def fill(article: Article, author: Member, *, now: datetime, title: str = "A title") -> Article:
    """Write enough into a draft."""
    return services.save_draft(
        article=article,
        actor=author,
        title=title,
        summary="In short",
        source=LONG,
        language="ar",
        category="design",
        revision=article.revision,
        now=now,
    )


def published_article(
    author: Member, editor: Member, *, now: datetime, title: str = "A title"
) -> Article:
    """Return a published article."""
    draft = draft_article(author, now=now, title=title)
    services.submit_article(article=draft, actor=author, now=now)
    article = services.publish_article(article=draft, actor=editor, now=now)
    return Article.objects.select_related("author").get(pk=article.pk)
