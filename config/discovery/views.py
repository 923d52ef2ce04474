"""Addresses for machines: sitemaps, feeds, share cards."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from config.discovery import feeds, sitemaps
from config.discovery.cards import card_for
from config.discovery.feeds import Feed
from marketplace.core.errors import NotFound
from marketplace.core.views import unless_known

HOUR, DAY = 3600, 86_400


def _xml(text: str, kind: str = "application/xml") -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    patch_cache_control(response, public=True, max_age=HOUR)
    return response


@require_safe
def sitemap_index(_request: HttpRequest) -> HttpResponse:
    """Tell crawlers which sitemaps there are."""
    return _xml(sitemaps.sitemap_index())


@require_safe
def sitemap_file(_request: HttpRequest, section: str, number: int) -> HttpResponse:
    """Tell crawlers of a section's pages."""
    text = sitemaps.sitemap_file(section, number)
    if text is None:
        raise NotFound
    return _xml(text)


def _feed(request: HttpRequest, load: Callable[[], Feed]) -> HttpResponse:
    """Write a feed, or say that nothing is new to who has it already."""
    text = feeds.write_feed(load())
    response = unless_known(request, text, "application/atom+xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=HOUR)
    return response


@require_safe
def feed_articles(request: HttpRequest) -> HttpResponse:
    """Give the newest articles."""
    return _feed(request, feeds.articles_feed)


@require_safe
def feed_author(request: HttpRequest, username: str) -> HttpResponse:
    """Give the newest articles of one member."""
    return _feed(request, lambda: feeds.author_feed(username))


@require_safe
def feed_article_category(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the newest articles of a category."""
    return _feed(request, lambda: feeds.article_category_feed(slug))


@require_safe
def feed_gigs(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the newest services of a category."""
    return _feed(request, lambda: feeds.gigs_feed(slug))


@require_safe
def share_card(request: HttpRequest, kind: str, ident: str) -> HttpResponse:
    """Give the picture that stands where a page is shared."""
    content, digest = card_for(kind, ident)
    tag = f'"{digest}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    response = HttpResponse(content, content_type="image/png")
    response["ETag"] = tag
    patch_cache_control(response, public=True, max_age=DAY)
    return response
