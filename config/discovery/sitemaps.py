"""The map of all public pages: an index, and files of one section's pages in every language.

A file holds at most FILE_ITEMS pages, each as one address for each language with links to its
twins; that stays below the limits of 50,000 addresses and 50 MB (sitemaps.org) even with long
slugs. Each file costs one query, the index one for each section.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from community.forum.queries import topics as forum
from contests.calls import queries as contests
from marketplace.accounts import queries as accounts
from marketplace.articles import queries as articles
from marketplace.core import clock
from marketplace.core.addresses import absolute
from marketplace.core.categories import CATEGORIES
from marketplace.gigs import queries as gigs
from marketplace.portfolio import queries as portfolio

FILE_ITEMS: Final = 2_500
# What an index may name (sitemaps.org); further offsets are beyond what databases count.
MOST_FILES: Final = 50_000
LANGUAGES: Final = tuple(code for code, _name in settings.LANGUAGES)
OPENING: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"

# A path on this site without a language, and when the page last changed.
Page = tuple[str, datetime | None]


@dataclass(frozen=True)
class Section:
    """Pages of one kind: how many there are, and some of them."""

    count: Callable[[], int]
    pages: Callable[[int, int], list[Page]]


def _fixed() -> list[Page]:
    now = clock.now()
    paths = [reverse("home"), reverse("gigs:browse"), reverse("articles:list")]
    paths += [reverse("articles:themes"), reverse("articles:write"), reverse("calls:hall")]
    paths += [reverse("forum:front")]
    themes = articles.started_themes(now=now)
    paths += [theme.get_absolute_url() for theme in themes]
    return [(path, None) for path in paths]


def _categories() -> list[Page]:
    browse, read = reverse("gigs:browse"), reverse("articles:list")
    found = [f"{browse}?category={quote(slug)}" for slug in gigs.listed_categories()]
    found += [f"{read}?category={one.slug}" for one in CATEGORIES]
    return [(path, None) for path in found]


def _gigs(offset: int, limit: int) -> list[Page]:
    rows = gigs.listed_gigs(offset=offset, limit=limit)
    return [(reverse("gigs:detail", args=[pk, slug]), changed) for pk, slug, changed in rows]


def _articles(offset: int, limit: int) -> list[Page]:
    rows = articles.listed_articles(offset=offset, limit=limit)
    return [
        (reverse("articles:detail", args=[pk, slug or "-"]), changed) for pk, slug, changed in rows
    ]


def _members(offset: int, limit: int) -> list[Page]:
    names = accounts.listed_members(offset=offset, limit=limit)
    return [(reverse("accounts:profile", args=[name]), None) for name in names]


def _works(offset: int, limit: int) -> list[Page]:
    rows = portfolio.listed_works(offset=offset, limit=limit)
    return [
        (reverse("portfolio:work", args=[owner, pk, slug or "-"]), changed)
        for owner, pk, slug, changed in rows
    ]


def _contests(offset: int, limit: int) -> list[Page]:
    rows = contests.listed_contests(offset=offset, limit=limit)
    return [(reverse("calls:contest", args=[slug]), changed) for slug, changed in rows]


def _topics(offset: int, limit: int) -> list[Page]:
    rows = forum.listed_topics(offset=offset, limit=limit)
    return [(reverse("forum:topic", args=[pk, slug]), changed) for pk, slug, changed in rows]


def _sliced(load: Callable[[], list[Page]]) -> Section:
    return Section(
        count=lambda: len(load()), pages=lambda offset, limit: load()[offset : offset + limit]
    )


SECTIONS: Final[dict[str, Section]] = {
    "pages": _sliced(_fixed),
    "categories": _sliced(_categories),
    "gigs": Section(gigs.count_listed_gigs, _gigs),
    "articles": Section(articles.count_listed_articles, _articles),
    "members": Section(accounts.count_listed_members, _members),
    "contests": Section(contests.count_listed_contests, _contests),
    "topics": Section(forum.count_listed_topics, _topics),
    "works": Section(portfolio.count_listed_works, _works),
}


def sitemap_index() -> str:
    """Return the index: a file for each FILE_ITEMS pages of each section that has any."""
    lines = [OPENING, f'<sitemapindex xmlns="{SCHEMA}">\n']
    for name, section in SECTIONS.items():
        for number in range(1, -(-section.count() // FILE_ITEMS) + 1):
            address = f"{settings.SITE_URL}/sitemap-{name}-{number}.xml"
            lines.append(f"<sitemap><loc>{address}</loc></sitemap>\n")
    lines.append("</sitemapindex>\n")
    return "".join(lines)


def sitemap_file(name: str, number: int) -> str | None:
    """Return one file of a section, None where there is none."""
    section = SECTIONS.get(name)
    if section is None or not 1 <= number <= MOST_FILES:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        pages = section.pages((number - 1) * FILE_ITEMS, FILE_ITEMS)
    return "".join(_file(pages)) if pages else None


def _file(pages: Iterable[Page]) -> Iterable[str]:
    yield OPENING
    yield f'<urlset xmlns="{SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    for path, changed in pages:
        places = {code: escape(absolute(path, code), {'"': "&quot;"}) for code in LANGUAGES}
        twins = "".join(_twin(code, place) for code, place in places.items())
        twins += _twin("x-default", places[settings.LANGUAGE_CODE])
        last = f"<lastmod>{changed.date().isoformat()}</lastmod>" if changed else ""
        for place in places.values():
            yield f"<url><loc>{place}</loc>{last}{twins}</url>\n"
    yield "</urlset>\n"


def _twin(code: str, place: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{code}" href="{place}"/>'
