"""Whom a post names, and which of them are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from community.forum.choices import TopicState
from community.forum.events.writing import MemberMentioned
from community.forum.models import Mention, Post, Topic
from community.forum.queries.places import Places, Reader, places_for
from community.forum.queries.telling import writers_from_elsewhere
from community.forum.services.limits import mentions_left
from marketplace.accounts.models import Member
from marketplace.core.events import publish_many
from marketplace.messaging.queries import blocked_ids


def keep_mentions(
    post: Post,
    topic: Topic,
    named: Sequence[Member],
    *,
    reader: Reader,
    places: Places,
    now: datetime,
) -> list[Mention]:
    """Keep whom a visible post names and tell those who may be told; returns the new rows.

    Nobody is told twice of a post, nobody on either side of a block, nobody who may not see the
    topic, and no more people a day than the writer's standing allows. Whom the post quotes from
    other topics counts as one of them. Of a topic that is out of view nobody is told.
    """
    if topic.state != TopicState.VISIBLE:
        return []
    known = set(Mention.objects.filter(post=post).values_list("member_id", flat=True))
    named_ids = {one.pk for one in named}
    quoted = Member.objects.filter(pk__in=writers_from_elsewhere(post), is_active=True)
    everybody = [*named, *quoted.exclude(pk__in=named_ids).order_by("pk")]
    fresh = [one for one in everybody if one.pk not in known and one.pk != post.author_id]
    if not fresh:
        return []
    left = mentions_left(reader, now=now)
    apart = blocked_ids(post.author)
    is_public = topic.category_id in places.public
    rows: list[Mention] = []
    told: list[Member] = []
    for member in fresh:
        may_see = is_public or topic.category_id in places_for(member).by_id
        is_told = may_see and member.pk not in apart and len(told) < left
        rows.append(Mention(post=post, member=member, at=now, told_at=now if is_told else None))
        if is_told:
            told.append(member)
    Mention.objects.bulk_create(rows)
    publish_many([_mentioned(post, topic, one) for one in told if one.pk in named_ids], now=now)
    return rows


def _mentioned(post: Post, topic: Topic, member: Member) -> MemberMentioned:
    return MemberMentioned(
        topic_id=topic.pk,
        post_id=post.pk,
        member_id=member.public_id,
        author_id=post.author.public_id,
        author_name=post.author.display_name,
        title=topic.title,
    )
