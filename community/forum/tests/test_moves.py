"""Merges and splits taken back, when something happened to the posts meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from community.forum.choices import PostState, TopicState
from community.forum.choices.reading import Level
from community.forum.models import Category, ModerationAct, Post, Reading, Topic
from community.forum.queries.places import places_for
from community.forum.queries.topics import Narrowed, Tab, topics_in
from community.forum.services.levels import choose_topic_level
from community.forum.services.merging import merge_topics, split_topic, undo_merge
from community.forum.services.moderating import move_topic
from community.forum.services.removing import remove_post, restore_post
from community.forum.services.solving import choose_solution
from community.forum.services.undoing import undo_act
from community.forum.tests import world
from community.forum.tests.test_writing import counted
from community.forum.tests.world import DAY, answer, ask
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token

pytestmark = pytest.mark.django_db


def state_of(topic: Topic) -> str:
    return Topic.objects.get(pk=topic.pk).state


def test_a_topic_whose_first_post_went_meanwhile_stays_out_of_view(
    topic: Topic, web: Category, helper: Member, manager: Member, client: Client, now: datetime
) -> None:
    other = ask(helper, web, now=now, title="Another question of mine", body="Of mine.")
    count = Category.objects.get(pk=web.pk).topic_count
    first = topic.first_post
    assert first is not None
    merge = merge_topics(
        source_id=topic.pk, target_id=other.pk, actor=manager, reason="the same", now=now
    )
    remove_post(post_id=first.pk, actor=manager, reason="spam", now=now)
    undo_merge(merge_id=merge.pk, actor=manager, now=now)
    assert state_of(topic) == TopicState.REMOVED
    assert Category.objects.get(pk=web.pk).topic_count == count - 1
    feed = client.get(reverse("forum:feed_latest", args=["atom"])).content.decode()
    assert first.text not in feed
    restore_post(post_id=first.pk, actor=manager, now=now)
    assert (state_of(topic), Post.objects.get(pk=first.pk).state) == (
        TopicState.VISIBLE,
        PostState.VISIBLE,
    )
    assert Category.objects.get(pk=web.pk).topic_count == count


def test_the_log_says_which_of_two_splits_was_taken_back(
    topic: Topic, web: Category, helper: Member, manager: Member, now: datetime
) -> None:
    for number in range(2):
        post = answer(helper, topic, now=now)
        split_topic(
            topic_id=topic.pk,
            post_ids=[post.pk],
            title=f"A matter of its own, {number}",
            category_id=web.pk,
            actor=manager,
            reason="of its own",
            now=now,
        )
    first, second = ModerationAct.objects.filter(act="split_topic").order_by("pk")
    undo_act(act_id=first.pk, actor=manager, now=now)
    undone = ModerationAct.objects.get(act="unsplit_topic")
    assert undone.undoes == first
    undo_act(act_id=second.pk, actor=manager, now=now)
    assert ModerationAct.objects.filter(act="unsplit_topic").count() == 2


def test_what_begins_a_topic_is_no_solution_until_it_goes_back(
    topic: Topic, web: Category, asker: Member, helper: Member, manager: Member, now: datetime
) -> None:
    post = answer(helper, topic, now=now)
    choose_solution(post_id=post.pk, member=asker, now=now)
    split = split_topic(
        topic_id=topic.pk,
        post_ids=[post.pk],
        title="A matter of its own",
        category_id=web.pk,
        actor=manager,
        reason="of its own",
        now=now + DAY,
    )
    post.refresh_from_db()
    assert (post.is_solution, split.target.solved_at) == (False, None)
    assert Topic.objects.get(pk=topic.pk).solved_at is None
    assert counted(helper) == {"reply": 1}
    undo_merge(merge_id=split.pk, actor=manager, now=now + DAY)
    post.refresh_from_db()
    assert (post.is_solution, Topic.objects.get(pk=topic.pk).solved_at) == (True, now)
    assert counted(helper) == {"reply": 1, "solution": 1}


def test_a_topic_is_solved_only_where_there_are_questions(
    topic: Topic, web: Category, asker: Member, helper: Member, manager: Member, now: datetime
) -> None:
    hall = world.category("hall", now=now, kind="discussion")
    post = answer(helper, topic, now=now)
    choose_solution(post_id=post.pk, member=asker, now=now)
    solved = topics_in(places_for(None), Narrowed(tab=Tab.SOLVED))
    move_topic(topic_id=topic.pk, actor=manager, category_id=hall.pk, now=now)
    assert not solved.exists()
    answer(helper, topic, now=now)
    move_topic(topic_id=topic.pk, actor=manager, category_id=web.pk, now=now)
    assert solved.get().solved_at == now
    assert counted(helper)["solution"] == 1


def test_what_was_being_written_in_a_merged_topic_is_said_in_the_other(
    topic: Topic,
    helper: Member,
    reader: Member,
    manager: Member,
    as_member: Callable[..., Client],
    now: datetime,
) -> None:
    where = topic.category
    other = ask(helper, where, now=now, title="Another question of mine", body="Of mine.")
    post = answer(helper, topic, now=now)
    merge_topics(source_id=topic.pk, target_id=other.pk, actor=manager, reason="the same", now=now)
    sent = {"body": "Written while it was merged.", "reply_to": post.pk}
    shown = as_member(reader).post(reverse("forum:reply", args=[topic.pk]), sent)
    assert shown.status_code == 302
    said = Post.objects.get(author=reader)
    assert (said.topic, said.reply_to) == (other, post)
    key = create_token(member=reader, name="x", scopes=["forum:write"], now=now).key
    program = Client(headers={"Authorization": f"Bearer {key}"})
    path = f"/api/v1/forum/topics/{topic.pk}/reply/"
    made = program.post(path, {"body": "By a program."}, content_type="application/json")
    assert (made.status_code, made.json()["topic"]) == (201, other.pk)


def test_what_began_a_merged_topic_can_begin_one_again(
    topic: Topic, web: Category, helper: Member, manager: Member, now: datetime
) -> None:
    other = ask(helper, web, now=now, title="Another question of mine", body="Of mine.")
    first = topic.first_post
    assert first is not None
    merge = merge_topics(
        source_id=topic.pk, target_id=other.pk, actor=manager, reason="the same", now=now
    )
    title = "How is a box centred?"
    apart = split_topic(
        topic_id=other.pk,
        post_ids=[first.pk],
        title=title,
        category_id=web.pk,
        actor=manager,
        reason="not the same",
        now=now,
    )
    assert Topic.objects.get(title=title).first_post == first
    undo_merge(merge_id=apart.pk, actor=manager, now=now)
    undo_merge(merge_id=merge.pk, actor=manager, now=now)
    again = Topic.objects.get(pk=topic.pk)
    assert (again.first_post, again.state) == (first, TopicState.VISIBLE)
    assert Post.objects.get(pk=first.pk).number == 1


def test_who_follows_a_topic_follows_where_its_posts_are(
    topic: Topic, helper: Member, reader: Member, manager: Member, now: datetime
) -> None:
    asker, web = topic.author, topic.category
    other = ask(helper, web, now=now, title="Another question of mine", body="Of mine.")
    post = answer(helper, other, now=now)
    for member, level in ((asker, Level.WATCHING), (reader, Level.MUTED)):
        choose_topic_level(member=member, topic=topic, level=level, now=now)
    merge_topics(source_id=topic.pk, target_id=other.pk, actor=manager, reason="the same", now=now)
    levels = Reading.objects.filter(topic=other).values_list("member__username", "level")
    assert dict(levels) == {asker.username: Level.WATCHING}
    apart = split_topic(
        topic_id=other.pk,
        post_ids=[post.pk],
        title="How is a box centred?",
        category_id=web.pk,
        actor=manager,
        reason="another one",
        now=now,
    )
    levels = Reading.objects.filter(topic=apart.target).values_list("member__username", "level")
    assert dict(levels) == {helper.username: Level.WATCHING}


def test_the_feed_of_a_merged_topic_is_the_others(
    topic: Topic, helper: Member, manager: Member, client: Client, now: datetime
) -> None:
    other = ask(helper, topic.category, now=now, title="Another question of mine", body="Of mine.")
    old = reverse("forum:feed_topic", args=["rss", topic.pk])
    merge_topics(source_id=topic.pk, target_id=other.pk, actor=manager, reason="the same", now=now)
    led = client.get(old)
    assert (led.status_code, led.headers["Location"]) == (
        301,
        reverse("forum:feed_topic", args=["rss", other.pk]),
    )
