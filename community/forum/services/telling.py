"""Who hears of a post: found and told in a fixed number of statements, however many they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction

from community.forum.choices import PostState, TopicState
from community.forum.choices.reading import Level, Why
from community.forum.models import Post, Told
from community.forum.services.reading import notice_key, topic_key
from marketplace.core.conf import rules
from marketplace.core.mentions import names_in
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.queries import mail_at_once
from marketplace.notifications.services import notify_many

KIND_OF: Final[Mapping[Why, str]] = {why: f"forum.{why.value}" for why in Why}
GROUP_OF: Final[Mapping[Why, NotificationGroup]] = {
    Why.ANSWERED: NotificationGroup.FORUM,
    Why.MENTIONED: NotificationGroup.FORUM,
    Why.QUOTED: NotificationGroup.FORUM,
    Why.WATCHED: NotificationGroup.FORUM_WATCHED,
    Why.BEGUN: NotificationGroup.FORUM_WATCHED,
}
EXCERPT: Final = 200

# Everybody with a reason, each with the first of their reasons; without those who muted the topic,
# who block the writer or are blocked by them, and the writer. The levels are those of
# queries.areas, read for many members at once.
_WHO: Final = f"""
WITH RECURSIVE path (id, parent_id, depth) AS (
  SELECT id, parent_id, 0 FROM forum_category WHERE id = %(category)s
  UNION ALL
  SELECT above.id, above.parent_id, path.depth + 1
    FROM forum_category AS above JOIN path ON above.id = path.parent_id
), reasons (member_id, place) AS (
  SELECT answered.author_id, 0 FROM forum_post AS answered WHERE answered.id = %(answers)s
  UNION ALL
  SELECT mention.member_id, 1 FROM forum_mention AS mention
    JOIN accounts_member AS named ON named.id = mention.member_id
   WHERE mention.post_id = %(post)s AND mention.told_at IS NOT NULL
     AND named.username = ANY (%(named)s)
  UNION ALL
  SELECT quoted, 2 FROM unnest(%(quoted)s::bigint[]) AS quoted
  UNION ALL
  SELECT member_id, 3 FROM forum_reading
   WHERE topic_id = %(topic)s AND level = {Level.WATCHING.value} AND %(all)s
  UNION ALL
  SELECT own.member_id, 3 FROM forum_arealevel AS own
    LEFT JOIN forum_tag AS tag ON tag.id = own.tag_id
   WHERE own.level = {Level.WATCHING.value} AND %(all)s
     AND (own.category_id IN (SELECT id FROM path) OR tag.slug = ANY (%(tags)s))
), first_reason AS (
  SELECT member_id, min(place) AS place FROM reasons GROUP BY member_id
)
SELECT first_reason.member_id, first_reason.place
  FROM first_reason
  JOIN accounts_member AS member ON member.id = first_reason.member_id AND member.is_active
  CROSS JOIN LATERAL (
    SELECT coalesce(
      (SELECT level FROM forum_reading
        WHERE topic_id = %(topic)s AND member_id = member.id),
      (SELECT max(own.level)
         FROM forum_arealevel AS own JOIN forum_tag AS tag ON tag.id = own.tag_id
        WHERE own.member_id = member.id AND tag.slug = ANY (%(tags)s)),
      (SELECT own.level FROM forum_arealevel AS own JOIN path ON path.id = own.category_id
        WHERE own.member_id = member.id ORDER BY path.depth LIMIT 1),
      {Level.NORMAL.value}) AS level) AS follows
 WHERE first_reason.member_id <> %(author)s
   AND follows.level >= CASE WHEN first_reason.place < 3 THEN {Level.NORMAL.value}
                             ELSE {Level.WATCHING.value} END
   AND NOT EXISTS (SELECT 1 FROM messaging_block AS block
                    WHERE (block.blocker_id = member.id AND block.blocked_id = %(author)s)
                       OR (block.blocker_id = %(author)s AND block.blocked_id = member.id))
 ORDER BY first_reason.member_id
"""  # noqa: S608  our own texts
_TELL: Final = """
INSERT INTO forum_told (post_id, member_id, why, at)
SELECT %(post)s, one.member_id, one.why, %(now)s
  FROM unnest(%(members)s::bigint[], %(whys)s::text[]) AS one (member_id, why)
    ON CONFLICT (post_id, member_id) DO NOTHING
RETURNING member_id, why
"""


@transaction.atomic
def tell_of_post(
    *,
    post_id: int,
    quoted: Collection[int] = (),
    may_see: Collection[int] | None = None,
    only_named: bool = False,
    now: datetime,
) -> int:
    """Tell everybody who wants to know of a post, each once; returns how many.

    A reason comes before the ones behind it: the post answers them, names them, quotes them, is in
    a topic that they watch. `may_see` are those whom a closed category lets in, None where all may.
    `only_named` is for an edited post: who watches has heard of it already. Called twice, by two
    workers at once even, nobody hears twice. A post out of view is told to nobody.
    """
    post = Post.objects.select_related("topic", "author").get(pk=post_id)
    if post.state != PostState.VISIBLE or post.topic.state != TopicState.VISIBLE:
        return 0
    found = _who(post, quoted, everybody=not only_named)
    if may_see is not None:
        found = [one for one in found if one[0] in set(may_see)]
    told = _write(post, found, now=now)
    for why in Why:
        members = [member for member, reason in told if reason == why]
        if members:
            _notify(post, why, members, now=now)
    return len(told)


def hearers_of(*, post_id: int, quoted: Collection[int] = ()) -> list[int]:
    """Return who has a reason to hear of a post, before anybody asks what they may see."""
    post = Post.objects.select_related("topic").get(pk=post_id)
    return [member for member, _why in _who(post, quoted, everybody=True)]


def _who(post: Post, quoted: Collection[int], *, everybody: bool) -> list[tuple[int, Why]]:
    is_first = post.topic.first_post_id == post.pk
    whys = (Why.ANSWERED, Why.MENTIONED, Why.QUOTED, Why.BEGUN if is_first else Why.WATCHED)
    with connection.cursor() as cursor:
        cursor.execute(
            _WHO,
            {
                "post": post.pk,
                "topic": post.topic_id,
                "category": post.topic.category_id,
                "tags": list(post.topic.tags),
                "named": names_in(post.source),
                "answers": post.reply_to_id,
                "quoted": sorted(set(quoted)),
                "author": post.author_id,
                "all": everybody,
            },
        )
        return [(member, whys[place]) for member, place in cursor.fetchall()]


def _write(post: Post, found: Sequence[tuple[int, Why]], *, now: datetime) -> list[tuple[int, str]]:
    if not found:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _TELL,
            {
                "post": post.pk,
                "members": [member for member, _why in found],
                "whys": [why.value for _member, why in found],
                "now": now,
            },
        )
        return [(member, why) for member, why in cursor.fetchall()]


def _notify(post: Post, why: Why, members: list[int], *, now: datetime) -> None:
    is_watched = why == Why.WATCHED
    notify_many(
        members=members,
        kind=KIND_OF[why],
        params={
            "name": post.author.display_name,
            "title": post.topic.title,
            "text": post.text[:EXCERPT],
        },
        url=post.get_absolute_url(),
        coalesce_on=topic_key(post.topic_id) if is_watched else notice_key(post.pk),
        mails_at_once=False,
        now=now,
    )
    by_mail = mail_at_once(members, GROUP_OF[why])
    Told.objects.filter(post=post, member__in=by_mail).update(
        mail_due_at=now + timedelta(minutes=rules().forum_mail_minutes)
    )
