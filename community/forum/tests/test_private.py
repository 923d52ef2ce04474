"""What lies in a closed category, or out of view, is told to nobody by a side door."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.forum.choices import Group
from community.forum.choices.reading import Level
from community.forum.models import Category, Tag, Topic
from community.forum.queries.drafts import draft_page
from community.forum.queries.topics import busiest_tags
from community.forum.receivers import writing
from community.forum.services.bookmarks import bookmark_post, remind_of_bookmarks
from community.forum.services.categories import CategoryDraft, change_category
from community.forum.services.drafts import reply_place, save_draft
from community.forum.services.levels import choose_topic_level
from community.forum.services.merging import merge_topics
from community.forum.services.moderating import move_topic
from community.forum.services.notice_mails import mail_told_posts
from community.forum.services.solving import choose_solution
from community.forum.tests.reading_world import (
    HOUR,
    make_category,
    reply_by,
    settle,
    topic_by,
)
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.notifications.choices import Frequency, NotificationGroup
from marketplace.notifications.models import Notification, OutgoingMail
from marketplace.notifications.services import choose_frequencies
from marketplace.search.models import Entry

pytestmark = pytest.mark.django_db
SECRET = "The plan that nobody may know"


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def manager(member_factory: MakeMember) -> Member:
    return member_factory("noor", roles=("community_manager",), language="en")


@pytest.fixture
def place() -> Category:
    return make_category()


@pytest.fixture
def closed() -> Category:
    return make_category("closed", group=Group.MANAGERS)


@pytest.fixture
def secret(closed: Category, manager: Member, now: datetime) -> Topic:
    made = topic_by(manager, closed, now=now, title=SECRET, tags="plan")
    settle(now)
    return made


def test_a_draft_names_no_topic_that_its_writer_may_not_see(
    secret: Topic, stranger: Member, now: datetime
) -> None:
    first = secret.first_post_id
    for place in (reply_place(secret.pk), f"edit-{first}"):
        save_draft(
            member=stranger, place=place, fields={"body": "x"}, revision=0, device="", now=now
        )
    _page, lines = draft_page(stranger, number="1")
    assert len(lines) == 2
    assert not any(SECRET in line.title or "plan" in line.url for line in lines)


def test_a_merged_topic_leads_nobody_to_a_closed_one(
    secret: Topic, place: Category, manager: Member, seller: Member, client: Client, now: datetime
) -> None:
    topic = topic_by(seller, place, now=now)
    merge_topics(source_id=topic.pk, target_id=secret.pk, actor=manager, reason="same", now=now)
    shown = client.get(reverse("forum:topic", args=[topic.pk, topic.slug]))
    assert shown.status_code == 404
    client.force_login(manager)
    shown = client.get(reverse("forum:topic", args=[topic.pk, topic.slug]))
    assert shown["Location"].endswith(secret.get_absolute_url())


def test_a_topic_that_was_closed_meanwhile_is_mailed_and_reminded_of_no_more(
    place: Category,
    closed: Category,
    manager: Member,
    seller: Member,
    stranger: Member,
    now: datetime,
) -> None:
    topic = topic_by(seller, place, now=now)
    choose_topic_level(member=stranger, topic=topic, level=Level.WATCHING, now=now)
    choose_frequencies(
        member=stranger,
        channel="mail",
        frequencies={NotificationGroup.FORUM_WATCHED: Frequency.AT_ONCE},
        now=now,
    )
    post = reply_by(seller, topic, now=now)
    settle(now)
    bookmark_post(member=stranger, post=post, due_at=now + HOUR, now=now)
    move_topic(topic_id=topic.pk, actor=manager, category_id=closed.pk, reason="x", now=now)
    mail_told_posts(now=now + timedelta(days=1), limit=50)
    assert not OutgoingMail.objects.filter(message="forum_posts", member=stranger).exists()
    remind_of_bookmarks(now=now + timedelta(days=1), limit=50)
    assert not Notification.objects.filter(member=stranger, kind="forum.reminder").exists()


def test_a_category_that_closes_takes_its_topics_out_of_the_index(
    place: Category,
    manager: Member,
    seller: Member,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing, "AT_ONCE", 1)
    below = make_category("below", parent=place)
    topics = [topic_by(seller, where, now=now).pk for where in (place, below)]
    settle(now)
    assert Entry.objects.filter(kind="topic", ref__in=topics).count() == 2
    names = {f"name_{code}": "help" for code in ("ar", "en", "he", "ur")}
    draft = CategoryDraft(
        slug=place.slug, kind=place.kind, texts=names, permissions=frozenset({("managers", "see")})
    )
    change_category(category_id=place.pk, actor=manager, draft=draft, now=now)
    settle(now)
    assert not Entry.objects.filter(kind="topic", ref__in=topics).exists()


def test_topics_follow_the_kind_of_their_category(
    place: Category,
    manager: Member,
    seller: Member,
    stranger: Member,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a discussion nothing is solved; what was chosen counts again once it is for questions."""
    monkeypatch.setattr(writing, "AT_ONCE", 1)
    topics = [topic_by(seller, place, now=now) for _number in range(2)]
    chosen = reply_by(stranger, topics[0], now=now)
    choose_solution(post_id=chosen.pk, member=seller, now=now)
    names = {f"name_{code}": "help" for code in ("ar", "en", "he", "ur")}
    every = frozenset({("everyone", "see")})
    seen, later = [], now + timedelta(days=1)
    for kind in ("discussion", "questions"):
        draft = CategoryDraft(slug=place.slug, kind=kind, texts=names, permissions=every)
        change_category(category_id=place.pk, actor=manager, draft=draft, now=later)
        settle(later)
        rows = Topic.objects.filter(category=place).order_by("pk")
        seen.append(list(rows.values_list("is_question", "solved_at")))
    assert seen == [[(False, None)] * 2, [(True, now), (True, None)]]


def test_tags_of_closed_categories_alone_are_not_listed(
    secret: Topic, place: Category, seller: Member, client: Client, now: datetime
) -> None:
    assert secret.tags == ["plan"]
    topic_by(seller, place, now=now, tags="logo")
    assert busiest_tags() == [("logo", 1)]
    Topic.objects.filter(pk=secret.pk).update(tags=["plan", "logo"])
    Tag.objects.filter(slug="logo").update(topic_count=2)
    assert busiest_tags() == [("logo", 1)], "what is closed isn't counted either"
    assert "#plan" not in client.get(reverse("forum:tags")).content.decode()


def test_a_program_reads_no_title_that_was_closed_meanwhile(
    secret: Topic, manager: Member, stranger: Member, now: datetime
) -> None:
    assert secret.first_post is not None
    bookmark_post(member=stranger, post=secret.first_post, now=now)
    bookmark_post(member=manager, post=secret.first_post, now=now)
    for member, count in ((stranger, 0), (manager, 1)):
        made = create_token(member=member, name="test", scopes=["forum:read"], now=clock.now())
        browser = Client(headers={"Authorization": f"Bearer {made.key}"})
        assert len(browser.get("/api/v1/forum/bookmarks/").json()["results"]) == count
