"""What happened to a post, and what those who read hear of it."""

from __future__ import annotations

from datetime import datetime

from community.forum.events.reading import MailArrived
from community.forum.events.writing import (
    MemberMentioned,
    ReplyWritten,
    TopicStarted,
)
from community.forum.models import Post
from community.forum.queries.telling import may_see_among, quoted_in
from community.forum.services.drafts import NEW_TOPIC, drop_draft, reply_place
from community.forum.services.inbound import deal_with_mail
from community.forum.services.levels import follow_after_writing
from community.forum.services.settings import begin_settings
from community.forum.services.telling import hearers_of, tell_of_post
from marketplace.core.events import subscribe


def _tell(post_id: int, *, only_named: bool, now: datetime) -> None:
    post = Post.objects.select_related("topic").get(pk=post_id)
    quoted = quoted_in(post)
    hearers = hearers_of(post_id=post_id, quoted=quoted)
    allowed = may_see_among(post.topic.category_id, hearers)
    tell_of_post(post_id=post_id, quoted=quoted, may_see=allowed, only_named=only_named, now=now)


def _has_written(post_id: int, *, now: datetime) -> None:
    """Let the writer follow the topic, and forget the draft that has become a post."""
    post = Post.objects.select_related("author", "topic").get(pk=post_id)
    is_first = post.topic.first_post_id == post.pk
    begin_settings(member=post.author, now=now)
    follow_after_writing(
        member=post.author,
        topic_id=post.topic_id,
        number=post.number,
        is_first=is_first,
        now=now,
    )
    place = NEW_TOPIC if is_first else reply_place(post.topic_id)
    drop_draft(member_id=post.author_id, place=place, until=post.created_at)


@subscribe(TopicStarted, consumer="forum.tell_of_topic")
def tell_of_topic(event: TopicStarted, *, now: datetime) -> None:
    """Tell of a topic those who watch its category or tags, and those whom it names."""
    _tell(event.post_id, only_named=False, now=now)


@subscribe(ReplyWritten, consumer="forum.tell_of_reply")
def tell_of_reply(event: ReplyWritten, *, now: datetime) -> None:
    """Tell of a reply whom it answers, names or quotes, and those who watch."""
    _tell(event.post_id, only_named=False, now=now)


@subscribe(MemberMentioned, consumer="forum.tell_of_mention")
def tell_of_mention(event: MemberMentioned, *, now: datetime) -> None:
    """Tell who is named by a post that was edited; who has heard of it hears nothing."""
    _tell(event.post_id, only_named=True, now=now)


@subscribe(TopicStarted, consumer="forum.follow_own_topic")
def follow_own_topic(event: TopicStarted, *, now: datetime) -> None:
    """Let who began a topic watch it."""
    _has_written(event.post_id, now=now)


@subscribe(ReplyWritten, consumer="forum.follow_after_reply")
def follow_after_reply(event: ReplyWritten, *, now: datetime) -> None:
    """Let who replied follow the topic."""
    _has_written(event.post_id, now=now)


@subscribe(MailArrived, consumer="forum.deal_with_mail", queue="mail")
def deal_with_arrived_mail(event: MailArrived, *, now: datetime) -> None:
    """Post an answer by mail, or say why not."""
    deal_with_mail(mail_id=event.mail_id, now=now)
