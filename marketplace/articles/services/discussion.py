"""What readers say under an article: comments, answers, and presses of a button."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.articles.choices import ArticleState, ReactionKind
from marketplace.articles.errors import (
    CommentEmpty,
    CommentGone,
    CommentTooLate,
    NotPublished,
    NotYourComment,
    ReactionToOneself,
    ReasonMissing,
)
from marketplace.articles.events import (
    ArticleValued,
    ArticleValuedNoMore,
    CommentRemoved,
    CommentWritten,
)
from marketplace.articles.models import Article, Comment, Reaction
from marketplace.articles.policies import is_author
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.markdown import render_lite
from marketplace.core.ratelimit import spend

# What stands for the words of an erased account.
ERASED = "-"
# Each press is a row of the record of contributions, which is never deleted.
PRESSES = "120 per hour"
COLUMNS = {kind: f"{kind}_count" for kind in ReactionKind}


def write_comment(
    *,
    article: Article,
    writer: Member,
    text: str,
    parent_id: str = "",
    request_key: str = "",
    now: datetime,
) -> Comment:
    """Write a comment, or an answer to one; an answer to an answer joins the same thread.

    The same writer, `request_key` and text again give the first comment; another text under that
    key is a comment of its own. Locks the article's row.
    Raises CommentEmpty, NotPublished, CommentGone, NotFound for an unknown parent,
    TooManyRequests (an hour's limit per member).
    """
    if not text.strip():
        raise CommentEmpty(field="text")
    known = _written_with(writer, request_key)
    if known is not None and known.source == text.strip():
        return known
    if known is not None:
        request_key = ""
    spend(rate=f"{rules().comments_per_hour} per hour", name="comment", who=writer.public_id)
    try:
        return _write(
            article=article,
            writer=writer,
            text=text.strip(),
            parent_id=parent_id,
            request_key=request_key,
            now=now,
        )
    except IntegrityError:
        known = _written_with(writer, request_key)
        if known is None:
            raise
        return known


def _written_with(writer: Member, request_key: str) -> Comment | None:
    if not request_key:
        return None
    rows = Comment.objects.select_related("article")
    return rows.filter(author=writer, request_key=request_key).first()


@transaction.atomic
def _write(
    *, article: Article, writer: Member, text: str, parent_id: str, request_key: str, now: datetime
) -> Comment:
    html = render_lite(text)
    counted = Article.objects.filter(pk=article.pk, state=ArticleState.PUBLISHED).update(
        comments_count=F("comments_count") + 1
    )
    parent = _parent_of(article, parent_id)

    if not counted:
        raise NotPublished

    comment = Comment.objects.create(
        article=article,
        author=writer,
        parent=(parent.parent or parent) if parent else None,
        source=text,
        html=html,
        created_at=now,
        request_key=request_key,
    )

    publish(
        CommentWritten(
            comment_id=comment.public_id,
            article_id=article.pk,
            article_author_id=article.author.public_id,
            writer_id=writer.public_id,
            writer_name=writer.display_name,
            parent_author_id=parent.author.public_id if parent else "",
            title=article.title,
        ),
        now=now,
    )
    return comment


def _parent_of(article: Article, public_id: str) -> Comment | None:
    if not public_id:
        return None
    rows = Comment.objects.select_related("author", "parent")
    found = rows.filter(article=article, public_id=public_id).first()
    if found is None:
        raise NotFound
    if found.removed_at is not None:
        raise CommentGone
    return found


def _lock_comment(comment: Comment) -> Comment:
    rows = Comment.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("author", "article__author").get(pk=comment.pk)


@transaction.atomic
def edit_comment(*, comment: Comment, actor: Member, text: str, now: datetime) -> Comment:
    """Change the words of one's own comment while it is fresh; readers see that it was changed.

    Locks the comment. Raises NotYourComment, CommentGone, CommentEmpty, CommentTooLate.
    """
    row = _lock_comment(comment)

    if row.author_id != actor.pk:
        raise NotYourComment
    if row.removed_at is not None:
        raise CommentGone
    if not text.strip():
        raise CommentEmpty(field="text")
    minutes = rules().comment_edit_minutes
    if now >= row.created_at + timedelta(minutes=minutes):
        raise CommentTooLate(minutes=minutes)

    row.source, row.html, row.edited_at = text.strip(), render_lite(text.strip()), now
    row.save(update_fields=["source", "html", "edited_at"])
    return row


@transaction.atomic
def remove_comment(*, comment: Comment, actor: Member, now: datetime, reason: str = "") -> Comment:
    """Take a comment's words away: its writer at any time, editors and moderators with a reason.

    The author of the article can't: criticism stays. Locks the comment. Raises NotYourComment,
    CommentGone, ReasonMissing.
    """
    row = _lock_comment(comment)
    is_own = row.author_id == actor.pk

    if not is_own and not has_role(actor, Role.EDITOR, Role.MODERATOR):
        raise NotYourComment
    if row.removed_at is not None:
        raise CommentGone
    if not is_own and not reason.strip():
        raise ReasonMissing(field="reason")

    # What staff removed is kept as evidence, and shown to nobody.
    row.source = "" if is_own else row.source
    row.html, row.removed_at, row.removed_by = "", now, actor.public_id
    row.save(update_fields=["source", "html", "removed_at", "removed_by"])
    Article.objects.filter(pk=row.article_id).update(comments_count=F("comments_count") - 1)

    if not is_own:
        record_audit(
            actor=actor.public_id,
            action="article_comment_removed",
            subject=f"comment:{row.public_id}",
            reason=reason.strip(),
            now=now,
        )
        publish(
            CommentRemoved(
                comment_id=row.public_id,
                article_id=row.article_id,
                writer_id=row.author.public_id,
                title=row.article.title,
                reason=reason.strip(),
                by=actor.public_id,
            ),
            now=now,
        )
    return row


@transaction.atomic
def restore_comment(*, comment: Comment, reason: str, now: datetime) -> bool:
    """Show a comment again that staff took away. Locks it.

    False for one that stands, that its writer took away, or whose words are erased. Who may decide
    that is asked by the part that calls.
    """
    row = _lock_comment(comment)
    was_own = row.removed_by == row.author.public_id
    if row.removed_at is None or was_own or row.source in ("", ERASED):
        return False
    row.html, row.removed_at, row.removed_by = render_lite(row.source), None, ""
    row.save(update_fields=["html", "removed_at", "removed_by"])
    Article.objects.filter(pk=row.article_id).update(comments_count=F("comments_count") + 1)
    record_audit(
        actor=SYSTEM,
        action="article_comment_restored",
        subject=f"comment:{row.public_id}",
        reason=reason.strip(),
        now=now,
    )
    return True


@transaction.atomic
def set_reaction(
    *, article: Article, member: Member, kind: ReactionKind, is_on: bool, now: datetime
) -> bool:
    """Give a reaction or take it back; returns whether that changed anything.

    The count moves with the row, so pressing twice counts once. Raises NotPublished,
    ReactionToOneself, TooManyRequests (120 presses an hour).
    """
    if is_author(member, article):
        raise ReactionToOneself
    if article.state != ArticleState.PUBLISHED:
        raise NotPublished
    spend(rate=PRESSES, name="reaction", who=member.public_id)

    if is_on:
        row, changed = Reaction.objects.get_or_create(
            article=article, member=member, kind=kind, defaults={"created_at": now}
        )
        pressed = row.pk
    else:
        rows = Reaction.objects.filter(article=article, member=member, kind=kind)
        pressed = rows.select_for_update().values_list("pk", flat=True).first() or 0
        changed = bool(rows.delete()[0])
    if changed:
        step = 1 if is_on else -1
        Article.objects.filter(pk=article.pk).update(**{COLUMNS[kind]: F(COLUMNS[kind]) + step})
        said = ArticleValued if is_on else ArticleValuedNoMore
        event = said(
            reaction_id=pressed,
            article_id=article.pk,
            author_id=article.author.public_id,
            reader_id=member.public_id,
            kind=kind,
        )
        publish(event, now=now)
    return changed
