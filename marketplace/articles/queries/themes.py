"""Themes of the month."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import Count, Q

from marketplace.accounts.choices import READABLE_STANDINGS
from marketplace.articles.choices import ArticleState
from marketplace.articles.models import Article, Theme
from marketplace.core.errors import NotFound


def get_theme(slug: str) -> Theme:
    """Return the theme under a tag. Raises NotFound."""
    found = Theme.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def open_themes(*, now: datetime) -> list[Theme]:
    """Return the themes that take articles on the day of `now`, in UTC, the newest first."""
    today = now.astimezone(UTC).date()
    rows = Theme.objects.filter(starts_on__lte=today, ends_on__gte=today)
    return list(rows.order_by("-starts_on", "-id"))


def started_themes(*, now: datetime) -> list[Theme]:
    """Return the themes that readers see: begun by now, the newest first, `published` counted."""
    today = now.astimezone(UTC).date()
    return [theme for theme in all_themes() if theme.starts_on <= today]


def all_themes() -> list[Theme]:
    """Return every theme, the newest first, with `published`: how many articles readers find."""
    in_public = Q(
        articles__state=ArticleState.PUBLISHED,
        articles__author__standing__in=READABLE_STANDINGS,
    )
    published = Count("articles", filter=in_public)
    return list(Theme.objects.annotate(published=published).order_by("-starts_on", "-id"))


def count_in_theme(theme: Theme) -> int:
    """Count the published articles of a theme, for pages."""
    return Article.objects.in_public().filter(theme=theme).count()
