"""Feeds: Atom and RSS, of everything, a category, a tag, a topic, and of what one watches."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from community.forum.queries import feeds
from community.forum.queries.feeds import ForumFeed
from community.forum.queries.places import places_for
from community.forum.queries.posts import get_topic_for
from community.forum.queries.topics import get_tag
from community.forum.services.links import member_of_feed
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.text import for_xml
from marketplace.core.views import unless_known

FORMS: Final = {"atom": Atom1Feed, "rss": Rss201rev2Feed}
FRESH_SECONDS: Final = 300
WATCHED_DAYS: Final = 30


def _lang() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def _answer(
    request: HttpRequest, form: str, feed: ForumFeed, *, is_private: bool = False
) -> HttpResponse:
    """Write a feed, or say that nothing is new to who has it already."""
    if form not in FORMS:
        raise NotFound
    response = unless_known(request, _write(request, form, feed), _kind(form))
    keeping = {"private": True} if is_private else {"public": True}
    patch_cache_control(response, max_age=FRESH_SECONDS, **keeping)
    if is_private:
        response["X-Robots-Tag"] = "noindex"
    return response


def _kind(form: str) -> str:
    return f"application/{form}+xml; charset=utf-8"


def _write(request: HttpRequest, form: str, feed: ForumFeed) -> str:
    """Write it; what members wrote goes in as text and stays text."""
    site = settings.SITE_URL
    written = FORMS[form](
        title=for_xml(feed.title),
        link=f"{site}{feed.page}",
        description=for_xml(feed.title),
        language=_lang(),
        feed_url=f"{site}{request.path}",
    )
    for line in feed.lines:
        written.add_item(
            title=for_xml(line.title),
            link=f"{site}{line.path}",
            description=for_xml(line.text),
            author_name=for_xml(line.author),
            pubdate=line.at,
            updateddate=line.changed_at,
            unique_id=f"{site}{line.path}",
        )
    return str(written.writeString("utf-8"))


@require_safe
def latest(request: HttpRequest, form: str) -> HttpResponse:
    """Give the newest topics."""
    return _answer(request, form, feeds.latest_feed(places_for(None)))


@require_safe
def category(request: HttpRequest, form: str, slug: str) -> HttpResponse:
    """Give the newest topics of a category that everybody may see."""
    places = places_for(None)
    place = places.by_slug.get(slug)
    if place is None:
        raise NotFound
    return _answer(request, form, feeds.category_feed(places, place, language=_lang()))


@require_safe
def tag(request: HttpRequest, form: str, slug: str) -> HttpResponse:
    """Give the newest topics that carry a tag."""
    return _answer(request, form, feeds.tag_feed(places_for(None), get_tag(slug)))


@require_safe
def topic(request: HttpRequest, form: str, topic_id: int) -> HttpResponse:
    """Give the newest posts of a topic that everybody may see."""
    return _answer(request, form, feeds.topic_feed(get_topic_for(places_for(None), topic_id)))


@require_safe
def watched(request: HttpRequest, form: str, token: str) -> HttpResponse:
    """Give what the token's member watches; the token is the permission."""
    member = member_of_feed(token)
    since = clock.now() - timedelta(days=WATCHED_DAYS)
    feed = feeds.watched_feed(member, categories=places_for(member).seen, since=since)
    return _answer(request, form, feed, is_private=True)
