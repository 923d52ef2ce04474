"""What an editor does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.articles.choices import ArticleHand, ArticleState
from marketplace.articles.errors import (
    ArticleChangedSince,
    NotAnEditor,
    OwnArticle,
    ReasonMissing,
)
from marketplace.articles.events import (
    ArticleChangesRequested,
    ArticleDeclined,
    ArticlePublished,
)
from marketplace.articles.models import Article, EditorNote
from marketplace.articles.policies import is_author
from marketplace.articles.services.commissions import pay_commission_of
from marketplace.articles.services.states import lock_article, transition
from marketplace.core.audit import record_audit
from marketplace.core.events import publish


def _refuse_all_but_editors(actor: Member, article: Article) -> None:
    if not has_role(actor, Role.EDITOR):
        raise NotAnEditor
    if is_author(actor, article):
        raise OwnArticle


def _record(
    article: Article, *, actor: Member, before: ArticleState, reason: str, now: datetime
) -> None:
    record_audit(
        actor=actor.public_id,
        action=f"article_{article.state}",
        subject=f"article:{article.public_id}",
        before={"state": before},
        after={"state": article.state},
        reason=reason,
        now=now,
    )


@transaction.atomic
def add_note(
    *, article: Article, actor: Member, quote: str, body: str, now: datetime
) -> EditorNote:
    """Write a remark on the text, anchored to a quotation of it.

    Raises NotAnEditor, OwnArticle, ReasonMissing.
    """
    row = lock_article(article.pk)

    _refuse_all_but_editors(actor, row)
    if not body.strip():
        raise ReasonMissing(field="body")

    return EditorNote.objects.create(
        article=row, editor=actor, quote=quote.strip()[:300], body=body.strip(), created_at=now
    )


@transaction.atomic
def request_changes(*, article: Article, actor: Member, reason: str, now: datetime) -> Article:
    """Give the article back to its author with what to change.

    Raises NotAnEditor, OwnArticle, ReasonMissing, ArticleStateRefuses.
    """
    row = lock_article(article.pk)

    _refuse_all_but_editors(actor, row)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    before = transition(row, to=ArticleState.CHANGES_REQUESTED, hand=ArticleHand.EDITOR, now=now)
    row.decision_reason = reason.strip()
    row.save()

    _record(row, actor=actor, before=before, reason=reason, now=now)

    publish(
        ArticleChangesRequested(
            article_id=row.pk,
            author_id=row.author.public_id,
            title=row.title,
            reason=row.decision_reason,
        ),
        now=now,
    )
    return row


@transaction.atomic
def publish_article(
    *, article: Article, actor: Member, now: datetime, revision: int | None = None
) -> Article:
    """Publish the article with its author card; the fee of a commissioned one is paid with it.

    `revision` is what the editor read, where that is known. A second publication keeps the first
    date and pays nothing. Locks the article, its commission, then the accounts. Raises NotAnEditor,
    OwnArticle, ArticleChangedSince, ArticleStateRefuses.
    """
    row = lock_article(article.pk)

    _refuse_all_but_editors(actor, row)
    if revision is not None and revision != row.revision:
        raise ArticleChangedSince

    before = transition(row, to=ArticleState.PUBLISHED, hand=ArticleHand.EDITOR, now=now)
    row.published_at = row.published_at or now
    row.decision_reason = ""
    row.save()
    pay_commission_of(article=row, actor=actor, now=now)

    _record(row, actor=actor, before=before, reason="", now=now)

    publish(
        ArticlePublished(article_id=row.pk, author_id=row.author.public_id, title=row.title),
        now=now,
    )
    return row


@transaction.atomic
def decline_article(*, article: Article, actor: Member, reason: str, now: datetime) -> Article:
    """Decline the article, or take a published one down, with the reason.

    Raises NotAnEditor, OwnArticle, ReasonMissing, ArticleStateRefuses.
    """
    row = lock_article(article.pk)

    _refuse_all_but_editors(actor, row)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    before = transition(row, to=ArticleState.DECLINED, hand=ArticleHand.EDITOR, now=now)
    row.decision_reason = reason.strip()
    row.save()

    _record(row, actor=actor, before=before, reason=reason, now=now)

    publish(
        ArticleDeclined(
            article_id=row.pk,
            author_id=row.author.public_id,
            title=row.title,
            reason=row.decision_reason,
        ),
        now=now,
    )
    return row


@transaction.atomic
def bar_hiring(
    *, article: Article, actor: Member, is_barred: bool, reason: str, now: datetime
) -> Article:
    """Take the "Hire me" button from an article, or give it back.

    Raises NotAnEditor, OwnArticle, ReasonMissing.
    """
    row = lock_article(article.pk)

    _refuse_all_but_editors(actor, row)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    before = row.is_hire_barred
    row.is_hire_barred = is_barred
    row.save(update_fields=["is_hire_barred"])

    record_audit(
        actor=actor.public_id,
        action="article_hiring_barred" if is_barred else "article_hiring_allowed",
        subject=f"article:{row.public_id}",
        before={"is_hire_barred": before},
        after={"is_hire_barred": is_barred},
        reason=reason,
        now=now,
    )
    return row
