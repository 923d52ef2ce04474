"""What a member has read of a topic, and how closely the member follows it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from community.forum.choices import PostState
from community.forum.choices.reading import Level
from community.forum.models import Post
from community.forum.queries.areas import AREAS_SQL, LEVEL_SQL
from marketplace.accounts.models import Member
from marketplace.core.conf import rules

MOST_COUNTED: Final = 100
_STATE: Final = f"""{AREAS_SQL}
SELECT reading.last_read_number, {LEVEL_SQL},
       (SELECT coalesce(json_object_agg(mark.post_id, mark.public_id), '{{}}'::json)
          FROM forum_bookmark AS mark JOIN forum_post AS post ON post.id = mark.post_id
         WHERE mark.member_id = %(member)s AND post.topic_id = topic.id),
       own.last, draft.fields, draft.revision
  FROM forum_topic AS topic
 CROSS JOIN LATERAL (SELECT coalesce(max(post.id), 0) AS last, max(post.created_at) AS at
                       FROM forum_post AS post
                      WHERE post.author_id = %(member)s AND post.topic_id = topic.id) AS own
  LEFT JOIN forum_draft AS draft
         ON draft.member_id = %(member)s AND draft.place = 'reply-' || topic.id
        AND (own.at IS NULL OR draft.changed_at > own.at)
  LEFT JOIN forum_reading AS reading
         ON reading.topic_id = topic.id AND reading.member_id = %(member)s
 WHERE topic.id = %(topic)s
"""  # noqa: S608  our own texts
_NEW_SINCE: Final = """greatest(%(since)s, coalesce(
  (SELECT new_since FROM forum_forumsettings WHERE member_id = %(member)s), %(joined)s))"""
# Whether a topic is new: begun lately by somebody else, unread, and followed normally at least.
_IS_NEW: Final = f"""topic.created_at >= {_NEW_SINCE} AND topic.author_id <> %(member)s
   AND coalesce(reading.last_read_number, 0) = 0 AND {LEVEL_SQL} >= {Level.NORMAL.value}"""
_ROWS: Final = f"""{AREAS_SQL}
SELECT topic.id, coalesce(reading.last_read_number, 0), {LEVEL_SQL},
       greatest(last.number - coalesce(reading.last_read_number, 0), 0), {_IS_NEW}
  FROM forum_topic AS topic
  LEFT JOIN forum_post AS last ON last.id = topic.last_post_id
  LEFT JOIN forum_reading AS reading
         ON reading.topic_id = topic.id AND reading.member_id = %(member)s
 WHERE topic.id = ANY (%(topics)s)
"""  # noqa: S608  our own texts
_UNREAD_FROM: Final = f"""
  FROM forum_reading AS reading
  JOIN forum_topic AS topic ON topic.id = reading.topic_id
  JOIN forum_post AS last ON last.id = topic.last_post_id
 WHERE reading.member_id = %(member)s AND topic.state = 'visible'
   AND topic.category_id = ANY (%(categories)s)
   AND last.number > reading.last_read_number AND {LEVEL_SQL} >= {Level.TRACKING.value}
"""
_NEW_FROM: Final = f"""
  FROM forum_topic AS topic
  LEFT JOIN forum_reading AS reading
         ON reading.topic_id = topic.id AND reading.member_id = %(member)s
 WHERE topic.state = 'visible' AND topic.category_id = ANY (%(categories)s) AND {_IS_NEW}
"""
_PAGE: Final = (
    "SELECT topic.id {} ORDER BY {} DESC, topic.id DESC LIMIT %(limit)s OFFSET %(offset)s"
)
_COUNT: Final = "(SELECT count(*) FROM (SELECT 1 {} LIMIT %(most)s) AS counted)"


@dataclass(frozen=True, slots=True)
class ComposerDraft:
    """What a composer begins with: the draft that stands, and how far the member has posted.

    `own` changes with each thing that the member posts at this place, so that a browser knows
    whether what it holds was posted.
    """

    place: str
    fields: Mapping[str, str]
    revision: int
    own: int


@dataclass(frozen=True, slots=True)
class ReadingState:
    """`last_read` is the number of the last post read (0: none); `level` a watching level.

    `bookmarks` are the public ids of the member's marks, by the post's id; `draft` is the reply
    that the member has begun, None for a visitor.
    """

    last_read: int = 0
    level: str = "normal"
    is_followed: bool = False
    bookmarks: Mapping[int, str] = field(default_factory=dict)
    draft: ComposerDraft | None = None


def reading_state(member: Member | None, topic_id: int) -> ReadingState:
    """Return how far a member has read a topic; for a visitor, nothing. One query."""
    if member is None:
        return ReadingState()
    with connection.cursor() as cursor:
        cursor.execute(_STATE, {"member": member.pk, "topic": topic_id})
        found = cursor.fetchone()
    if found is None:
        return ReadingState()
    last_read, level, marks, own, fields, revision = found
    return ReadingState(
        last_read=last_read or 0,
        level=Level(level).word,
        is_followed=level >= Level.TRACKING,
        bookmarks={int(post): mark for post, mark in marks.items()},
        draft=ComposerDraft(f"reply-{topic_id}", _texts(fields), revision or 0, own),
    )


def _texts(fields: str | Mapping[str, str] | None) -> Mapping[str, str]:
    """Read a JSON column, which a bare statement gives as text."""
    return json.loads(fields) if isinstance(fields, str) else fields or {}


@dataclass(frozen=True, slots=True)
class RowReading:
    """What a row of a list says about its reader: how many posts are unread, whether it is new."""

    last_read: int = 0
    level: str = "normal"
    unread: int = 0
    is_new: bool = False

    @property
    def shows_unread(self) -> bool:
        """Whether the row counts what is unread: where the member follows, or has begun to read."""
        return self.unread > 0 and self.last_read > 0 and self.level != "muted"


def reading_of_rows(
    member: Member | None, topic_ids: Sequence[int], *, now: datetime
) -> dict[int, RowReading]:
    """Return what the rows of a list say about their reader. One query; none for a visitor."""
    if member is None or not topic_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {**_values(member, now=now), "topics": list(topic_ids)})
        rows = cursor.fetchall()
    return {
        topic: RowReading(last_read=read, level=Level(level).word, unread=unread, is_new=bool(new))
        for topic, read, level, unread, new in rows
    }


def _values(member: Member, *, now: datetime) -> dict[str, Any]:
    since = now - timedelta(days=rules().forum_new_days)
    return {"member": member.pk, "since": since, "joined": member.date_joined}


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many topics wait for a member, each figure cut at MOST_COUNTED."""

    unread: int = 0
    new: int = 0


def waiting_for(member: Member | None, *, categories: Sequence[int], now: datetime) -> Waiting:
    """Count the topics that wait, in the categories that the member can see. One query."""
    if member is None:
        return Waiting()
    asked = f"{AREAS_SQL} SELECT {_COUNT.format(_UNREAD_FROM)}, {_COUNT.format(_NEW_FROM)}"
    values = {**_values(member, now=now), "categories": list(categories), "most": MOST_COUNTED}
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        unread, new = cursor.fetchone()
    return Waiting(unread=unread, new=new)


def unread_topic_ids(
    member: Member, *, categories: Sequence[int], offset: int, limit: int, now: datetime
) -> list[int]:
    """Return followed topics with posts that the member hasn't read, the last alive first."""
    asked = _PAGE.format(_UNREAD_FROM, "topic.last_post_at")
    return _ids(asked, member, categories=categories, offset=offset, limit=limit, now=now)


def new_topic_ids(
    member: Member, *, categories: Sequence[int], offset: int, limit: int, now: datetime
) -> list[int]:
    """Return topics that the member hasn't opened yet, the youngest first."""
    asked = _PAGE.format(_NEW_FROM, "topic.created_at")
    return _ids(asked, member, categories=categories, offset=offset, limit=limit, now=now)


def _ids(
    asked: str,
    member: Member,
    *,
    categories: Sequence[int],
    offset: int,
    limit: int,
    now: datetime,
) -> list[int]:
    more: dict[str, Any] = {"categories": list(categories), "offset": offset, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(AREAS_SQL + asked, {**_values(member, now=now), **more})
        return [row[0] for row in cursor.fetchall()]


def first_unread(member: Member | None, topic_id: int) -> Post | None:
    """Return the first visible post that the member hasn't read, else the last; None of none."""
    posts = Post.objects.filter(topic_id=topic_id, state=PostState.VISIBLE)
    read = reading_state(member, topic_id).last_read
    unread = posts.filter(number__gt=read).order_by("number", "id").first() if member else None
    return unread or posts.order_by("-number", "-id").first()
