"""Out of view and back, by a moderator's decision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.articles.choices import ArticleHand, ArticleState
from marketplace.articles.events import ArticleHidden, ArticleShown
from marketplace.articles.models import Article
from marketplace.articles.services.states import lock_article, transition
from marketplace.core.audit import record_audit
from marketplace.core.events import publish


@transaction.atomic
def hide_article(*, article: Article, actor: Member, reason: str, now: datetime) -> str | None:
    """Take a published article out of view and return where it was; None for any other.

    Who may decide that is asked by the part that calls. Locks the article.
    """
    row = lock_article(article.pk)
    if row.state != ArticleState.PUBLISHED:
        return None
    _move(row, ArticleState.HIDDEN, actor=actor, reason=reason, now=now)
    publish(
        ArticleHidden(article_id=row.pk, author_id=row.author.public_id, title=row.title), now=now
    )
    return ArticleState.PUBLISHED.value


@transaction.atomic
def show_article(*, article: Article, reason: str, now: datetime) -> bool:
    """Bring a hidden article back to its readers. Locks it.

    False for one that isn't hidden, and for one whose text was erased meanwhile.
    """
    row = lock_article(article.pk)
    if row.state != ArticleState.HIDDEN or not row.source:
        return False
    _move(row, ArticleState.PUBLISHED, actor=None, reason=reason, now=now)
    publish(
        ArticleShown(article_id=row.pk, author_id=row.author.public_id, title=row.title), now=now
    )
    return True


def _move(
    row: Article, to: ArticleState, *, actor: Member | None, reason: str, now: datetime
) -> None:
    before = transition(row, to=to, hand=ArticleHand.MODERATOR, now=now)
    row.save(update_fields=["state", "updated_at"])
    record_audit(
        actor=actor.public_id if actor else "",
        action=f"article_{to}",
        subject=f"article:{row.public_id}",
        before={"state": before},
        after={"state": to},
        reason=reason,
        now=now,
    )
