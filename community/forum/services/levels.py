"""Choosing how closely to follow a topic, a category or a tag."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from community.forum.choices.reading import Level
from community.forum.errors.reading import LevelUnknown
from community.forum.models import AreaLevel, Category, ForumSettings, Reading, Tag, Topic
from marketplace.accounts.models import Member

_AFTER_WRITING: Final = """
INSERT INTO forum_reading (member_id, topic_id, last_read_number, level, is_chosen, read_at)
VALUES (%(member)s, %(topic)s, %(number)s, %(level)s, false, %(now)s)
    ON CONFLICT (member_id, topic_id) DO UPDATE
   SET level = CASE WHEN forum_reading.is_chosen THEN forum_reading.level
                    ELSE greatest(forum_reading.level, excluded.level) END,
       last_read_number = greatest(forum_reading.last_read_number, excluded.last_read_number),
       read_at = excluded.read_at
"""
# What a member chose for the other topic stays; what they haven't read of it is unread.
_AFTER_MERGE: Final = f"""
INSERT INTO forum_reading (member_id, topic_id, last_read_number, level, is_chosen, read_at)
SELECT member_id, %(target)s, 0, level, is_chosen, read_at FROM forum_reading
 WHERE topic_id = %(source)s AND level >= {Level.TRACKING.value}
 ORDER BY member_id
    ON CONFLICT (member_id, topic_id) DO UPDATE
   SET level = CASE WHEN forum_reading.is_chosen THEN forum_reading.level
                    ELSE greatest(forum_reading.level, excluded.level) END
"""  # noqa: S608  our own texts


def level_of(word: str) -> Level:
    """Return the level that a word means. Raises LevelUnknown."""
    try:
        return Level[word.upper()]
    except KeyError:
        raise LevelUnknown(field="level") from None


def choose_topic_level(*, member: Member, topic: Topic, level: Level, now: datetime) -> Reading:
    """Follow a topic as closely as the member likes; holds before what writing there would set."""
    row, _is_new = Reading.objects.update_or_create(
        member=member,
        topic=topic,
        defaults={"level": level, "is_chosen": True},
        create_defaults={"level": level, "is_chosen": True, "read_at": now},
    )
    return row


def choose_category_level(
    *, member: Member, category: Category, level: Level, now: datetime
) -> AreaLevel:
    """Follow what is written in a category and below it, unless something nearer says otherwise."""
    row, _is_new = AreaLevel.objects.update_or_create(
        member=member,
        category=category,
        tag=None,
        defaults={"level": level, "since": now},
    )
    return row


def choose_tag_level(*, member: Member, tag: Tag, level: Level, now: datetime) -> AreaLevel:
    """Follow the topics that carry a tag, in every category that the member can see."""
    row, _is_new = AreaLevel.objects.update_or_create(
        member=member,
        tag=tag,
        category=None,
        defaults={"level": level, "since": now},
    )
    return row


@transaction.atomic
def follow_after_writing(
    *, member: Member, topic_id: int, number: int, is_first: bool, now: datetime
) -> None:
    """Follow a topic after having written in it, as the member's settings say.

    What the member chose for the topic stays. One's own post counts as read, and all above it.
    """
    settings = ForumSettings.objects.filter(member=member).first()
    level = Level.WATCHING if is_first else Level.TRACKING
    if settings is not None:
        level = Level(settings.after_topic if is_first else settings.after_reply)
    with connection.cursor() as cursor:
        cursor.execute(
            _AFTER_WRITING,
            {
                "member": member.pk,
                "topic": topic_id,
                "number": number,
                "level": level.value,
                "now": now,
            },
        )


def follow_after_merge(*, source_id: int, target_id: int) -> None:
    """Let who tracks or watches a topic that is merged follow the one that has its posts now."""
    with connection.cursor() as cursor:
        cursor.execute(_AFTER_MERGE, {"source": source_id, "target": target_id})
