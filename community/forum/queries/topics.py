"""Lists of topics: by what is new, what waits for help, category, tag and language."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any, Final
from urllib.parse import quote

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import pgettext_lazy

from community.forum.choices import PAGE_SIZE, TopicState
from community.forum.models import Category, Tag, Topic
from community.forum.queries.places import Places, Reader
from marketplace.core.compiled import Compiled
from marketplace.core.errors import NotFound
from marketplace.messaging.models import Block

DEEPEST_PAGE: Final = 400
TAGS_SHOWN: Final = 24
WAITING_SHOWN: Final = 6
_COLUMNS: Final = (
    *("pk", "title", "slug", "language", "category_id", "tags", "is_question", "solved_at"),
    *("pinned_at", "closed_at", "has_poll", "reply_count", "like_count", "view_count"),
    *("last_number", "last_post_at", "created_at", "author_id"),
    *("author__display_name", "author__username", "last_author__display_name"),
)


class Tab(models.TextChoices):
    """Which topics a list shows, and in which order."""

    LATEST = "latest", pgettext_lazy("topics", "Latest")
    UNANSWERED = "unanswered", pgettext_lazy("topics", "Unanswered")
    UNSOLVED = "unsolved", pgettext_lazy("topics", "Unsolved")
    SOLVED = "solved", pgettext_lazy("topics", "Solved")
    MINE = "mine", pgettext_lazy("topics", "Yours")


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic as a list shows it."""

    id: int
    title: str
    slug: str
    language: str
    category_id: int
    tags: list[str]
    is_question: bool
    solved_at: datetime | None
    pinned_at: datetime | None
    closed_at: datetime | None
    has_poll: bool
    reply_count: int
    like_count: int
    view_count: int
    last_number: int
    last_post_at: datetime
    created_at: datetime
    author_id: int
    author_name: str
    author_username: str
    last_author_name: str | None

    @property
    def path(self) -> str:
        """The rest of its address."""
        return f"{self.id}-{quote(self.slug)}"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to; empty for all. `categories` are numbers."""

    tab: Tab = Tab.LATEST
    categories: tuple[int, ...] = ()
    tag: str = ""
    language: str = ""

    @property
    def shows_pinned(self) -> bool:
        """Whether pinned topics stand above the list."""
        return self.tab == Tab.LATEST and not self.tag and not self.language


@dataclass(frozen=True)
class TopicPage:
    """A page of a list: pinned ones apart, and whether there is another page."""

    rows: list[TopicRow]
    pinned: list[TopicRow]
    number: int
    has_more: bool


def topic_page(places: Places, narrowed: Narrowed, *, number: int) -> TopicPage:
    """Return one page of topics. One query, on the first page another for what is pinned."""
    number = min(max(1, number), DEEPEST_PAGE)
    wanted = _wanted(places, narrowed)
    pinned: list[TopicRow] = []
    if narrowed.shows_pinned and number == 1:
        pinned = _listed(places.reader, (*wanted, Part.PINNED, 0, 10))
    part = Part.OTHERS if narrowed.shows_pinned else Part.ALL
    begin = (number - 1) * PAGE_SIZE
    found = _listed(places.reader, (*wanted, part, begin, PAGE_SIZE + 1))
    return TopicPage(
        rows=found[:PAGE_SIZE], pinned=pinned, number=number, has_more=len(found) > PAGE_SIZE
    )


def waiting_for_help(places: Places) -> list[TopicRow]:
    """Return the questions that have waited longest for a first answer, the oldest first."""
    rows = topics_in(places, Narrowed(tab=Tab.UNANSWERED)).filter(is_question=True)
    rows = rows.exclude(author=places.reader.pk).order_by("created_at", "pk")
    return read_rows(rows, 0, WAITING_SHOWN)


class Part(IntEnum):
    """Which part of a list: what is pinned stands above the rest."""

    ALL = 0
    PINNED = 1
    OTHERS = 2


# Categories (None: all that there are), tab, tag, language.
Wanted = tuple[tuple[int, ...] | None, Tab, str, str]


def _wanted(places: Places, narrowed: Narrowed) -> Wanted:
    seen = places.seen
    chosen = tuple(one for one in narrowed.categories if one in places.by_id)
    categories = chosen if narrowed.categories else seen
    # All categories of the forum need no condition that PostgreSQL would have to check.
    is_all = len(categories) == places.count_of_all
    return None if is_all else categories, narrowed.tab, narrowed.tag, narrowed.language


def topics_in(places: Places, narrowed: Narrowed) -> QuerySet[Topic]:
    """Return the topics of a list, unordered; without those by whom the reader has blocked."""
    return _unblocked(_matching(places.reader.pk, _wanted(places, narrowed)), places.reader)


def _matching(reader: int, wanted: Wanted) -> QuerySet[Topic]:
    categories, tab, tag, language = wanted
    rows = Topic.objects.filter(state=TopicState.VISIBLE)
    if categories is not None:
        rows = rows.filter(category__in=categories)
    if tag:
        rows = rows.filter(tags__contains=[tag])
    if language:
        rows = rows.filter(language=language)
    return _of_tab(rows, tab, reader)


def _listed(reader: Reader, form: tuple[Hashable, ...]) -> list[TopicRow]:
    if reader.member is not None:
        return [TopicRow(*row) for row in _FOR_MEMBERS.rows(reader.pk, form=form)]
    return [TopicRow(*row) for row in _FOR_VISITORS.rows(form=form)]


def _for_visitors(*form: Any) -> Any:
    return _stretch(_matching(0, form[:4]), form)


def _for_members(reader: int, *form: Any) -> Any:
    blocked = Block.objects.filter(blocker=reader, blocked=OuterRef("author"))
    return _stretch(_matching(reader, form[:4]).exclude(Exists(blocked)), form)


def _stretch(rows: QuerySet[Topic], form: tuple[Any, ...]) -> Any:
    _categories, tab, _tag, _language, part, begin, count = form
    if part == Part.PINNED:
        rows = rows.exclude(pinned_at=None).order_by("-pinned_at", "-pk")
    else:
        rows = _ordered(rows.filter(pinned_at=None) if part == Part.OTHERS else rows, tab)
    return rows.values(*_COLUMNS)[begin : begin + count]


_FOR_VISITORS: Final = Compiled(_for_visitors)
_FOR_MEMBERS: Final = Compiled(_for_members)


def _of_tab(rows: QuerySet[Topic], tab: Tab, reader: int) -> QuerySet[Topic]:
    is_open = {"closed_at": None, "archived_at": None}
    if tab == Tab.UNANSWERED:
        return rows.filter(reply_count=0, **is_open)
    if tab == Tab.UNSOLVED:
        return rows.filter(is_question=True, solved_at=None, **is_open)
    if tab == Tab.SOLVED:
        return rows.filter(solved_at__isnull=False)
    if tab == Tab.MINE:
        return rows.filter(author=reader)
    return rows


def _ordered(rows: QuerySet[Topic], tab: Tab) -> QuerySet[Topic]:
    if tab == Tab.UNANSWERED:
        return rows.order_by("-created_at", "-pk")
    return rows.order_by("-last_post_at", "-pk")


def _unblocked(rows: QuerySet[Topic], reader: Reader) -> QuerySet[Topic]:
    if reader.member is None:
        return rows
    blocked = Block.objects.filter(blocker=reader.pk, blocked=OuterRef("author"))
    return rows.exclude(Exists(blocked))


def read_rows(rows: QuerySet[Topic], begin: int, count: int) -> list[TopicRow]:
    """Return a stretch of ordered topics as a list shows them. One query."""
    found: QuerySet[Topic, Any] = rows.values_list(*_COLUMNS)[begin : begin + count]
    return [TopicRow(*row) for row in found]


def busiest_tags(*, limit: int = TAGS_SHOWN) -> list[tuple[str, int]]:
    """Return the tags that most topics carry, with how many everybody may read; three queries.

    What closed categories alone speak of is named to nobody, and what lies in them isn't counted.
    """
    carried = Topic.objects.filter(_public(), tags__contains=[OuterRef("slug")])
    rows = Tag.objects.filter(Exists(carried), topic_count__gt=0)
    rows = rows.order_by("-topic_count", "pk")
    found = dict(rows.values_list("slug", "topic_count")[: 2 * limit])
    for slug, closed in _closed_by_tag(list(found)):
        found[slug] = found.get(slug, 0) - closed
    counted = [(slug, count) for slug, count in found.items() if count > 0]
    return sorted(counted, key=lambda one: -one[1])[:limit]


def _closed_by_tag(slugs: list[str]) -> list[tuple[str, int]]:
    """Count what lies in closed categories: they hold less than those that everybody may read."""
    rows = Topic.objects.filter(state=TopicState.VISIBLE, tags__overlap=slugs)
    rows = rows.exclude(category__in=Places(Reader(None)).public).order_by()
    tag = models.Func(models.F("tags"), function="unnest", output_field=models.CharField())
    return list(rows.annotate(tag=tag).values_list("tag").annotate(models.Count("pk")))


def get_tag(slug: str) -> Tag:
    """Return a tag. Raises NotFound."""
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def get_category(slug: str) -> Category:
    """Return a category for those who edit it. Raises NotFound."""
    found = Category.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def topics_below(category_id: int, *, after: int, limit: int) -> list[int]:
    """Return the next topics, by number, of a category and of all below it, seen or not."""
    parents = list(Category.objects.order_by("pk").values_list("pk", "parent_id"))
    found, reached = {category_id}, 0
    while reached != len(found):
        reached = len(found)
        found.update(pk for pk, parent in parents if parent in found)
    rows = Topic.objects.filter(category__in=found, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:limit])


def count_listed_topics() -> int:
    """Count the topics that everybody may read."""
    return Topic.objects.filter(_public()).count()


def listed_topics(*, offset: int, limit: int) -> list[tuple[int, str, datetime]]:
    """Return (number, slug, last change) of topics that everybody may read, the oldest first."""
    rows = Topic.objects.filter(_public()).order_by("pk")
    return list(rows.values_list("pk", "slug", "last_post_at")[offset : offset + limit])


def _public() -> models.Q:
    public = Places(Reader(None)).public
    return models.Q(state=TopicState.VISIBLE, category__in=public)
