"""Topics are started and replies written: once for each form, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from community.forum.choices import TOKEN_LENGTH, EditReason, HeldFor, PostState, TopicState
from community.forum.errors.writing import (
    BlockedByAuthor,
    MayNotReply,
    MayNotStart,
    ReplyElsewhere,
    TopicTakesNoReplies,
)
from community.forum.events.writing import PostHeld, ReplyWritten, TopicStarted
from community.forum.models import Post, PostVersion, Topic
from community.forum.queries.places import Place, Places, places_for
from community.forum.services.contributing import credit_post
from community.forum.services.counting import count_place, keep_tags
from community.forum.services.limits import check_posts, check_topics
from community.forum.services.mentioning import keep_mentions
from community.forum.services.polling import PollDraft, add_poll, check_poll
from community.forum.services.states import lock_topic
from community.forum.services.texts import (
    Written,
    clean_title,
    language_of,
    read_tags,
    reason_to_hold,
    write_text,
)
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.slugs import unicode_slug
from marketplace.messaging.queries import blocks_among


@dataclass(frozen=True, kw_only=True)
class PostDraft:
    """What a post is made of: its text, why it is held, its form's token, whom it answers."""

    written: Written
    token: str
    held_for: HeldFor = HeldFor.NOTHING
    answered: Post | None = None


@dataclass(frozen=True, kw_only=True)
class TopicDraft:
    """What a form says of a new topic, checked."""

    title: str
    written: Written
    tags: list[str]
    poll: PollDraft | None
    token: str


def start_topic(
    *,
    author: Member,
    category_id: int,
    title: str,
    body: str,
    tags: str = "",
    poll: PollDraft | None = None,
    token: str = "",
    now: datetime,
) -> Topic:
    """Start a topic; the same author and `token` again give the first one.

    A newcomer's may be held until a moderator has looked. Raises NotFound, MayNotStart, TooSoon,
    TitleTooShort, PostEmpty, PostTooLong, PostTooTangled, TooManyTags, TagUnreadable, and what a
    poll refuses.
    """
    known = post_written_with(author, token)
    if known is not None:
        return known.topic
    draft = TopicDraft(
        title=clean_title(title),
        written=write_text(body),
        tags=read_tags(tags),
        poll=check_poll(poll, now=now) if poll else None,
        token=token,
    )
    post = _once(author, token, lambda: _start(author, category_id, draft, now))
    return post.topic


def write_reply(
    *,
    topic_id: int,
    author: Member,
    body: str,
    reply_to_id: int | None = None,
    token: str = "",
    now: datetime,
) -> Post:
    """Reply to a topic; the same author and `token` again give the first reply.

    Locks the topic. Raises NotFound, MayNotReply, TopicTakesNoReplies, BlockedByAuthor,
    ReplyElsewhere, TooSoon, PostEmpty, PostTooLong, PostTooTangled.
    """
    known = post_written_with(author, token)
    if known is not None:
        return known
    written = write_text(body)
    return _once(author, token, lambda: _reply(topic_id, author, written, reply_to_id, token, now))


def post_written_with(author: Member, token: str) -> Post | None:
    """Return the post that this form has made already."""
    if not token:
        return None
    rows = Post.objects.select_related("topic").filter(author=author, token=token[:TOKEN_LENGTH])
    return rows.first()


def _once(author: Member, token: str, write: Callable[[], Post]) -> Post:
    """Write, or return what the same form wrote a moment before."""
    try:
        return write()
    except IntegrityError:
        known = post_written_with(author, token)
        if known is None:
            raise
        return known


@transaction.atomic
def _start(author: Member, category_id: int, draft: TopicDraft, now: datetime) -> Post:
    places = places_for(author)
    place = places.by_id.get(category_id)

    if place is None:
        raise NotFound
    if not places.may_start(category_id):
        raise MayNotStart(field="category")
    check_topics(places.reader, now=now)
    check_posts(places.reader, now=now)

    held_for = reason_to_hold(places.reader, draft.written)
    topic = _make_topic(author, place, draft, held_for, now)
    said = PostDraft(written=draft.written, token=draft.token, held_for=held_for)
    post = _make_post(topic, author, said, now)
    keep_tags(draft.tags, now=now)
    if draft.poll:
        add_poll(topic, draft.poll, now=now)
    topic.first_post, topic.last_post, topic.last_number = post, post, 1
    topic.save(update_fields=["first_post", "last_post", "last_number"])

    if held_for:
        return _hold(post, author, now)
    announce_post(post, topic, places=places, area=place.slug, written=draft.written, now=now)
    return post


def _make_topic(
    author: Member, place: Place, draft: TopicDraft, held_for: HeldFor, now: datetime
) -> Topic:
    return Topic.objects.create(
        category_id=place.id,
        author=author,
        title=draft.title,
        slug=unicode_slug(draft.title, fallback="topic"),
        language=language_of(f"{draft.title} {draft.written.source}", otherwise=author.language),
        tags=draft.tags,
        state=TopicState.HELD if held_for else TopicState.VISIBLE,
        is_question=place.is_questions,
        has_poll=draft.poll is not None,
        last_author=author,
        last_post_at=now,
        asker_spoke_at=now,
        created_at=now,
        changed_at=now,
    )


@transaction.atomic
def _reply(
    topic_id: int,
    author: Member,
    written: Written,
    reply_to_id: int | None,
    token: str,
    now: datetime,
) -> Post:
    topic = lock_topic(topic_id)
    places = places_for(author)

    _refuse_reply(topic, places)
    answered = _answered(topic, author, reply_to_id)
    check_posts(places.reader, now=now)

    held_for = reason_to_hold(places.reader, written)
    said = PostDraft(written=written, token=token, held_for=held_for, answered=answered)
    post = _make_post(topic, author, said, now)
    topic.last_number = post.number
    if not held_for:
        show_reply(topic, post)
    topic.save()

    if held_for:
        return _hold(post, author, now)
    area = places.by_id[topic.category_id].slug
    announce_post(post, topic, places=places, area=area, written=written, now=now)
    return post


def _refuse_reply(topic: Topic, places: Places) -> None:
    if topic.category_id not in places.by_id:
        raise NotFound
    if topic.state != TopicState.VISIBLE and not places.reader.is_staff:
        raise NotFound
    if not topic.is_open:
        raise TopicTakesNoReplies
    if not places.may_reply(topic.category_id):
        raise MayNotReply


def _answered(topic: Topic, author: Member, reply_to_id: int | None) -> Post | None:
    if reply_to_id is None:
        return None
    rows = Post.objects.select_related("author")
    found = rows.filter(pk=reply_to_id, topic=topic, state=PostState.VISIBLE).first()
    if found is None:
        raise ReplyElsewhere
    if found.author_id != author.pk and blocks_among([author, found.author]):
        raise BlockedByAuthor
    return found


def show_reply(topic: Topic, post: Post) -> None:
    """Let a topic's columns say that it has another reply in view; the caller saves them."""
    topic.reply_count += 1
    topic.last_post, topic.last_author, topic.last_post_at = post, post.author, post.created_at
    if post.author_id == topic.author_id:
        topic.asker_spoke_at = post.created_at


def _make_post(topic: Topic, author: Member, said: PostDraft, now: datetime) -> Post:
    written = said.written
    post = Post.objects.create(
        topic=topic,
        number=topic.last_number + 1,
        author=author,
        reply_to=said.answered,
        source=written.source,
        html=written.rendered.html,
        text=written.rendered.text,
        renderer_version=written.rendered.version,
        language=language_of(written.rendered.text, otherwise=topic.language),
        state=PostState.HELD if said.held_for else PostState.VISIBLE,
        held_for=said.held_for,
        created_at=now,
        token=said.token[:TOKEN_LENGTH],
    )
    PostVersion.objects.create(
        post=post,
        number=1,
        title=topic.title if post.number == 1 else "",
        source=written.source,
        why=EditReason.WRITTEN,
        editor=author,
        written_at=now,
    )
    return post


def _hold(post: Post, author: Member, now: datetime) -> Post:
    publish(
        PostHeld(
            topic_id=post.topic_id,
            post_id=post.pk,
            author_id=author.public_id,
            held_for=post.held_for,
        ),
        now=now,
    )
    return post


def announce_post(
    post: Post, topic: Topic, *, places: Places, area: str, written: Written, now: datetime
) -> None:
    """Say that a post is in view for the first time, count it, and record it, in this order."""
    keep_mentions(post, topic, written.named, reader=places.reader, places=places, now=now)
    author = post.author
    if topic.first_post_id == post.pk:
        fact: TopicStarted | ReplyWritten = TopicStarted(
            topic_id=topic.pk,
            post_id=post.pk,
            author_id=author.public_id,
            title=topic.title,
            category=area,
        )
    else:
        fact = ReplyWritten(
            topic_id=topic.pk,
            post_id=post.pk,
            author_id=author.public_id,
            author_name=author.display_name,
            asker_id=topic.author.public_id,
            title=topic.title,
            category=area,
        )
    publish(fact, now=now)
    if topic.first_post_id == post.pk:
        count_place(topic, before="", after=topic.state)
    credit_post(post, topic, area=area, now=now)
