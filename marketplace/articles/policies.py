"""Who may do what with articles. Pages, API and templates ask here."""

from __future__ import annotations

from datetime import UTC, datetime

from marketplace.accounts.choices import Role, Standing
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.articles.choices import EDITABLE, ArticleState
from marketplace.articles.models import Article, Comment, Theme


def is_author(member: Member | None, article: Article) -> bool:
    """Whether the member wrote the article."""
    return member is not None and article.author_id == member.pk


def can_edit_article(member: Member | None, article: Article) -> bool:
    """Whether the member may change the text now."""
    return is_author(member, article) and article.state in EDITABLE


def can_submit_article(member: Member | None, article: Article) -> bool:
    """Whether the member may send the article to the editors now."""
    return can_edit_article(member, article)


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
    return (
        article.state == ArticleState.PUBLISHED
        and article.can_be_hired_from
        and article.author.is_active
    )


def takes_tips(author: Member) -> bool:
    """Whether a tip reaches somebody: not an account that is being closed, or was."""
    return author.standing not in (Standing.LEAVING, Standing.FORMER)


def can_edit_comment(member: Member | None, comment: Comment, *, now: datetime) -> bool:
    """Whether the member may still change the words: their own, and fresh."""
    return member is not None and comment.author_id == member.pk and comment.is_fresh(now)


def takes_articles(theme: Theme, *, now: datetime) -> bool:
    """Whether articles may join the theme on the day of `now`, in UTC."""
    return theme.starts_on <= now.astimezone(UTC).date() <= theme.ends_on


def can_see_theme(member: Member | None, theme: Theme, *, now: datetime) -> bool:
    """Whether the theme may be read: once its first day has begun, in UTC; by editors before."""
    return theme.starts_on <= now.astimezone(UTC).date() or has_role(member, Role.EDITOR)
