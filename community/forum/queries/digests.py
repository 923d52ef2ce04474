"""What a member has missed, the worthiest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from community.forum.choices import PostState, TopicState
from community.forum.choices.reading import Level
from community.forum.models import Told
from community.forum.queries.areas import AREAS_SQL, LEVEL_SQL
from marketplace.accounts.models import Member
from marketplace.messaging.queries import blocked_ids

TOPICS: Final = 8
QUESTIONS: Final = 4
EXCERPT: Final = 220

# The worth of a topic: what it was given (a like 1, a reply 1/2, a solution 3, and 1 for being
# there), times how closely the member follows it (watching 4, tracking 2), times 2 for their own
# language, halved for each week of age. The counts are the topic's own columns.
_WORTH: Final = f"""(1 + topic.like_count + topic.reply_count / 2.0
    + CASE WHEN topic.solved_at IS NULL THEN 0 ELSE 3 END)
  * CASE WHEN {LEVEL_SQL} = {Level.WATCHING.value} THEN 4
         WHEN {LEVEL_SQL} = {Level.TRACKING.value} THEN 2 ELSE 1 END
  * CASE WHEN topic.language = %(language)s THEN 2 ELSE 1 END
  / power(2, extract(epoch FROM %(now)s - topic.created_at) / 604800.0)"""
_FROM: Final = f"""
  FROM forum_topic AS topic
  JOIN forum_post AS first ON first.id = topic.first_post_id
  JOIN accounts_member AS author ON author.id = topic.author_id
  LEFT JOIN forum_reading AS reading
         ON reading.topic_id = topic.id AND reading.member_id = %(member)s
 WHERE topic.state = 'visible' AND topic.category_id = ANY (%(categories)s)
   AND topic.author_id <> %(member)s AND {LEVEL_SQL} >= {Level.NORMAL.value}
   AND NOT EXISTS (SELECT 1 FROM messaging_block AS block
                    WHERE (block.blocker_id = %(member)s AND block.blocked_id = topic.author_id)
                       OR (block.blocker_id = topic.author_id AND block.blocked_id = %(member)s))
"""  # noqa: S608  our own texts
_COLUMNS: Final = """topic.id, topic.slug, topic.title, topic.language, author.display_name,
  topic.reply_count, topic.like_count, topic.solved_at IS NOT NULL, left(first.text, %(excerpt)s)"""
_MISSED: Final = f"""{AREAS_SQL} SELECT {_COLUMNS} {_FROM}
   AND topic.created_at >= %(since)s AND coalesce(reading.last_read_number, 0) = 0
 ORDER BY {_WORTH} DESC, topic.id DESC LIMIT %(topics)s"""
_UNANSWERED: Final = f"""{AREAS_SQL} SELECT {_COLUMNS} {_FROM}
   AND topic.is_question AND topic.reply_count = 0 AND topic.closed_at IS NULL
   AND topic.archived_at IS NULL AND topic.created_at >= %(since)s
   AND {LEVEL_SQL} >= {Level.TRACKING.value} AND NOT (topic.id = ANY (%(shown)s))
 ORDER BY topic.created_at DESC, topic.id DESC LIMIT %(questions)s"""


@dataclass(frozen=True, slots=True)
class MissedTopic:
    """One line of a digest."""

    pk: int
    slug: str
    title: str
    language: str
    author: str
    replies: int
    likes: int
    is_solved: bool
    excerpt: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What goes into one mail. Empty means: no mail."""

    topics: list[MissedTopic]
    questions: list[MissedTopic]
    answers: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.topics and not self.questions


def digest_for(
    member: Member, *, categories: Sequence[int], since: datetime, now: datetime
) -> Digest:
    """Return what the member missed since a moment, in categories that they can see.

    Four queries: topics that they haven't opened by worth, unanswered questions where they track
    or watch, and how many answers to them wait unread: those that they can see, of nobody whom a
    block keeps apart.
    """
    values: dict[str, Any] = {
        "member": member.pk,
        "categories": list(categories),
        "language": member.language,
        "since": since,
        "now": now,
        "excerpt": EXCERPT,
        "topics": TOPICS,
        "questions": QUESTIONS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MISSED, values)
        topics = [MissedTopic(*row) for row in cursor.fetchall()]
        cursor.execute(_UNANSWERED, {**values, "shown": [one.pk for one in topics]})
        questions = [MissedTopic(*row) for row in cursor.fetchall()]
    answers = _answers_unread(member, categories=categories, since=since)
    return Digest(topics, questions, answers)


def _answers_unread(member: Member, *, categories: Sequence[int], since: datetime) -> int:
    told = Told.objects.filter(
        member=member,
        at__gte=since,
        why__in=("answered", "mentioned"),
        post__state=PostState.VISIBLE,
        post__topic__state=TopicState.VISIBLE,
        post__topic__category__in=categories,
    ).exclude(post__author__in=blocked_ids(member))
    read = member.forum_readings.values_list("topic_id", "last_read_number")
    marks = dict(read.filter(topic__in=told.values("post__topic")))
    posts = told.values_list("post__topic_id", "post__number").order_by("-id")[:200]
    return sum(number > marks.get(topic, 0) for topic, number in posts)
