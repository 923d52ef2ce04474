"""A topic's page: its posts with what the reader may know of them, in one query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils.translation import get_language

from community.forum.choices import PAGE_SIZE, PostState, TopicState
from community.forum.models import Like, Post, Topic
from community.forum.queries.marks import is_guru, is_paid, marks_known
from community.forum.queries.places import Places, Reader
from community.reputation.choices import Level
from marketplace.accounts.choices import Standing
from marketplace.core.compiled import Compiled
from marketplace.core.errors import NotFound
from marketplace.messaging.models import Block

LIKERS_SHOWN: Final = 60
# Mentions and quotations lead to these, and are kept without a language.
_OWN_LINK: Final = re.compile(r'href="(/(?:u|forum)/)')
_COLUMNS: Final = (
    *("pk", "number", "html", "language", "state", "held_for", "author_id", "removed_by_id"),
    *("removed_at", "like_count", "is_solution", "version_count", "created_at", "edited_at"),
    *("author__display_name", "author__username", "author__standing", "author__profile__avatar"),
    *("reply_to_id", "reply_to__author__display_name"),
    "author__community_standing__level",
)


@dataclass(frozen=True, slots=True)
class PostView:
    """A post as its reader sees it."""

    id: int
    number: int
    html: str
    language: str
    state: str
    held_for: str
    author_id: int
    removed_by_id: int | None
    removed_at: datetime | None
    like_count: int
    is_solution: bool
    version_count: int
    created_at: datetime
    edited_at: datetime | None
    author_name: str
    author_username: str
    author_standing: str
    author_avatar: str | None
    reply_to_id: int | None
    reply_to_name: str | None
    level: int | None
    is_liked: bool
    is_blocked: bool
    is_guru: bool
    is_paid: bool

    @property
    def is_visible(self) -> bool:
        """Whether everybody who may see the topic sees it."""
        return self.state == PostState.VISIBLE

    @property
    def shown_html(self) -> str:
        """Its HTML with our own links in the page's language, and code that keys can scroll."""
        html = self.html.replace("<pre ", '<pre tabindex="0" ')
        language = (get_language() or "ar")[:2]
        if language == "ar" or 'href="/' not in html:
            return html
        return _OWN_LINK.sub(rf'href="/{language}\1', html)

    @property
    def level_label(self) -> str:
        """The author's standing in words."""
        return str(Level(self.level or 0).label)

    @property
    def is_named(self) -> bool:
        """Whether its author has a page that can be opened."""
        return self.author_standing == Standing.OPEN

    @property
    def avatar_url(self) -> str:
        """The address of the author's picture, empty without one."""
        return default_storage.url(self.author_avatar) if self.author_avatar else ""

    @property
    def page(self) -> int:
        """The number of the page of its topic on which it stands."""
        return page_of(self.number)


@dataclass(frozen=True)
class TopicPosts:
    """One page of a topic, with the solutions, which stand on each page's top."""

    posts: list[PostView]
    solutions: list[PostView]
    number: int
    pages: int


def page_of(number: int) -> int:
    """Return on which page of its topic a post of this number stands."""
    return (max(1, number) - 1) // PAGE_SIZE + 1


def get_topic_for(places: Places, topic_id: int) -> Topic:
    """Return a topic that the reader may see; a merged one as it is, for its redirection.

    Held, hidden and removed ones are seen by who looks after the forum, and by their author.
    Raises NotFound for others.
    """
    rows = Topic.objects.select_related("author")
    found = rows.filter(pk=topic_id).first()
    if found is None or found.category_id not in places.by_id:
        raise NotFound
    is_shown = found.state in (TopicState.VISIBLE, TopicState.MERGED)
    if not is_shown and found.author_id != places.reader.pk and not places.reader.is_staff:
        raise NotFound
    return found


def get_post_for(places: Places, post_id: int) -> Post:
    """Return a post that the reader may see, with its topic. Raises NotFound for others."""
    rows = Post.objects.select_related("topic", "author")
    found = rows.filter(pk=post_id).first()
    if found is None or found.topic.category_id not in places.by_id:
        raise NotFound
    reader = places.reader
    is_shown = found.state == PostState.VISIBLE and found.topic.state == TopicState.VISIBLE
    if not is_shown and found.author_id != reader.pk and not reader.is_staff:
        raise NotFound
    return found


def posts_on(topic: Topic, reader: Reader, *, number: int) -> TopicPosts:
    """Return a page of posts and the topic's solutions. One query."""
    pages = page_of(topic.last_number)
    number = min(max(1, number), pages)
    first = (number - 1) * PAGE_SIZE + 1
    values = (topic.pk, first, first + PAGE_SIZE)
    form = (marks_known(), topic.solved_at is not None)
    if reader.member is None:
        rows = _FOR_VISITORS.rows(*values, form=form)
    else:
        rows = _FOR_MEMBERS.rows(*values, reader.pk, form=(*form, reader.is_staff))
    views = [PostView(*row) for row in rows]
    here = [one for one in views if page_of(one.number) == number]
    solutions = [one for one in views if one.is_solution and one.is_visible]
    return TopicPosts(here, solutions, number, pages)


def post_view(post: Post, reader: Reader) -> PostView:
    """Return one post as its page shows it. Raises NotFound where the reader may not see it."""
    rows = _seen_by(Post.objects.filter(pk=post.pk), reader.pk, is_staff=reader.is_staff)
    found = [PostView(*row.values()) for row in rows]
    if not found:
        raise NotFound
    return found[0]


def _on_page(topic: int, first: int, end: int, is_solved: bool) -> QuerySet[Post]:  # noqa: FBT001
    wanted = Q(number__gte=first, number__lt=end)
    if is_solved:
        wanted |= Q(is_solution=True)
    return Post.objects.filter(Q(topic=topic) & wanted)


def _of_visitors(
    topic: int,
    first: int,
    end: int,
    _marks: int,
    is_solved: bool,  # noqa: FBT001
) -> Any:
    rows = _on_page(topic, first, end, is_solved).filter(state=PostState.VISIBLE)
    no: Any = Value(False)  # noqa: FBT003  a value of SQL
    return _shaped(rows, liked=no, blocked=no)


def _of_members(
    topic: int,
    first: int,
    end: int,
    reader: int,
    _marks: int,
    is_solved: bool,  # noqa: FBT001
    is_staff: bool,  # noqa: FBT001
) -> Any:
    return _seen_by(_on_page(topic, first, end, is_solved), reader, is_staff=is_staff)


def _seen_by(rows: QuerySet[Post], reader: int, *, is_staff: bool) -> Any:
    if not is_staff:
        rows = rows.filter(Q(state=PostState.VISIBLE) | Q(author=reader))
    liked = Exists(Like.objects.filter(post=OuterRef("pk"), member=reader, ended_at=None))
    blocked = Exists(Block.objects.filter(blocker=reader, blocked=OuterRef("author")))
    return _shaped(rows, liked=liked, blocked=blocked)


def _shaped(rows: QuerySet[Post], *, liked: Any, blocked: Any) -> Any:
    rows = rows.annotate(liked=liked, blocked=blocked)
    rows = rows.annotate(guru=is_guru("author"), paid=is_paid()).order_by("number", "pk")
    return rows.values(*_COLUMNS, "liked", "blocked", "guru", "paid")


_FOR_VISITORS: Final = Compiled(_of_visitors)
_FOR_MEMBERS: Final = Compiled(_of_members)


def likers_of(post: Post) -> list[tuple[str, str]]:
    """Return (username, name) of those whose like stands, the first first."""
    rows = Like.objects.filter(post=post, ended_at=None).order_by("given_at", "pk")
    return list(rows.values_list("member__username", "member__display_name")[:LIKERS_SHOWN])


def post_rows(topic: Topic, reader: Reader) -> QuerySet[Post]:
    """Return a topic's posts that the reader may see, unordered, for the API."""
    rows = Post.objects.filter(topic=topic).select_related("author")
    if reader.is_staff:
        return rows
    return rows.filter(Q(state=PostState.VISIBLE) | Q(author=reader.pk))


def contexts_of(post_ids: list[int]) -> dict[int, Post]:
    """Return posts with their topics and authors, by number; whether in view or not."""
    rows = Post.objects.select_related("topic", "author", "topic__author")
    return rows.in_bulk(post_ids)


def replies_to_move(topic: Topic, *, limit: int) -> list[tuple[str, str]]:
    """Return (number in the table, who and what) of a topic's replies, for choosing some."""
    rows = Post.objects.filter(topic=topic, state=PostState.VISIBLE)
    rows = rows.exclude(pk=topic.first_post_id or 0).order_by("number", "pk")
    columns = rows.values_list("pk", "number", "author__display_name", "text")
    return [
        (str(pk), f"{number} · {name}: {' '.join(text.split())[:90]}")
        for pk, number, name, text in columns[:limit]
    ]
