"""Feeds of the forum, before they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.forum.choices import PostState
from community.forum.choices.reading import Level
from community.forum.models import Post, Tag, Topic
from community.forum.queries.areas import AREAS_SQL, LEVEL_SQL
from community.forum.queries.places import Place, Places
from community.forum.queries.topics import Narrowed, topics_in
from marketplace.accounts.models import Member

LENGTH: Final = 30
_WATCHED: Final = f"""{AREAS_SQL}
SELECT post.id FROM forum_post AS post
  JOIN forum_topic AS topic ON topic.id = post.topic_id
  LEFT JOIN forum_reading AS reading
         ON reading.topic_id = topic.id AND reading.member_id = %(member)s
 WHERE post.state = 'visible' AND topic.state = 'visible' AND post.author_id <> %(member)s
   AND topic.category_id = ANY (%(categories)s) AND {LEVEL_SQL} = {Level.WATCHING.value}
   AND post.created_at > %(since)s
   AND NOT EXISTS (SELECT 1 FROM messaging_block AS block
                    WHERE (block.blocker_id = %(member)s AND block.blocked_id = post.author_id)
                       OR (block.blocker_id = post.author_id AND block.blocked_id = %(member)s))
 ORDER BY post.created_at DESC, post.id DESC LIMIT {LENGTH}
"""  # noqa: S608  our own texts


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One entry: its path, and its words as text."""

    title: str
    path: str
    text: str
    language: str
    author: str
    at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ForumFeed:
    """A feed: the page that it belongs to, and its entries, the newest first."""

    title: str
    page: str
    lines: list[FeedLine]


def latest_feed(places: Places) -> ForumFeed:
    """Return the newest topics that a visitor may read."""
    return ForumFeed(_("Forum"), reverse("forum:front"), _topics(topics_in(places, Narrowed())))


def category_feed(places: Places, place: Place, *, language: str) -> ForumFeed:
    """Return the newest topics of a category and of those below it."""
    rows = topics_in(places, Narrowed(categories=places.below(place)))
    title = f"{place.name_in(language)} · {_('Forum')}"
    return ForumFeed(title, reverse("forum:category", args=[place.slug]), _topics(rows))


def tag_feed(places: Places, tag: Tag) -> ForumFeed:
    """Return the newest topics that carry a tag."""
    rows = topics_in(places, Narrowed(tag=tag.slug))
    return ForumFeed(f"#{tag.slug} · {_('Forum')}", tag.get_absolute_url(), _topics(rows))


def topic_feed(topic: Topic) -> ForumFeed:
    """Return the newest posts of a topic."""
    rows = Post.objects.filter(topic=topic, state=PostState.VISIBLE)
    return ForumFeed(topic.title, topic.get_absolute_url(), _posts(rows.order_by("-number", "-pk")))


def watched_feed(member: Member, *, categories: Sequence[int], since: datetime) -> ForumFeed:
    """Return the newest posts in what a member watches. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            _WATCHED, {"member": member.pk, "categories": list(categories), "since": since}
        )
        ids = [row[0] for row in cursor.fetchall()]
    rows = Post.objects.filter(pk__in=ids).order_by("-created_at", "-pk")
    return ForumFeed(_("What you watch in the forum"), reverse("forum:unread"), _posts(rows))


def _topics(rows: QuerySet[Topic]) -> list[FeedLine]:
    found = rows.select_related("author", "first_post").order_by("-created_at", "-pk")[:LENGTH]
    return [
        FeedLine(
            title=topic.title,
            path=topic.get_absolute_url(),
            text=topic.first_post.text if topic.first_post else "",
            language=topic.language,
            author=topic.author.display_name,
            at=topic.created_at,
            changed_at=topic.changed_at,
        )
        for topic in found
    ]


def _posts(rows: QuerySet[Post]) -> list[FeedLine]:
    return [
        FeedLine(
            title=post.topic.title,
            path=post.get_absolute_url(),
            text=post.text,
            language=post.language,
            author=post.author.display_name,
            at=post.created_at,
            changed_at=post.edited_at or post.created_at,
        )
        for post in rows.select_related("topic", "author")[:LENGTH]
    ]
