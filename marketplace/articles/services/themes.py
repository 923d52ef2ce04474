"""What writers are invited to write about in a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.articles.errors import (
    NotAnEditor,
    NotTheAuthor,
    ThemeClosed,
    ThemeDatesWrong,
    ThemeTaken,
)
from marketplace.articles.models import Article, Theme
from marketplace.articles.policies import is_author, takes_articles
from marketplace.articles.services.states import lock_article
from marketplace.core.audit import record_audit
from marketplace.core.slugs import unicode_slug


@dataclass(frozen=True, kw_only=True)
class ThemeDraft:
    """A theme as editors write it; titles that are missing fall back to the Arabic one."""

    tag: str
    title_ar: str
    invitation: str
    category: str
    starts_on: date
    ends_on: date
    title_en: str = ""
    title_he: str = ""
    title_ur: str = ""


def _refuse(draft: ThemeDraft, actor: Member) -> None:
    if not has_role(actor, Role.EDITOR):
        raise NotAnEditor
    if draft.ends_on < draft.starts_on:
        raise ThemeDatesWrong(field="ends_on")


def _fill(theme: Theme, draft: ThemeDraft) -> None:
    theme.title_ar, theme.title_en = draft.title_ar.strip(), draft.title_en.strip()
    theme.title_he, theme.title_ur = draft.title_he.strip(), draft.title_ur.strip()
    theme.invitation, theme.category = draft.invitation.strip(), draft.category
    theme.starts_on, theme.ends_on = draft.starts_on, draft.ends_on


def _record(theme: Theme, actor: Member, action: str, now: datetime) -> None:
    record_audit(
        actor=actor.public_id,
        action=action,
        subject=f"theme:{theme.pk}",
        after={"tag": theme.slug, "starts_on": str(theme.starts_on), "ends_on": str(theme.ends_on)},
        now=now,
    )


def make_theme(*, draft: ThemeDraft, actor: Member, now: datetime) -> Theme:
    """Make a theme under its tag. Raises NotAnEditor, ThemeDatesWrong, ThemeTaken."""
    _refuse(draft, actor)
    theme = Theme(slug=unicode_slug(draft.tag, fallback="theme")[:60], made_by=actor)
    theme.created_at = now
    _fill(theme, draft)
    try:
        with transaction.atomic():
            theme.save(force_insert=True)
            _record(theme, actor, "article_theme_made", now)
    except IntegrityError:
        raise ThemeTaken(field="tag") from None
    return theme


@transaction.atomic
def change_theme(*, theme: Theme, draft: ThemeDraft, actor: Member, now: datetime) -> Theme:
    """Change a theme's words and days; its tag stays, because addresses hold it.

    Locks the theme. Raises NotAnEditor, ThemeDatesWrong.
    """
    row = Theme.objects.select_for_update(no_key=True).get(pk=theme.pk)

    _refuse(draft, actor)

    _fill(row, draft)
    row.save()

    _record(row, actor, "article_theme_changed", now)
    return row


@transaction.atomic
def join_theme(*, article: Article, actor: Member, theme: Theme | None, now: datetime) -> Article:
    """Put one's article into an open theme, or take it out with None; in whatever state it is.

    An article may stay in a theme that has closed. Locks the article. Raises NotTheAuthor,
    ThemeClosed.
    """
    row = lock_article(article.pk)

    if not is_author(actor, row):
        raise NotTheAuthor
    if theme is not None and theme.pk != row.theme_id and not takes_articles(theme, now=now):
        raise ThemeClosed(field="theme")

    row.theme = theme
    row.updated_at = now
    row.save(update_fields=["theme", "updated_at"])
    return row
