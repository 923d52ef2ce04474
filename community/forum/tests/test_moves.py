"""Merges and splits taken back, when something happened to the posts meanwhile."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from community.forum.choices import PostState, TopicState
from community.forum.models import Category, Post, Topic
from community.forum.services.merging import merge_topics, undo_merge
from community.forum.services.removing import remove_post, restore_post
from community.forum.tests.world import ask
from marketplace.accounts.models import Member

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
