"""Who hears of a post: each once, by the first reason, and nobody who doesn't want to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from community.forum.choices import Group
from community.forum.choices.reading import Level, Why
from community.forum.models import Category, Mention, Post, Reading, Tag, Told, Topic
from community.forum.services.levels import (
    choose_category_level,
    choose_tag_level,
    choose_topic_level,
)
from community.forum.services.notice_mails import mail_told_posts
from community.forum.services.reading import record_reading
from community.forum.services.telling import tell_of_post
from community.forum.tests.reading_world import (
    ANSWERS_AT,
    HOUR,
    make_category,
    reply_by,
    settle,
    topic_by,
)
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.messaging.services import block_member
from marketplace.notifications.choices import Frequency, NotificationGroup
from marketplace.notifications.models import Notification, OutgoingMail
from marketplace.notifications.services import choose_frequencies
from marketplace.orders.tests.world import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Category:
    return make_category()


@pytest.fixture
def topic(place: Category, seller: Member, now: datetime) -> Topic:
    made = topic_by(seller, place, now=now, tags="logo")
    settle(now)
    return made


def told_of(post: Post) -> dict[str, str]:
    rows = Told.objects.filter(post=post).order_by("pk")
    return dict(rows.values_list("member__username", "why"))


def test_one_notice_for_whom_a_reply_answers_names_quotes_and_who_watches(
    topic: Topic, seller: Member, stranger: Member, now: datetime
) -> None:
    first = topic.first_post
    assert first is not None
    body = f"> [@salma]({reverse('forum:post', args=[first.pk])}):\n> How\n\n@salma this way."
    post = reply_by(stranger, topic, now=now, body=body, to=first)
    settle(now)
    assert told_of(post) == {"salma": Why.ANSWERED}
    kinds = Notification.objects.filter(member=seller).values_list("kind", flat=True)
    assert list(kinds.order_by("pk")) == ["forum.answered"]
    # The consumers woken twice tell nobody twice.
    assert tell_of_post(post_id=post.pk, now=now) == 0
    assert Notification.objects.filter(member=seller).count() == 1


def test_each_hears_by_their_own_reason(
    place: Category, topic: Topic, stranger: Member, member_factory: MakeMember, now: datetime
) -> None:
    watcher, tagger, named, muter = (member_factory() for _ in range(4))
    choose_category_level(member=watcher, category=place, level=Level.WATCHING, now=now)
    tag = Tag.objects.get(slug="logo")
    choose_tag_level(member=tagger, tag=tag, level=Level.WATCHING, now=now)
    choose_topic_level(member=muter, topic=topic, level=Level.MUTED, now=now)
    body = f"@{named.username} and @{muter.username}, look at this."
    post = reply_by(stranger, topic, now=now, body=body)
    settle(now)
    assert told_of(post) == {
        "salma": Why.WATCHED,
        watcher.username: Why.WATCHED,
        tagger.username: Why.WATCHED,
        named.username: Why.MENTIONED,
    }
    begun = topic_by(stranger, place, now=now, title="A question of somebody else")
    settle(now)
    assert begun.first_post is not None
    assert told_of(begun.first_post) == {watcher.username: Why.BEGUN}


def test_who_muted_what_is_nearest_hears_nothing(
    place: Category, topic: Topic, stranger: Member, member_factory: MakeMember, now: datetime
) -> None:
    watcher = member_factory()
    choose_category_level(member=watcher, category=place, level=Level.WATCHING, now=now)
    choose_topic_level(member=watcher, topic=topic, level=Level.NORMAL, now=now)
    post = reply_by(stranger, topic, now=now)
    settle(now)
    assert told_of(post) == {"salma": Why.WATCHED}


def test_quotes_from_other_topics_use_up_the_mentions(
    place: Category,
    topic: Topic,
    stranger: Member,
    member_factory: MakeMember,
    now: datetime,
    settings: Any,
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "forum_newcomer_mentions_per_day": 2}
    writers = [member_factory() for _ in range(4)]
    others = [topic_by(one, place, now=now, title="A matter of their own") for one in writers]
    near = reply_by(writers[3], topic, now=now)
    settle(now)
    posts = [one.first_post_id for one in others[:3]] + [near.pk]
    body = "\n".join(f"> [x]({reverse('forum:post', args=[pk])})\n" for pk in posts)
    post = reply_by(stranger, topic, now=now, body=f"{body}\nLook.")
    again = reply_by(stranger, topic, now=now, body=f"{body}\nLook again.")
    settle(now)
    quoted = {one.username: Why.QUOTED for one in (*writers[:2], writers[3])}
    assert told_of(post) == {"salma": Why.WATCHED, **quoted}
    assert told_of(again) == {"salma": Why.WATCHED, writers[3].username: Why.QUOTED}
    assert Mention.objects.filter(told_at=now).count() == 2


@pytest.mark.parametrize("by_writer", [True, False])
def test_a_block_keeps_both_from_hearing(
    topic: Topic, seller: Member, stranger: Member, now: datetime, *, by_writer: bool
) -> None:
    blocker, blocked = (stranger, seller) if by_writer else (seller, stranger)
    post = reply_by(stranger, topic, now=now)
    block_member(member=blocker, other=blocked, now=now)
    settle(now)
    assert told_of(post) == {}


def test_a_closed_category_tells_only_whom_it_lets_in(
    seller: Member, member_factory: MakeMember, now: datetime, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    manager, other = (member_factory(roles=("community_manager",)) for _ in range(2))
    closed = make_category("club", group=Group.MANAGERS)
    for member in (other, seller):
        choose_category_level(member=member, category=closed, level=Level.WATCHING, now=now)
    made = topic_by(manager, closed, now=now)
    settle(now)
    assert made.first_post is not None
    assert told_of(made.first_post) == {other.username: Why.BEGUN}


def test_replies_of_a_watched_topic_are_one_notice_until_it_is_read(
    topic: Topic, seller: Member, stranger: Member, now: datetime
) -> None:
    for _ in range(3):
        reply_by(stranger, topic, now=now)
    settle(now)
    unread = Notification.objects.filter(member=seller, read_at=None)
    assert unread.count() == 1
    assert Told.objects.filter(member=seller).count() == 3
    record_reading(member=seller, marks={topic.pk: 4}, now=now)
    assert not unread.exists()
    reply_by(stranger, topic, now=now)
    settle(now)
    assert unread.count() == 1


def test_the_number_of_statements_does_not_grow_with_the_hearers(
    place: Category,
    topic: Topic,
    stranger: Member,
    member_factory: MakeMember,
    now: datetime,
    django_assert_num_queries: Any,
) -> None:
    counts = []
    for watchers in (1, 20):
        for _ in range(watchers):
            one = member_factory()
            choose_category_level(member=one, category=place, level=Level.WATCHING, now=now)
        post = reply_by(stranger, topic, now=now)
        with django_assert_num_queries(30, exact=False) as asked:
            tell_of_post(post_id=post.pk, now=now)
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]
    assert Told.objects.filter(post=post).count() == 22


def test_mails_wait_and_are_left_out_when_the_post_was_read(
    topic: Topic, seller: Member, stranger: Member, now: datetime, settings: Any
) -> None:
    settings.INBOUND_MAIL_ADDRESS = ANSWERS_AT
    reply_by(stranger, topic, now=now, body="First this.")
    reply_by(stranger, topic, now=now, body="Then that.")
    settle(now)
    assert mail_told_posts(now=now, limit=10) == 0
    assert mail_told_posts(now=now + HOUR, limit=10) == 1
    assert mail_told_posts(now=now + HOUR, limit=10) == 0
    mail = OutgoingMail.objects.get(message="forum_posts")
    assert (mail.to, mail.language) == (seller.email, "en")
    assert "First this." in mail.text
    assert "Then that." in mail.html
    assert mail.headers["Reply-To"].startswith("forum+")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.headers["References"].startswith(f"<forum-topic-{topic.pk}@")
    reply_by(stranger, topic, now=now)
    settle(now)
    record_reading(member=seller, marks={topic.pk: 9}, now=now)
    assert mail_told_posts(now=now + HOUR, limit=10) == 0


@pytest.mark.parametrize(
    ("frequency", "mails", "waits"),
    [(Frequency.AT_ONCE, 1, False), (Frequency.DAILY, 0, True), (Frequency.OFF, 0, False)],
)
def test_the_preferences_of_the_platform_hold(
    topic: Topic,
    seller: Member,
    stranger: Member,
    now: datetime,
    frequency: Frequency,
    mails: int,
    *,
    waits: bool,
) -> None:
    choose_frequencies(
        member=seller,
        channel="mail",
        frequencies={NotificationGroup.FORUM_WATCHED: frequency},
        now=now,
    )
    reply_by(stranger, topic, now=now)
    settle(now)
    assert mail_told_posts(now=now + HOUR, limit=10) == mails
    notice = Notification.objects.get(member=seller)
    assert (notice.digest_at is not None) == waits


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_everybody_once(member_factory: MakeMember, now: datetime) -> None:
    author, replier = member_factory("salma"), member_factory("replier")
    watchers = [member_factory() for _ in range(6)]
    topic = topic_by(author, make_category(), now=now)
    Reading.objects.bulk_create(
        Reading(member=one, topic=topic, level=Level.WATCHING) for one in watchers
    )
    post = reply_by(replier, topic, now=now)
    results = race(4, lambda _: tell_of_post(post_id=post.pk, now=now))
    assert sum(one for one in results if isinstance(one, int)) == 6
    assert Told.objects.filter(post=post).count() == 6
    assert Notification.objects.filter(kind="forum.watched").count() == 6


@pytest.mark.parametrize("by_writer", [True, False])
def test_a_block_meanwhile_stops_the_mail(
    topic: Topic, seller: Member, stranger: Member, now: datetime, *, by_writer: bool
) -> None:
    reply_by(stranger, topic, now=now)
    settle(now)
    blocker, blocked = (stranger, seller) if by_writer else (seller, stranger)
    block_member(member=blocker, other=blocked, now=now)
    assert mail_told_posts(now=now + HOUR, limit=10) == 0
    assert not OutgoingMail.objects.filter(message="forum_posts").exists()
    assert not Told.objects.exclude(mail_due_at=None).exists()
