"""What follows from facts about articles: authors and editors are told."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.events import ProfileChanged
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.articles.events import (
    ArticleChangesRequested,
    ArticleDeclined,
    ArticleHidden,
    ArticlePublished,
    ArticleShown,
    ArticleTakenBack,
)
from marketplace.articles.queries import get_article
from marketplace.articles.services.listing import ArticleSource
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from marketplace.search.choices import Kind
from marketplace.search.services import refresh, register_source

SOURCE = ArticleSource()
register_source(Kind.ARTICLE, SOURCE)

register_kind(
    "articles.changes_requested",
    group=NotificationGroup.ARTICLES,
    title=_("The editors ask for a change in “%(title)s”"),
    body=_("%(reason)s"),
)
register_kind(
    "articles.published",
    group=NotificationGroup.ARTICLES,
    title=_("“%(title)s” is published"),
    body=_("Readers can now hire you straight from it."),
)
register_kind(
    "articles.declined",
    group=NotificationGroup.ARTICLES,
    title=_("“%(title)s” was not accepted"),
    body=_("%(reason)s"),
)


def _edit_url(article_id: int) -> str:
    return reverse("articles:edit", args=[get_article(article_id).public_id])


@subscribe(ArticleChangesRequested, consumer="articles.tell_changes_requested")
def tell_changes_requested(event: ArticleChangesRequested, *, now: datetime) -> None:
    """Tell the author what to change."""
    notify(
        member=get_member_by_public_id(event.author_id),
        kind="articles.changes_requested",
        params={"title": event.title, "reason": event.reason},
        url=_edit_url(event.article_id),
        now=now,
    )


@subscribe(ArticlePublished, consumer="articles.tell_published")
def tell_published(event: ArticlePublished, *, now: datetime) -> None:
    """Tell the author that readers can read."""
    notify(
        member=get_member_by_public_id(event.author_id),
        kind="articles.published",
        params={"title": event.title},
        url=get_article(event.article_id).get_absolute_url(),
        now=now,
    )


@subscribe(ArticleDeclined, consumer="articles.tell_declined")
def tell_declined(event: ArticleDeclined, *, now: datetime) -> None:
    """Tell the author why not."""
    notify(
        member=get_member_by_public_id(event.author_id),
        kind="articles.declined",
        params={"title": event.title, "reason": event.reason},
        url=_edit_url(event.article_id),
        now=now,
    )


@subscribe(ArticlePublished, consumer="articles.index_published")
@subscribe(ArticleDeclined, consumer="articles.index_declined")
@subscribe(ArticleTakenBack, consumer="articles.index_taken_back")
@subscribe(ArticleHidden, consumer="articles.index_hidden")
@subscribe(ArticleShown, consumer="articles.index_shown")
def index_article(
    event: ArticlePublished | ArticleDeclined | ArticleTakenBack | ArticleHidden | ArticleShown,
    *,
    now: datetime,
) -> None:
    """Let the article be found as it is now, or no more."""
    refresh(kind=Kind.ARTICLE, refs=[event.article_id], now=now)


@subscribe(ProfileChanged, consumer="articles.index_author", queue="bulk")
def index_author(event: ProfileChanged, *, now: datetime) -> None:
    """Let an author's articles be found by the name that they have now."""
    refs = SOURCE.of_owner(get_member_by_public_id(event.member_id).pk)
    refresh(kind=Kind.ARTICLE, refs=refs, now=now, is_news=False)
