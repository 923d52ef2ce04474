"""Atom feeds: articles, those of one writer or category, and the services of a category."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.accounts.queries import get_member_by_username
from marketplace.articles.queries import ArticleCard, article_cards
from marketplace.core import formats
from marketplace.core.categories import BY_SLUG
from marketplace.core.errors import NotFound
from marketplace.core.text import for_xml
from marketplace.gigs.queries import FeedGig, category_tree, find_node, newest_gigs

LENGTH = 30
EXCERPT = 400


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed, its path in the feed's language."""

    title: str
    path: str
    text: str
    author: str
    author_path: str
    at: datetime


@dataclass(frozen=True)
class Feed:
    """A feed before it is written."""

    title: str
    path: str
    page: str
    entries: list[FeedEntry]


def _lang() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def _article_entries(cards: Iterable[ArticleCard]) -> list[FeedEntry]:
    return [
        FeedEntry(
            title=card.title,
            path=card.url,
            text=card.summary,
            author=card.author_name,
            author_path=reverse("accounts:profile", args=[card.author_username]),
            at=card.published_at,
        )
        for card in cards
        if card.published_at is not None
    ]


def _gig_entry(gig: FeedGig, at: datetime) -> FeedEntry:
    price = formats.format_money(gig.price_amount, gig.currency, lang=_lang())
    return FeedEntry(
        title=gig.title,
        path=reverse("gigs:detail", args=[gig.pk, gig.slug]),
        text=f"{_('from %(price)s') % {'price': price}}\n\n{gig.text[:EXCERPT]}",
        author=gig.seller_name,
        author_path=reverse("accounts:profile", args=[gig.seller_username]),
        at=at,
    )


def articles_feed() -> Feed:
    """Return the newest articles."""
    return Feed(
        title=f"{_('Articles')} · {_('Wazzifni')}",
        path=reverse("feed_articles"),
        page=reverse("articles:list"),
        entries=_article_entries(article_cards(limit=LENGTH)),
    )


def author_feed(username: str) -> Feed:
    """Return the newest articles of one member. Raises NotFound."""
    author = get_member_by_username(username)
    return Feed(
        title=f"{author.display_name} · {_('Wazzifni')}",
        path=reverse("feed_author", args=[author.username]),
        page=author.get_absolute_url(),
        entries=_article_entries(article_cards(limit=LENGTH, author=author)),
    )


def article_category_feed(slug: str) -> Feed:
    """Return the newest articles of a category. Raises NotFound."""
    if slug not in BY_SLUG:
        raise NotFound
    return Feed(
        title=f"{BY_SLUG[slug].name} · {_('Articles')} · {_('Wazzifni')}",
        path=reverse("feed_article_category", args=[slug]),
        page=f"{reverse('articles:list')}?category={slug}",
        entries=_article_entries(article_cards(limit=LENGTH, category=slug)),
    )


def gigs_feed(slug: str) -> Feed:
    """Return the newest services of a category and what lies below it. Raises NotFound."""
    node = find_node(category_tree(), slug)
    if node is None:
        raise NotFound
    return Feed(
        title=f"{node.name} · {_('Services')} · {_('Wazzifni')}",
        path=reverse("feed_gigs", args=[slug]),
        page=f"{reverse('gigs:browse')}?category={slug}",
        entries=[
            _gig_entry(gig, gig.published_at)
            for gig in newest_gigs(category=slug, limit=LENGTH)
            if gig.published_at is not None
        ],
    )


def write_feed(feed: Feed) -> str:
    """Write a feed as Atom. What members wrote goes in as text and stays text."""
    site = settings.SITE_URL
    atom = Atom1Feed(
        title=for_xml(feed.title),
        link=f"{site}{feed.page}",
        description="",
        language=_lang(),
        feed_url=f"{site}{feed.path}",
    )
    for entry in feed.entries:
        atom.add_item(
            title=for_xml(entry.title),
            link=f"{site}{entry.path}",
            description=for_xml(entry.text),
            author_name=for_xml(entry.author),
            author_link=f"{site}{entry.author_path}",
            pubdate=entry.at,
            updateddate=entry.at,
            unique_id=f"{site}{entry.path}",
        )
    return str(atom.writeString("utf-8"))
