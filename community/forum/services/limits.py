"""How much somebody may write in a time. Exact, from what stands in the tables, with the wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.utils.translation import get_language

from community.forum.errors.writing import NewcomerTooSoon, TooManyPictures, TooSoon
from community.forum.models import Like, Mention, Post, PostPicture, Topic
from community.forum.policies.writing import is_newcomer
from community.forum.queries.places import Reader
from marketplace.core.conf import rules
from marketplace.core.formats import format_duration

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
_ONE_AT_A_TIME: Final = "SELECT pg_advisory_xact_lock(hashtext('forum'), %s)"
_SPAN: Final = 2**31


def _take_turns(reader: Reader) -> None:
    """Let a member's other writing wait until this transaction ends: what is counted holds.

    Taken after the topic's lock and before those of the record.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [reader.pk % _SPAN])


def check_topics(reader: Reader, *, now: datetime) -> None:
    """Refuse a topic to somebody who began too many in a day. Raises TooSoon with the wait."""
    _take_turns(reader)
    limits = rules()
    is_new = is_newcomer(reader)
    most = limits.forum_newcomer_topics_per_day if is_new else limits.forum_topics_per_day
    rows = Topic.objects.filter(author=reader.pk).order_by("-pk")
    _check(list(rows.values_list("created_at", flat=True)[:most]), most, DAY, is_new, now)


def check_posts(reader: Reader, *, now: datetime) -> None:
    """Refuse a post to somebody who wrote too many in an hour. Raises TooSoon with the wait."""
    _take_turns(reader)
    limits = rules()
    is_new = is_newcomer(reader)
    most = limits.forum_newcomer_posts_per_hour if is_new else limits.forum_posts_per_hour
    rows = Post.objects.filter(author=reader.pk).order_by("-pk")
    _check(list(rows.values_list("created_at", flat=True)[:most]), most, HOUR, is_new, now)


def check_likes(reader: Reader, *, now: datetime) -> None:
    """Refuse a like to somebody who gave too many in a day. Raises TooSoon with the wait."""
    _take_turns(reader)
    limits = rules()
    is_new = is_newcomer(reader)
    most = limits.forum_newcomer_likes_per_day if is_new else limits.forum_likes_per_day
    rows = Like.objects.filter(member=reader.pk).order_by("-given_at", "pk")
    given = rows.values_list("given_at", "times")[:most]
    # One that was given anew counts each of its times.
    moments = [at for at, times in given for _time in range(times)]
    _check(moments[: max(most, 0)], most, DAY, is_new, now)


def mentions_left(reader: Reader, *, now: datetime) -> int:
    """Return how many people the writer's mentions may still reach today."""
    limits = rules()
    is_new = is_newcomer(reader)
    most = limits.forum_newcomer_mentions_per_day if is_new else limits.forum_mentions_per_day
    rows = Mention.objects.filter(post__author=reader.pk, told_at__gt=now - DAY)
    return max(0, min(most - rows.count(), limits.forum_mentions_per_post))


def check_pictures(reader: Reader, *, now: datetime) -> None:
    """Refuse a picture to somebody who added too many in a day. Raises TooManyPictures."""
    most = rules().forum_pictures_per_day
    rows = PostPicture.objects.filter(uploader=reader.pk, created_at__gt=now - DAY)
    if rows.count() >= most:
        raise TooManyPictures(field="image", most=most)


def _check(
    moments: Sequence[datetime],
    most: int,
    span: timedelta,
    is_new: bool,  # noqa: FBT001  private, always given
    now: datetime,
) -> None:
    """Refuse when the last `most` moments all lie within the span."""
    if most <= 0:
        oldest = now
    elif len(moments) < most or moments[-1] <= now - span:
        return
    else:
        oldest = moments[-1]
    left = max(oldest + span - now, timedelta(minutes=1))
    wait = format_duration(left, lang=get_language() or "ar", max_units=1)
    raise (NewcomerTooSoon if is_new else TooSoon)(wait=wait)
