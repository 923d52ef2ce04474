"""Topics and posts under a lock, and the one place where their states change.

A topic's row is locked before any post of it: whatever changes a post changes its topic's counts.
"""

from __future__ import annotations

from datetime import datetime

from community.forum.choices import (
    POST_TRANSITIONS,
    TOPIC_TRANSITIONS,
    Hand,
    PostState,
    TopicState,
)
from community.forum.errors.writing import PostStateRefuses, TopicStateRefuses
from community.forum.models import Post, Topic
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound


def lock_topic(topic_id: int) -> Topic:
    """Lock a topic's row and return it as it is now. Raises NotFound."""
    rows = Topic.objects.select_for_update(no_key=True, of=("self",)).select_related("author")
    found = rows.filter(pk=topic_id).first()
    if found is None:
        raise NotFound
    return found


def lock_topics(topic_ids: list[int]) -> dict[int, Topic]:
    """Lock several topics in the order of their numbers. Raises NotFound where one is missing."""
    found = {topic_id: lock_topic(topic_id) for topic_id in sorted(set(topic_ids))}
    if not found:
        raise NotFound
    return found


def where_it_went(topic_id: int) -> int:
    """Return the topic that has the posts of this one now: another one where it was merged."""
    into = Topic.objects.filter(pk=topic_id).values_list("merged_into_id", flat=True).first()
    return where_it_went(into) if into else topic_id


def lock_post(post_id: int) -> tuple[Topic, Post]:
    """Lock a post after its topic and return both as they are now. Raises NotFound."""
    while True:
        topic_id = Post.objects.filter(pk=post_id).values_list("topic_id", flat=True).first()
        if topic_id is None:
            raise NotFound
        topic = lock_topic(topic_id)
        rows = Post.objects.select_for_update(no_key=True, of=("self",)).select_related("author")
        post = rows.filter(pk=post_id, topic=topic).first()
        # It went to another topic while we waited for the lock.
        if post is not None:
            post.topic = topic
            return topic, post


def post_transition(post: Post, *, to: PostState, hand: Hand) -> str:
    """Move a post on, in memory, and return the state before. Raises PostStateRefuses."""
    before = post.state
    if hand not in POST_TRANSITIONS[PostState(before)].get(to, frozenset()):
        raise PostStateRefuses(state=PostState(before).label)
    post.state = to
    return before


def topic_transition(topic: Topic, *, to: TopicState, hand: Hand, now: datetime) -> str:
    """Move a topic on, in memory, and return the state before. Raises TopicStateRefuses."""
    before = topic.state
    if hand not in TOPIC_TRANSITIONS[TopicState(before)].get(to, frozenset()):
        raise TopicStateRefuses(state=TopicState(before).label)
    topic.state = to
    topic.changed_at = now
    return before


def hand_of(actor: Member, post: Post) -> Hand:
    """Return whose hand acts on a post."""
    return Hand.AUTHOR if post.author_id == actor.pk else Hand.MODERATOR
