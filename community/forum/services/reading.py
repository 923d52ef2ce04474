"""Taking note of what was read. A mark only ever moves forward, whoever else writes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from community.forum.models import ForumSettings, Told
from community.forum.queries.places import places_for
from marketplace.accounts.models import Member
from marketplace.notifications.services import mark_keys_read

# Locks the rows in the order of their topics, so that two batches never wait for each other.
_READ: Final = """
INSERT INTO forum_reading (member_id, topic_id, last_read_number, is_chosen, read_at)
SELECT %(member)s, topic.id, least(mark.number, topic.last_number), false, %(now)s
  FROM unnest(%(topics)s::bigint[], %(numbers)s::bigint[]) AS mark (topic, number)
  JOIN forum_topic AS topic ON topic.id = mark.topic
 WHERE topic.category_id = ANY (%(categories)s) AND topic.state = 'visible' AND mark.number > 0
 ORDER BY topic.id
    ON CONFLICT (member_id, topic_id) DO UPDATE
   SET last_read_number = excluded.last_read_number, read_at = excluded.read_at
 WHERE forum_reading.last_read_number < excluded.last_read_number
RETURNING topic_id, last_read_number
"""
_ALL_FOLLOWED: Final = """
UPDATE forum_reading AS reading
   SET last_read_number = topic.last_number, read_at = %(now)s
  FROM (SELECT mine.id, last_number
          FROM forum_reading AS mine JOIN forum_topic ON forum_topic.id = mine.topic_id
         WHERE mine.member_id = %(member)s AND mine.last_read_number < last_number
           AND (NOT %(within)s OR category_id = ANY (%(categories)s))
         ORDER BY mine.topic_id FOR UPDATE OF mine) AS topic
 WHERE reading.id = topic.id AND reading.last_read_number < topic.last_number
"""
_ALL_NEW: Final = """
INSERT INTO forum_reading (member_id, topic_id, last_read_number, is_chosen, read_at)
SELECT %(member)s, topic.id, topic.last_number, false, %(now)s
  FROM forum_topic AS topic
 WHERE topic.category_id = ANY (%(categories)s) AND topic.state = 'visible'
   AND topic.created_at >= %(since)s AND topic.last_number > 0
 ORDER BY topic.id
    ON CONFLICT (member_id, topic_id) DO UPDATE
   SET last_read_number = excluded.last_read_number, read_at = excluded.read_at
 WHERE forum_reading.last_read_number < excluded.last_read_number
"""


@transaction.atomic
def record_reading(*, member: Member, marks: Mapping[int, int], now: datetime) -> dict[int, int]:
    """Take note of the highest post number that was on the member's screen, by topic.

    Returns the marks that moved. A mark behind the one that stands changes nothing, and so does a
    topic that the member can't see; a number beyond the last post counts as the last. One statement
    that holds whatever other windows write at the same moment. Notices of what was read are read.
    """
    if not marks:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            _READ,
            {
                "member": member.pk,
                "topics": list(marks),
                "numbers": list(marks.values()),
                "categories": list(places_for(member).seen),
                "now": now,
            },
        )
        moved = dict(cursor.fetchall())
    if moved:
        mark_keys_read(member=member, keys=_keys_of(member, moved), now=now)
    return moved


def _keys_of(member: Member, moved: Mapping[int, int]) -> set[str]:
    """Return the keys of the notices that what was read makes superfluous."""
    told = Told.objects.filter(member=member, post__topic__in=moved)
    keys = {
        notice_key(post_id)
        for post_id, topic_id, number in told.values_list(
            "post_id", "post__topic_id", "post__number"
        ).order_by("-id")[:500]
        if number <= moved[topic_id]
    }
    return keys | {topic_key(topic_id) for topic_id in moved}


def notice_key(post_id: int) -> str:
    """Return the key under which somebody is told of a post once."""
    return f"forum-post:{post_id}"


def topic_key(topic_id: int) -> str:
    """Return the key under which replies of a watched topic are one notice while it is unread."""
    return f"forum-topic:{topic_id}"


@transaction.atomic
def mark_forum_read(
    *, member: Member, now: datetime, since: datetime, category_ids: frozenset[int] = frozenset()
) -> int:
    """Take all topics for read, of some categories or all; returns how many marks moved.

    Topics begun at or after `since` get a mark of their own where categories are named; else the
    moment from which topics are new moves to now. Locks the member's marks in the topics' order.
    """
    within = bool(category_ids)
    values: dict[str, Any] = {
        "member": member.pk,
        "categories": list(category_ids),
        "within": within,
        "now": now,
        "since": since,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ALL_FOLLOWED, values)
        moved = int(cursor.rowcount)
        if within:
            cursor.execute(_ALL_NEW, values)
            moved += cursor.rowcount
    if not within:
        ForumSettings.objects.update_or_create(
            member=member, defaults={"new_since": now}, create_defaults={"new_since": now}
        )
    return moved
