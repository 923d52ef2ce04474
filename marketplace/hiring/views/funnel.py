"""What articles brought: for their authors, and for the editors."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.articles.queries import article_cards, get_article_of
from marketplace.core import formats
from marketplace.core.charts import FunnelStep, funnel
from marketplace.hiring.queries import Funnel, funnels_of

DESK_ROWS = 50


def _steps(request: HttpRequest, found: Funnel) -> list[FunnelStep]:
    lang, digits = (get_language() or "ar")[:2], signed_in(request).digits
    return funnel(
        [
            (_("Views"), found.views),
            (_("Pressed “Hire me”"), found.clicks),
            (_("Briefs"), found.briefs),
            (_("Offers"), found.offers),
            (_("Orders"), found.orders),
        ],
        show=lambda value: formats.format_number(value, lang=lang, digits=digits),
        percent=lambda points: formats.format_percent(int(points), lang=lang, digits=digits),
    )


@login_required
@require_safe
def author_funnel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show an author what one article brought."""
    article = get_article_of(signed_in(request), public_id)
    found = funnels_of([article.pk])[article.pk]
    context = {"article": article, "funnel": found, "steps": _steps(request, found)}
    return render(request, "marketplace/hiring/funnel.html", context)


@desk(Role.EDITOR)
@require_safe
def desk_funnel(request: HttpRequest) -> HttpResponse:
    """Show editors what the newest articles brought, side by side."""
    cards = article_cards(limit=DESK_ROWS)
    found = funnels_of([card.pk for card in cards])
    rows = [(card, found[card.pk]) for card in cards]
    return render(request, "marketplace/hiring/desk_funnel.html", {"rows": rows})
