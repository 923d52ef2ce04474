"""Marks of what was read, levels, and the lists that come of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.forum.choices import Group
from community.forum.choices.reading import Level
from community.forum.models import Category, ForumSettings, Reading, Tag, Topic
from community.forum.queries.areas import level_of_category
from community.forum.queries.lists import new_page, unread_page
from community.forum.queries.places import places_for
from community.forum.queries.reading import (
    first_unread,
    reading_of_rows,
    reading_state,
    waiting_for,
)
from community.forum.services.levels import (
    choose_category_level,
    choose_tag_level,
    choose_topic_level,
)
from community.forum.services.reading import mark_forum_read, record_reading
from community.forum.tests.reading_world import (
    DAY,
    HOUR,
    make_category,
    reply_by,
    settle,
    topic_by,
)
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.orders.tests.world import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Category:
    return make_category()


Browse = Callable[[Member], Client]


@pytest.fixture
def browse(
    as_member: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, now: datetime
) -> Browse:
    """Return a signed-in browser an hour after what the tests write, of somebody long here."""
    monkeypatch.setattr("marketplace.core.clock.now", lambda: now + HOUR)

    def open_browser(member: Member) -> Client:
        Member.objects.filter(pk=member.pk).update(date_joined=now - 90 * DAY)
        return as_member(member)

    return open_browser


@pytest.fixture
def topic(place: Category, seller: Member, now: datetime) -> Topic:
    return topic_by(seller, place, now=now)


def read(member: Member, topic: Topic, number: int, now: datetime) -> dict[int, int]:
    return record_reading(member=member, marks={topic.pk: number}, now=now)


def test_a_mark_moves_forward_only_and_no_further_than_the_last_post(
    topic: Topic, stranger: Member, now: datetime
) -> None:
    reply_by(stranger, topic, now=now)
    reader = topic.author
    assert read(reader, topic, 1, now) == {topic.pk: 1}
    assert read(reader, topic, 900, now) == {topic.pk: 2}
    assert read(reader, topic, 1, now) == {}
    assert reading_state(reader, topic.pk).last_read == 2
    assert reading_state(None, topic.pk).last_read == 0


def test_nobody_marks_what_lies_in_a_closed_category(
    stranger: Member, member_factory: MakeMember, now: datetime, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    manager = member_factory("noor", roles=("community_manager",))
    closed = make_category("club", group=Group.MANAGERS)
    hidden = topic_by(manager, closed, now=now)
    assert read(stranger, hidden, 1, now) == {}
    assert not Reading.objects.filter(member=stranger).exists()


def test_the_first_unread_post_is_found(topic: Topic, stranger: Member, now: datetime) -> None:
    posts = [reply_by(stranger, topic, now=now) for _ in range(3)]
    read(topic.author, topic, 2, now)
    found = first_unread(topic.author, topic.pk)
    assert found == posts[1]
    read(topic.author, topic, 4, now)
    assert first_unread(topic.author, topic.pk) == posts[2]


def test_levels_hold_in_their_order(stranger: Member, seller: Member, now: datetime) -> None:
    above = make_category("above")
    below = make_category("below", parent=above)
    found = topic_by(seller, below, now=now, tags="logo")
    tag = Tag.objects.get(slug="logo")

    def level() -> str:
        return reading_state(stranger, found.pk).level

    assert level() == "normal"
    choose_category_level(member=stranger, category=above, level=Level.WATCHING, now=now)
    assert level() == "watching"
    assert level_of_category(stranger, below) == Level.WATCHING
    choose_category_level(member=stranger, category=below, level=Level.MUTED, now=now)
    assert level() == "muted"
    choose_tag_level(member=stranger, tag=tag, level=Level.TRACKING, now=now)
    assert level() == "tracking"
    choose_topic_level(member=stranger, topic=found, level=Level.NORMAL, now=now)
    assert level() == "normal"


def test_writing_follows_and_a_choice_of_ones_own_stays(
    topic: Topic, stranger: Member, now: datetime
) -> None:
    settle(now)
    assert reading_state(topic.author, topic.pk).level == "watching"
    reply_by(stranger, topic, now=now)
    settle(now)
    state = reading_state(stranger, topic.pk)
    assert (state.level, state.last_read) == ("tracking", 2)
    choose_topic_level(member=stranger, topic=topic, level=Level.MUTED, now=now)
    reply_by(stranger, topic, now=now)
    settle(now)
    assert reading_state(stranger, topic.pk).level == "muted"
    assert ForumSettings.objects.filter(member=stranger, digest="weekly").exists()


def test_unread_and_new_are_listed_and_counted(
    place: Category, topic: Topic, seller: Member, stranger: Member, now: datetime
) -> None:
    settle(now)
    seller.date_joined = now - 90 * DAY
    ForumSettings.objects.update(new_since=seller.date_joined)
    other = topic_by(stranger, place, now=now + HOUR, title="Another question here")
    settle(now + HOUR)
    reply_by(stranger, topic, now=now + HOUR)
    settle(now + HOUR)
    later = now + 2 * HOUR
    places = places_for(seller)
    unread = unread_page(seller, places, within=(), number=1, now=later)
    new = new_page(seller, places, within=(), number=1, now=later)
    assert [row.id for row in unread.rows] == [topic.pk]
    assert unread.reading[topic.pk].unread == 1
    assert [row.id for row in new.rows] == [other.pk]
    waiting = waiting_for(seller, categories=places.seen, now=later)
    assert (waiting.unread, waiting.new) == (1, 1)
    assert new_page(seller, places, within=(), number=1, now=now + 40 * DAY).rows == []
    choose_topic_level(member=seller, topic=other, level=Level.MUTED, now=later)
    assert new_page(seller, places, within=(), number=1, now=later).rows == []
    rows = reading_of_rows(seller, [topic.pk, other.pk], now=later)
    assert (rows[topic.pk].shows_unread, rows[other.pk].level) == (True, "muted")


@pytest.mark.parametrize("within", [True, False])
def test_all_counts_as_read_of_one_category_or_of_all(
    place: Category, topic: Topic, stranger: Member, seller: Member, now: datetime, *, within: bool
) -> None:
    settle(now)
    topic_by(stranger, place, now=now, title="Another question here")
    reply_by(stranger, topic, now=now)
    settle(now)
    ids = frozenset({place.pk}) if within else frozenset()
    moved = mark_forum_read(member=seller, category_ids=ids, since=now - DAY, now=now + HOUR)
    assert moved == (2 if within else 1)
    waiting = waiting_for(seller, categories=[place.pk], now=now + HOUR)
    assert (waiting.unread, waiting.new) == (0, 0)


@pytest.mark.parametrize("name", ["forum:unread", "forum:new"])
def test_lists_ask_as_often_for_one_topic_as_for_three(
    name: str,
    place: Category,
    seller: Member,
    stranger: Member,
    now: datetime,
    *,
    browse: Browse,
    django_assert_num_queries: Any,
) -> None:
    browser = browse(stranger)
    counts: list[int] = []
    for count in (1, 3):
        while Topic.objects.count() < count:
            made = topic_by(seller, place, now=now, title=f"A question of number {count}")
            if name == "forum:unread":
                choose_topic_level(member=stranger, topic=made, level=Level.WATCHING, now=now)
        browser.get(reverse(name))
        with django_assert_num_queries(8 if not counts else counts[0], exact=False) as asked:
            page = browser.get(reverse(name))
        assert page.content.decode().count("A question of") >= count
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]


def test_marks_come_by_script_and_by_picture(
    topic: Topic, stranger: Member, now: datetime, as_member: Callable[..., Client]
) -> None:
    reply_by(topic.author, topic, now=now)
    browser = as_member(stranger)
    sent = browser.post(reverse("forum:mark_read"), {"marks": f"{topic.pk}:1 999999:4"})
    assert sent.status_code == 204
    assert reading_state(stranger, topic.pk).last_read == 1
    assert browser.post(reverse("forum:mark_read"), {"marks": "x"}).status_code == 422
    picture = reverse("forum:seen", args=[topic.pk, 2])
    browser.get(picture, HTTP_SEC_FETCH_SITE="cross-site")
    assert reading_state(stranger, topic.pk).last_read == 1
    shown = browser.get(picture, HTTP_SEC_FETCH_SITE="same-origin")
    assert shown["Content-Type"] == "image/gif"
    assert reading_state(stranger, topic.pk).last_read == 2
    assert Client().get(picture).status_code == 200


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_marks_of_many_windows_never_fall_back(member_factory: MakeMember, now: datetime) -> None:
    author, reader = member_factory("author"), member_factory("reader")
    topic = topic_by(author, make_category(), now=now)
    for _ in range(7):
        reply_by(author, topic, now=now)
    order = [3, 8, 1, 6, 2, 7, 4, 5]
    race(8, lambda n: read(reader, topic, order[n], now))
    assert Reading.objects.get(member=reader, topic=topic).last_read_number == 8

    # Control: who reads the mark first and writes it then, loses the higher one.
    Reading.objects.filter(member=reader).update(last_read_number=0)
    both_have_read = Barrier(2)

    def without_the_statement(n: int) -> None:
        row = Reading.objects.get(member=reader, topic=topic)
        both_have_read.wait(timeout=30)
        number = (8, 3)[n]
        if number > row.last_read_number:
            if n:
                slower.wait(timeout=30)
            Reading.objects.filter(pk=row.pk).update(last_read_number=number)
            if not n:
                slower.wait(timeout=30)

    slower = Barrier(2)
    race(2, without_the_statement)
    assert Reading.objects.get(member=reader, topic=topic).last_read_number == 3


def test_the_menu_of_levels_speaks_each_readers_language(
    place: Category, stranger: Member, as_member: Callable[..., Client]
) -> None:
    """An imported template is run once: words that stand outside its macros stay as they were."""
    browser = as_member(stranger)
    pages = [
        browser.get(f"{prefix}/forum/levels/category/{place.slug}/", HTTP_HX_REQUEST="true")
        for prefix in ("", "/en", "")
    ]
    assert ["Watching" in page.content.decode() for page in pages] == [False, True, False]


def test_numbers_that_no_column_holds_are_no_fault(
    topic: Topic, stranger: Member, as_member: Callable[..., Client]
) -> None:
    browser, huge = as_member(stranger), int("9" * 30)
    assert browser.get(reverse("forum:seen", args=[topic.pk, huge])).status_code == 200
    assert stranger.forum_readings.get().last_read_number == 1
    assert browser.get(reverse("forum:seen", args=[huge, 1])).status_code == 200
    assert browser.get(reverse("forum:unread"), {"page": "9" * 5_000}).status_code == 200
