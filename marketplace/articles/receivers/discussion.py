"""Writers hear of comments, commenters of answers and removals."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.articles.events import CommentRemoved, CommentWritten
from marketplace.articles.queries import get_article, get_comment
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from marketplace.search.queries import hidden_from

register_kind(
    "articles.comment",
    group=NotificationGroup.ARTICLES,
    title=_("%(name)s commented on “%(title)s”"),
    body=_("Answer under the article: readers see that it is you."),
)
register_kind(
    "articles.answer",
    group=NotificationGroup.ARTICLES,
    title=_("%(name)s answered your comment on “%(title)s”"),
    body=_("Read it under the article."),
)
register_kind(
    "articles.comment_removed",
    group=NotificationGroup.ARTICLES,
    title=_("Your comment on “%(title)s” was removed"),
    body=_("%(reason)s"),
)


def _are_apart(one: Member, other: Member) -> bool:
    """Whether either of them has blocked the other."""
    return other.pk in hidden_from(one) or one.pk in hidden_from(other)


@subscribe(CommentWritten, consumer="articles.tell_commented")
def tell_commented(event: CommentWritten, *, now: datetime) -> None:
    """Tell the one who is answered, and the article's author; nobody twice, nobody of themselves.

    Whom a block keeps apart from the writer hears nothing. While the author has unread news of an
    article's comments, the next ones add nothing.
    """
    params = {"name": event.writer_name, "title": event.title}
    url = get_comment(event.comment_id).get_absolute_url()
    writer = get_member_by_public_id(event.writer_id)
    told = {event.writer_id, ""}
    if event.parent_author_id not in told:
        told.add(event.parent_author_id)
        answered = get_member_by_public_id(event.parent_author_id)
        if not _are_apart(writer, answered):
            notify(member=answered, kind="articles.answer", params=params, url=url, now=now)
    if event.article_author_id not in told:
        author = get_member_by_public_id(event.article_author_id)
        if _are_apart(writer, author):
            return
        notify(
            member=author,
            kind="articles.comment",
            params=params,
            url=url,
            coalesce_on=f"article:{event.article_id}",
            now=now,
        )


@subscribe(CommentRemoved, consumer="articles.tell_comment_removed")
def tell_comment_removed(event: CommentRemoved, *, now: datetime) -> None:
    """Tell a writer why their comment is gone."""
    notify(
        member=get_member_by_public_id(event.writer_id),
        kind="articles.comment_removed",
        params={"title": event.title, "reason": event.reason},
        url=get_article(event.article_id).get_absolute_url(),
        now=now,
    )
