"""Themes of the month: their pages, joining one, and the editors' desk."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in, viewer
from marketplace.articles import queries, services
from marketplace.articles.forms import JoinThemeForm, NewThemeForm, ThemeForm
from marketplace.articles.policies import can_see_theme, takes_articles
from marketplace.core import clock
from marketplace.core.errors import Invalid, NotFound
from marketplace.core.forms import refusals_on

PER_PAGE = 12
PAGES = "marketplace/articles/"


def _lang() -> str:
    return (get_language() or "ar")[:2]


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    """Show the themes that have begun, the newest first."""
    now = clock.now()
    found = queries.started_themes(now=now)
    rows = [(theme, theme.title_in(_lang()), takes_articles(theme, now=now)) for theme in found]
    return render(request, f"{PAGES}themes.html", {"rows": rows})


@require_safe
def theme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what writers are asked, and the articles that answered."""
    theme = queries.get_theme(slug)
    if not can_see_theme(viewer(request), theme, now=clock.now()):
        raise NotFound
    pages = Paginator(range(queries.count_in_theme(theme)), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "topic": theme,
        "title": theme.title_in(_lang()),
        "is_open": takes_articles(theme, now=clock.now()),
        "articles": queries.article_cards(
            limit=PER_PAGE, offset=(page.number - 1) * PER_PAGE, theme_id=theme.pk
        ),
        "page": page,
    }
    return render(request, f"{PAGES}theme.html", context)


@login_required
@require_POST
def join(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put one's article into a theme, or take it out."""
    member, now = signed_in(request), clock.now()
    article = queries.get_article_of(member, public_id)
    offered = queries.open_themes(now=now)
    if article.theme is not None and article.theme not in offered:
        offered.append(article.theme)
    form = JoinThemeForm(offered, request.POST)
    if not form.is_valid():
        raise Invalid
    slug = form.cleaned_data["theme"]
    theme = queries.get_theme(slug) if slug else None
    services.join_theme(article=article, actor=member, theme=theme, now=now)
    said = _("The article is in the theme.") if theme else _("The article is in no theme.")
    messages.success(request, said)
    return redirect("articles:edit", public_id=public_id)


@desk(Role.EDITOR)
@require_safe
def desk_list(request: HttpRequest) -> HttpResponse:
    """Show every theme, those to come too."""
    now = clock.now()
    rows = [
        (theme, theme.title_in(_lang()), takes_articles(theme, now=now))
        for theme in queries.all_themes()
    ]
    return render(request, f"{PAGES}desk_themes.html", {"rows": rows})


@desk(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Make a theme."""
    form = NewThemeForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.make_theme(draft=form.new_draft(), actor=signed_in(request), now=clock.now())
            messages.success(request, _("The theme is made."))
            return redirect("articles:desk_themes")
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}theme_form.html", {"form": form}, status=status)


@desk(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a theme's words and days."""
    theme = queries.get_theme(slug)
    form = ThemeForm(request.POST or None, initial=ThemeForm.initial_of(theme))
    if form.is_valid():
        with refusals_on(form):
            services.change_theme(
                theme=theme,
                draft=form.draft(theme.slug),
                actor=signed_in(request),
                now=clock.now(),
            )
            messages.success(request, _("Saved."))
            return redirect("articles:desk_themes")
    status = 422 if form.errors else 200
    context = {"form": form, "topic": theme}
    return render(request, f"{PAGES}theme_form.html", context, status=status)
