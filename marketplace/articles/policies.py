"""Who may do what with articles. Pages, API and templates ask here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role, may_open_desk
from marketplace.articles.choices import EDITABLE, ArticleState
from marketplace.articles.models import Article, Comment, Theme
from marketplace.core.conf import rules


def is_author(member: Member | None, article: Article) -> bool:
    """Whether the member wrote the article."""
    return member is not None and article.author_id == member.pk


def can_edit_article(member: Member | None, article: Article) -> bool:
    """Whether the member may change the text now."""
    return is_author(member, article) and article.state in EDITABLE


def can_submit_article(member: Member | None, article: Article) -> bool:
    """Whether the member may send the article to the editors now."""
    return can_edit_article(member, article)


def has_confirmed_address(member: Member) -> bool:
    """Whether the member's e-mail address is confirmed, which submitting needs."""
    return bool(EmailAddress.objects.filter(user=member, verified=True).exists())


def can_review_article(member: Member | None, article: Article) -> bool:
    """Whether the member may decide about the article: an editor, and not its author."""
    return has_role(member, Role.EDITOR) and not is_author(member, article)


def can_see_article(member: Member | None, article: Article) -> bool:
    """Whether it may be read: once published by all, before by its author and the editors."""
    if article.state == ArticleState.PUBLISHED or is_author(member, article):
        return True
    return article.state != ArticleState.DRAFT and has_role(member, Role.EDITOR)


def can_hire_from(article: Article) -> bool:
    """Whether the "Hire me" button stands under the article."""
    return article.state == ArticleState.PUBLISHED and article.can_be_hired_from


def can_edit_comment(member: Member | None, comment: Comment, *, now: datetime) -> bool:
    """Whether the member may still change the words: their own, and fresh."""
    fresh_until = comment.created_at + timedelta(minutes=rules().comment_edit_minutes)
    is_own = member is not None and comment.author_id == member.pk
    return is_own and comment.removed_at is None and now < fresh_until


def can_remove_comment(member: Member | None, comment: Comment) -> bool:
    """Whether the member may take the comment away: the writer, editors and moderators."""
    if member is None or comment.removed_at is not None:
        return False
    return comment.author_id == member.pk or moderates_comments(member)


def moderates_comments(member: Member | None) -> bool:
    """Whether the member may remove the comments of others; staff with their second factor."""
    if member is None or not has_role(member, Role.EDITOR, Role.MODERATOR):
        return False
    return may_open_desk(member)


def takes_articles(theme: Theme, *, now: datetime) -> bool:
    """Whether articles may join the theme on the day of `now`, in UTC."""
    return theme.starts_on <= now.astimezone(UTC).date() <= theme.ends_on


def sees_commissions(member: Member | None) -> bool:
    """Whether the member sees every commission: editors make them, finance watches the money."""
    if member is None or not has_role(member, Role.EDITOR, Role.FINANCE):
        return False
    return may_open_desk(member)
