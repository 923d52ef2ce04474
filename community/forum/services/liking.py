"""Likes: given once by each member, kept when they are taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from community.forum.choices import LIKE_TIMES_MAX, PostState, TopicState
from community.forum.errors.writing import BlockedByAuthor, LikeOwnPost, PostStateRefuses
from community.forum.events.writing import PostLiked
from community.forum.models import Like, Post, Topic
from community.forum.queries.places import Places, places_for
from community.forum.services.contributing import credit_like, debit_like
from community.forum.services.limits import check_likes
from community.forum.services.states import lock_post
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.messaging.queries import blocks_among


@transaction.atomic
def like_post(*, post_id: int, member: Member, now: datetime) -> Post:
    """Like a post; one that the member likes already is returned as it is.

    Each giving is recorded once: given again after it was taken back it counts anew, as long as
    that doesn't become a game (LIKE_TIMES_MAX). Locks topic and post. Raises NotFound, LikeOwnPost,
    PostStateRefuses, BlockedByAuthor, TooSoon.
    """
    topic, post = lock_post(post_id)
    places = _refuse(topic, post, member)
    like = Like.objects.filter(post=post, member=member).first()
    if like is not None and like.ended_at is None:
        return post
    if blocks_among([member, post.author]):
        raise BlockedByAuthor
    check_likes(places.reader, now=now)

    if like is None:
        like = Like.objects.create(post=post, member=member, given_at=now)
    else:
        like.times = min(like.times + 1, LIKE_TIMES_MAX)
        like.given_at, like.ended_at = now, None
        like.save(update_fields=["times", "given_at", "ended_at"])
    _count(topic, post, 1)

    publish(
        PostLiked(
            topic_id=topic.pk,
            post_id=post.pk,
            author_id=post.author.public_id,
            giver_id=member.public_id,
            giver_name=member.display_name,
            title=topic.title,
        ),
        now=now,
    )
    credit_like(like, post, area=places.by_id[topic.category_id].slug, now=now)
    return post


@transaction.atomic
def unlike_post(*, post_id: int, member: Member, now: datetime) -> Post:
    """Take a like back; without one nothing changes. The row stays, with when it ended.

    Locks topic and post. Raises NotFound, LikeOwnPost, PostStateRefuses.
    """
    topic, post = lock_post(post_id)
    _refuse(topic, post, member)
    like = Like.objects.filter(post=post, member=member, ended_at=None).first()
    if like is None:
        return post

    like.ended_at = now
    like.save(update_fields=["ended_at"])
    _count(topic, post, -1)
    debit_like(like, now=now)
    return post


def _refuse(topic: Topic, post: Post, member: Member) -> Places:
    places = places_for(member)
    is_shown = topic.state == TopicState.VISIBLE and post.state == PostState.VISIBLE
    is_known = is_shown or post.author_id == member.pk or places.reader.is_staff
    if topic.category_id not in places.by_id or not is_known:
        raise NotFound
    if post.author_id == member.pk:
        raise LikeOwnPost
    if not is_shown:
        raise PostStateRefuses(state=PostState(post.state).label)
    return places


def _count(topic: Topic, post: Post, step: int) -> None:
    post.like_count += step
    post.save(update_fields=["like_count"])
    Topic.objects.filter(pk=topic.pk).update(like_count=F("like_count") + step)
