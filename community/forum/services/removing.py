"""Posts go out of view and come back: by their authors, by those who look after the forum.

A topic goes with its first post. What a post brought its author is reversed while it is away.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from community.forum.choices import Act, Hand, HeldFor, PostState, TopicState
from community.forum.errors.writing import (
    ForumReasonMissing,
    NotYourPost,
    PostStateRefuses,
    TopicHasReplies,
    UndoTooLate,
)
from community.forum.events.writing import PostHidden, PostShown, TopicChanged
from community.forum.models import Post, Topic
from community.forum.policies.writing import can_remove_post, can_restore_post
from community.forum.queries.places import Places, places_for
from community.forum.services.acting import last_act, note_act, refuse_others
from community.forum.services.contributing import debit_post, reinstate_post, was_in_view
from community.forum.services.counting import count_place, recount_topic
from community.forum.services.mentioning import keep_mentions
from community.forum.services.states import (
    hand_of,
    lock_post,
    post_transition,
    topic_transition,
)
from community.forum.services.texts import write_text
from community.forum.services.writing import announce_post
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import publish

_POST: tuple[str, ...] = ("state", "held_for", "removed_by", "removed_at")
_TOPIC_OF = {
    PostState.VISIBLE: TopicState.VISIBLE,
    PostState.HIDDEN: TopicState.HIDDEN,
    PostState.REMOVED: TopicState.REMOVED,
}


@transaction.atomic
def remove_post(*, post_id: int, actor: Member, reason: str = "", now: datetime) -> Post:
    """Remove a post: its author, or who looks after the forum with a reason, which is logged.

    Removing a topic's first post removes the topic; its author may while nobody has replied. Locks
    topic and post. Raises NotFound, NotYourPost, TopicHasReplies, PostStateRefuses,
    ForumReasonMissing.
    """
    topic, post = lock_post(post_id)
    reader = _refuse_strangers(topic, post, actor).reader
    is_own = post.author_id == actor.pk

    if not can_remove_post(reader, topic, post):
        if is_own and post.number == 1 and topic.reply_count:
            raise TopicHasReplies
        raise PostStateRefuses(state=PostState(post.state).label)
    if not is_own and not reason.strip():
        raise ForumReasonMissing(field="reason")

    return _take_away(topic, post, PostState.REMOVED, actor, reason, now)


@transaction.atomic
def restore_post(*, post_id: int, actor: Member, now: datetime) -> Post:
    """Bring a removed post back: its author within a day, who looks after the forum at any time.

    One that was held when it went waits again, whoever brings it back. Locks topic and post.
    Raises NotFound, NotYourPost, PostStateRefuses, UndoTooLate.
    """
    topic, post = lock_post(post_id)
    reader = _refuse_strangers(topic, post, actor).reader

    if post.state != PostState.REMOVED:
        raise PostStateRefuses(state=PostState(post.state).label)
    if not can_restore_post(reader, post, now=now):
        raise UndoTooLate

    is_own_undo = post.removed_by_id == post.author_id == actor.pk
    hand = Hand.AUTHOR if is_own_undo else Hand.MODERATOR
    if post.held_for:
        wait_again(topic, post, hand, now)
    else:
        _bring_back(topic, post, hand, actor, now)
    if hand == Hand.MODERATOR:
        undone = last_act(Act.REMOVE_POST, post=post)
        note_act(actor=actor, act=Act.RESTORE_POST, post=post, undoes=undone, now=now)
    return post


@transaction.atomic
def hide_post(*, post_id: int, actor: Member, reason: str, now: datetime) -> Post | None:
    """Take a visible post out of view, by a decision of moderators; None for any other.

    Who may decide that is asked by the part that calls.
    """
    topic, post = lock_post(post_id)
    if post.state != PostState.VISIBLE:
        return None
    return _take_away(topic, post, PostState.HIDDEN, actor, reason, now)


@transaction.atomic
def show_post(*, post_id: int, actor: Member | None, now: datetime) -> bool:
    """Bring a hidden post back into view; False for one that isn't hidden.

    Without an actor an appeal did it, which the moderators' own log tells.
    """
    topic, post = lock_post(post_id)
    if post.state != PostState.HIDDEN:
        return False
    _bring_back(topic, post, Hand.MODERATOR, actor, now)
    if actor is not None:
        undone = last_act(Act.HIDE_POST, post=post)
        note_act(actor=actor, act=Act.SHOW_POST, post=post, undoes=undone, now=now)
    return True


@transaction.atomic
def release_post(*, post_id: int, actor: Member, now: datetime) -> Post:
    """Let a held post through: it is announced and counts as if it were written now.

    One that was in view before is announced no more: what it brought its author counts again.
    Locks topic and post. Raises NotFound, NotForumStaff, PostStateRefuses.
    """
    topic, post = lock_post(post_id)
    refuse_others(actor)
    if post.state != PostState.HELD:
        raise PostStateRefuses(state=PostState(post.state).label)

    post_transition(post, to=PostState.VISIBLE, hand=Hand.MODERATOR)
    post.held_for = HeldFor.NOTHING
    post.save(update_fields=_POST)
    if topic.first_post_id == post.pk:
        topic_transition(topic, to=TopicState.VISIBLE, hand=Hand.MODERATOR, now=now)
        topic.save(update_fields=["state", "changed_at"])
    recount_topic(topic, now=now)
    note_act(actor=actor, act=Act.RELEASE_POST, post=post, is_public=False, now=now)
    places = places_for(post.author)
    area = topic.category.slug
    written = write_text(post.source)
    if not was_in_view(post):
        _publish_shown(topic, post, now)
        announce_post(post, topic, places=places, area=area, written=written, now=now)
        return post
    keep_mentions(post, topic, written.named, reader=places.reader, places=places, now=now)
    before = TopicState.HELD if topic.first_post_id == post.pk else topic.state
    _show_again(topic, post, before, actor, now)
    return post


def _refuse_strangers(topic: Topic, post: Post, actor: Member) -> Places:
    places = places_for(actor)
    reader = places.reader
    if topic.category_id not in places.by_id:
        raise NotFound
    is_shown = post.state == PostState.VISIBLE and topic.state == TopicState.VISIBLE
    if post.author_id != actor.pk and not reader.is_staff:
        raise NotYourPost if is_shown else NotFound
    return places


def _take_away(
    topic: Topic, post: Post, to: PostState, actor: Member, reason: str, now: datetime
) -> Post:
    hand = hand_of(actor, post) if to == PostState.REMOVED else Hand.MODERATOR
    was_shown = post.state == PostState.VISIBLE
    post_transition(post, to=to, hand=hand)
    # A held one keeps why: it waits again when its author brings it back.
    post.removed_by, post.removed_at = actor, now
    post.save(update_fields=_POST)
    before = topic.state
    if topic.first_post_id == post.pk and before in (TopicState.VISIBLE, TopicState.HELD):
        topic_transition(topic, to=_TOPIC_OF[to], hand=hand, now=now)
        topic.removed_by = actor
        topic.save(update_fields=["state", "removed_by", "changed_at"])
        _publish_topic(topic, now)
    recount_topic(topic, now=now)
    if post.author_id != actor.pk or to == PostState.HIDDEN:
        act = Act.REMOVE_POST if to == PostState.REMOVED else Act.HIDE_POST
        note_act(actor=actor, act=act, post=post, reason=reason, now=now)
    publish(
        PostHidden(
            topic_id=topic.pk,
            post_id=post.pk,
            author_id=post.author.public_id,
            title=topic.title,
            state=post.state,
            reason=reason.strip(),
            by=actor.public_id,
        ),
        now=now,
    )
    count_place(topic, before=before, after=topic.state)
    if was_shown:
        debit_post(post, by_id=actor.pk, note=reason, now=now)
    return post


def _bring_back(topic: Topic, post: Post, hand: Hand, actor: Member | None, now: datetime) -> None:
    post_transition(post, to=PostState.VISIBLE, hand=hand)
    post.removed_by, post.removed_at = None, None
    post.save(update_fields=_POST)
    before = topic.state
    if topic.first_post_id == post.pk and before in (TopicState.REMOVED, TopicState.HIDDEN):
        topic_transition(topic, to=TopicState.VISIBLE, hand=hand, now=now)
        topic.removed_by = None
        topic.save(update_fields=["state", "removed_by", "changed_at"])
    recount_topic(topic, now=now)
    _show_again(topic, post, before, actor, now)


def wait_again(topic: Topic, post: Post, hand: Hand, now: datetime) -> None:
    """Let a locked post that was removed while it was out of view wait; nothing counts for it."""
    post_transition(post, to=PostState.HELD, hand=hand)
    post.held_for = post.held_for or HeldFor.FIRST_POSTS
    post.removed_by, post.removed_at = None, None
    post.save(update_fields=_POST)
    if topic.first_post_id == post.pk and topic.state == TopicState.REMOVED:
        topic_transition(topic, to=TopicState.HELD, hand=hand, now=now)
        topic.removed_by = None
        topic.save(update_fields=["state", "removed_by", "changed_at"])
    recount_topic(topic, now=now)


def _show_again(topic: Topic, post: Post, before: str, actor: Member | None, now: datetime) -> None:
    """Say that a post is back in view, and count again what went with it; the record comes last."""
    if topic.state != before:
        _publish_topic(topic, now)
    _publish_shown(topic, post, now)
    count_place(topic, before=before, after=topic.state)
    reinstate_post(post, by_id=actor.pk if actor else None, now=now)


def _publish_shown(topic: Topic, post: Post, now: datetime) -> None:
    publish(
        PostShown(
            topic_id=topic.pk,
            post_id=post.pk,
            author_id=post.author.public_id,
            title=topic.title,
        ),
        now=now,
    )


def _publish_topic(topic: Topic, now: datetime) -> None:
    publish(
        TopicChanged(
            topic_id=topic.pk,
            author_id=topic.author.public_id,
            title=topic.title,
            state=topic.state,
        ),
        now=now,
    )
