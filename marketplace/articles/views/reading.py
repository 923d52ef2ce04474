"""What readers see."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from urllib.parse import unquote

from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marketplace.accounts.choices import Language
from marketplace.accounts.queries import client_address, viewer
from marketplace.articles import queries, services
from marketplace.articles.forms import CommentForm
from marketplace.articles.models import Article
from marketplace.articles.policies import can_hire_from, is_author, takes_tips
from marketplace.core import clock
from marketplace.core.categories import BY_SLUG
from marketplace.core.ids import new_public_id
from marketplace.core.visitor_pages import kept_for_visitors
from marketplace.search.choices import Kind
from marketplace.search.queries import hearts_of

PER_PAGE = 12
SAME_READER_SECONDS = 30 * 60
LONGEST_NUMBER = 6


@require_safe
@kept_for_visitors
def article_list(request: HttpRequest) -> HttpResponse:
    """Show published articles, newest first, by category and language."""
    category = request.GET.get("category", "")
    language = request.GET.get("language", "")
    category = category if category in BY_SLUG else ""
    language = language if language in Language.values else ""
    total = queries.count_published(category=category, language=language)
    pages = Paginator(range(total), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "articles": queries.article_cards(
            limit=PER_PAGE,
            offset=(page.number - 1) * PER_PAGE,
            category=category,
            language=language,
        ),
        "page": page,
        "category": category,
        "language": language,
        "languages": Language.choices,
    }
    return render(request, "marketplace/articles/list.html", context)


@require_safe
def article_detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show a published article, and count its reader once in half an hour."""
    shown = _article_page(request, pk, slug)
    if shown.status_code == HTTPStatus.OK and _is_reader(request, pk):
        services.count_view(article_id=pk, reader=viewer(request), now=clock.now())
    return shown


@kept_for_visitors
def _article_page(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show a published article with its writer and the "Hire me" button."""
    article = queries.get_published(pk)
    if unquote(slug) != (article.slug or "-"):
        return HttpResponsePermanentRedirect(article.get_absolute_url())
    return show_article(request, article)


def show_article(
    request: HttpRequest,
    article: Article,
    *,
    comment_form: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the article's page; a comment that was refused is shown again with what was typed."""
    reader, now = viewer(request), clock.now()
    given = request.GET.get("comments", "")
    number = int(given) if given.isdecimal() and len(given) < LONGEST_NUMBER else 1
    theme = article.theme
    context = {
        "article": article,
        "author": article.author,
        "can_hire": can_hire_from(article) and not is_author(reader, article),
        "is_author": is_author(reader, article),
        "takes_tips": takes_tips(article.author),
        "more": queries.article_cards(limit=3, author=article.author, without=article.pk),
        "author_panels": queries.author_panels(article.author, now=now),
        "discussion": queries.comment_page(article, reader, number=number, now=now),
        "reactions": queries.reactions_on(article, reader),
        "comment_form": comment_form or CommentForm(initial={"request_key": new_public_id()}),
        "hearts": hearts_of(reader, Kind.ARTICLE, [article.pk]) if reader else {},
        "theme_title": theme.title_in((get_language() or "ar")[:2]) if theme else "",
    }
    return render(request, "marketplace/articles/detail.html", context, status=status)


def _is_reader(request: HttpRequest, pk: int) -> bool:
    """Whether this is somebody's first look in half an hour; link previews only ask for heads."""
    if request.method != "GET":
        return False
    who = f"{client_address(request)}|{request.headers.get('User-Agent', '')}"
    digest = hashlib.sha256(who.encode()).hexdigest()[:24]
    try:
        return bool(cache.add(f"read:{pk}:{digest}", 1, SAME_READER_SECONDS))
    except OSError:
        return True
