"""Profiles, portfolios, CVs, themes, commissions, tips."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from marketplace.articles.models import Article, Comment, Commission, Theme
from marketplace.portfolio.models import PortfolioItem

Address = tuple[str, str]


def pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    article = Article.objects.filter(comments_count__gt=0).order_by("id")[0]
    shown = PortfolioItem.objects.filter(consent="named").order_by("id")[0]
    asked = PortfolioItem.objects.get(consent="pending")
    comment = Comment.objects.filter(author__username="omar").order_by("id")[0]
    offered = Commission.objects.get(state="offered")
    theme = Theme.objects.order_by("id")[0]
    assert world.members
    return [
        ("", "/u/salma/"),
        ("", "/u/noam/"),
        ("", "/u/salma/cv/"),
        ("", shown.get_absolute_url()),
        ("", "/articles/themes/"),
        ("", theme.get_absolute_url()),
        ("salma", "/accounts/settings/details/"),
        ("salma", "/accounts/settings/cv/"),
        ("salma", "/accounts/settings/vacation/"),
        ("salma", "/portfolio/"),
        ("salma", "/portfolio/new/"),
        ("salma", reverse("portfolio:edit", args=[shown.public_id])),
        ("salma", "/write/commissions/"),
        ("salma", offered.get_absolute_url()),
        ("dana", "/portfolio/consents/"),
        ("dana", reverse("portfolio:consent", args=[asked.public_id])),
        ("omar", article.get_absolute_url()),
        ("omar", reverse("articles:give_tip", args=[article.pk])),
        ("omar", reverse("articles:remove_comment", args=[comment.public_id])),
        ("huda", "/desk/commissions/"),
        ("huda", "/desk/commissions/new/"),
        ("huda", "/desk/themes/"),
        ("huda", "/desk/themes/new/"),
    ]
