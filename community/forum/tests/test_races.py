"""Many at once on real connections, and the race with the lock off."""

from __future__ import annotations

from datetime import datetime
from threading import Barrier
from typing import Any

import pytest

from community.forum.models import Like, Post, Topic
from community.forum.services import liking
from community.forum.services.liking import like_post, unlike_post
from community.forum.tests import world
from community.forum.tests.world import answer
from community.reputation.models import Contribution, Tally
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.orders.tests.world import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def a_post(member_factory: MakeMember, now: datetime) -> tuple[Topic, Post]:
    web = world.category("web", now=now)
    topic = world.ask(member_factory("asker"), web, now=now)
    return topic, answer(member_factory("helper"), topic, now=now)


def likes_of(post: Post) -> tuple[int, int, int]:
    """Return what the post counts, what its topic counts, and what the record counts."""
    topic = Topic.objects.get(pk=post.topic_id)
    tally = sum(Tally.objects.filter(kind="like").values_list("count", flat=True))
    return Post.objects.get(pk=post.pk).like_count, topic.like_count, tally


def test_many_presses_of_one_member_are_one_like(member_factory: MakeMember, now: datetime) -> None:
    _topic, post = a_post(member_factory, now)
    fan = member_factory("fan")
    results = race(6, lambda _n: like_post(post_id=post.pk, member=fan, now=now))
    assert [type(one) for one in results] == [Post] * 6
    assert likes_of(post) == (1, 1, 1)
    assert Contribution.objects.filter(kind="like").count() == 1
    race(6, lambda _n: unlike_post(post_id=post.pk, member=fan, now=now))
    assert likes_of(post) == (0, 0, 0)
    assert Like.objects.get().times == 1


def test_control_without_the_lock_a_like_is_lost(
    member_factory: MakeMember, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each adds one to what both have read: exactly what the lock prevents."""
    _topic, post = a_post(member_factory, now)
    fans = [member_factory(f"fan{number}") for number in range(2)]
    both_have_read = Barrier(2)

    def read_unlocked(post_id: int) -> tuple[Topic, Post]:
        row = Post.objects.select_related("topic__author", "author").get(pk=post_id)
        both_have_read.wait(timeout=30)
        return row.topic, row

    monkeypatch.setattr(liking, "lock_post", read_unlocked)
    race(2, lambda n: like_post(post_id=post.pk, member=fans[n], now=now))
    assert Like.objects.count() == 2
    assert Post.objects.get(pk=post.pk).like_count == 1


def test_replies_at_once_get_numbers_of_their_own(
    member_factory: MakeMember, now: datetime
) -> None:
    topic, _post = a_post(member_factory, now)
    people: list[Member] = [member_factory() for _number in range(4)]
    results = race(4, lambda n: answer(people[n], topic, now=now))
    assert sorted(one.number for one in results if isinstance(one, Post)) == [3, 4, 5, 6]
    found = Topic.objects.get(pk=topic.pk)
    assert (found.reply_count, found.last_number) == (5, 6)


def test_one_form_sent_twice_at_once_is_one_reply(
    member_factory: MakeMember, now: datetime
) -> None:
    topic, _post = a_post(member_factory, now)
    writer = member_factory("writer")
    results = race(4, lambda _n: answer(writer, topic, now=now, token="same"))
    assert len({one.pk for one in results if isinstance(one, Post)}) == 1
    assert Post.objects.filter(author=writer).count() == 1
    assert Topic.objects.get(pk=topic.pk).reply_count == 2


def test_a_newcomers_replies_in_many_topics_at_once_keep_to_the_limit(
    member_factory: MakeMember, now: datetime, settings: Any
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "forum_newcomer_posts_per_hour": 2}
    web, asker = world.category("web", now=now), member_factory("asker")
    world.stands(asker, 4, now=now)
    topics = [world.ask(asker, web, now=now, title=f"A question of mine, {n}") for n in range(6)]
    writer = member_factory("writer")
    results = race(6, lambda n: answer(writer, topics[n], now=now))
    assert sum(isinstance(one, Post) for one in results) == 2
    assert Post.objects.filter(author=writer).count() == 2
