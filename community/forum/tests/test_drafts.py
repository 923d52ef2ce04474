"""Drafts from several devices, and bookmarks with their reminders."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.forum.errors.reading import (
    BookmarksFull,
    DraftChangedElsewhere,
    DraftPlaceUnknown,
    DraftsFull,
    DraftTooLong,
    ReminderInThePast,
)
from community.forum.models import Bookmark, Draft, Topic
from community.forum.queries.drafts import composer_draft, draft_page
from community.forum.queries.reading import reading_state
from community.forum.services.bookmarks import bookmark_post, remind_of_bookmarks, remove_bookmark
from community.forum.services.drafts import forget_old_drafts, reply_place, save_draft
from community.forum.tests.reading_world import (
    DAY,
    HOUR,
    make_category,
    reply_by,
    settle,
    topic_by,
)
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(seller: Member, now: datetime) -> Topic:
    return topic_by(seller, make_category(), now=now)


def keep(
    member: Member,
    text: str,
    *,
    now: datetime,
    place: str = "topic",
    revision: int = 0,
    device: str = "one",
) -> Draft:
    fields = {"body": text} if text else {}
    return save_draft(
        member=member, place=place, fields=fields, revision=revision, device=device, now=now
    )


def test_one_window_writes_on_and_another_must_have_seen_it(
    stranger: Member, now: datetime
) -> None:
    first = keep(stranger, "Once", now=now)
    second = keep(stranger, "Once upon", now=now, revision=first.revision)
    assert second.revision == 2
    # An answer was lost: the window sends the revision before, and its own words go on.
    assert keep(stranger, "Once upon a", now=now, revision=1).revision == 3
    with pytest.raises(DraftChangedElsewhere):
        keep(stranger, "Other words", now=now, revision=1, device="two")
    with pytest.raises(DraftChangedElsewhere):
        keep(stranger, "Other words", now=now, device="two")
    assert keep(stranger, "Other words", now=now, revision=3, device="two").revision == 4
    assert keep(stranger, "Other words", now=now, revision=0, device="three").revision == 4
    assert keep(stranger, "", now=now, revision=4, device="two").revision == 0
    assert not Draft.objects.exists()


def test_drafts_have_places_and_limits(stranger: Member, now: datetime, settings: Any) -> None:
    with pytest.raises(DraftPlaceUnknown):
        keep(stranger, "x", now=now, place="elsewhere")
    with pytest.raises(DraftTooLong):
        keep(stranger, "x" * 50_000, now=now)
    settings.WAZZIFNI = {"forum_drafts_max": 1}
    keep(stranger, "x", now=now)
    with pytest.raises(DraftsFull):
        keep(stranger, "x", now=now, place="reply-1")


def test_what_was_posted_is_a_draft_no_more(topic: Topic, stranger: Member, now: datetime) -> None:
    place = reply_place(topic.pk)
    keep(stranger, "A reply", now=now, place=place)
    begun = reading_state(stranger, topic.pk).draft
    assert begun is not None
    assert (begun.fields, begun.revision, begun.own) == ({"body": "A reply"}, 1, 0)
    post = reply_by(stranger, topic, now=now + HOUR)
    after = composer_draft(stranger, place)
    assert (after.fields, after.revision, after.own) == ({}, 0, post.pk)
    assert reading_state(stranger, topic.pk).draft == after
    settle(now + HOUR)
    assert not Draft.objects.filter(member=stranger).exists()
    # What was written after posting stays.
    keep(stranger, "More", now=now + 2 * HOUR, place=place)
    settle(now + 3 * HOUR)
    assert composer_draft(stranger, place).fields == {"body": "More"}


def test_the_list_of_drafts_leads_on_and_asks_as_often_for_three(
    topic: Topic, stranger: Member, now: datetime, django_assert_num_queries: Any
) -> None:
    first = topic.first_post
    assert first is not None
    keep(stranger, "One", now=now, place=reply_place(topic.pk))
    keep(stranger, "Two", now=now, place=f"edit-{first.pk}")
    with django_assert_num_queries(5):
        draft_page(stranger, number="1")
    other = topic_by(topic.author, topic.category, now=now, title="Another question of mine")
    keep(stranger, "Three", now=now)
    keep(stranger, "Four", now=now, place=reply_place(other.pk))
    with django_assert_num_queries(5):
        _page, lines = draft_page(stranger, number="1")
    assert sorted(line.place for line in lines) == ["edit", "reply", "reply", "topic"]


def test_a_composer_saves_and_hears_of_another_device(
    stranger: Member, as_member: Callable[..., Client]
) -> None:
    browser = as_member(stranger)

    def send(text: str, revision: int, device: str) -> Any:
        given = {
            "place": "topic",
            "revision": revision,
            "device": device,
            "fields": json.dumps({"title": "T", "body": text}),
        }
        return browser.post(reverse("forum:save_draft"), given)

    assert send("One", 0, "a").json() == {"revision": 1}
    clash = send("Two", 0, "b")
    assert clash.status_code == 409
    assert clash.json()["draft"] == {"fields": {"title": "T", "body": "One"}, "revision": 1}
    assert send("Two", 1, "b").json() == {"revision": 2}
    nonsense = {"place": "topic", "revision": 0, "fields": "[1]"}
    assert browser.post(reverse("forum:save_draft"), nonsense).status_code == 422
    page = browser.get(reverse("forum:drafts"))
    draft = Draft.objects.get()
    assert "Two" in page.content.decode()
    assert browser.post(reverse("forum:delete_draft", args=[draft.public_id])).status_code == 302
    assert not Draft.objects.exists()


def test_old_drafts_are_forgotten(stranger: Member, now: datetime) -> None:
    keep(stranger, "x", now=now)
    assert forget_old_drafts(now=now + 100 * DAY, limit=10) == 0
    assert forget_old_drafts(now=now + 200 * DAY, limit=10) == 1


def test_a_bookmark_reminds_once(topic: Topic, stranger: Member, now: datetime) -> None:
    post = topic.first_post
    assert post is not None
    with pytest.raises(ReminderInThePast):
        bookmark_post(member=stranger, post=post, due_at=now, now=now)
    mark = bookmark_post(member=stranger, post=post, note="Look again", due_at=now + HOUR, now=now)
    assert remind_of_bookmarks(now=now, limit=10) == 0
    assert remind_of_bookmarks(now=now + HOUR, limit=10) == 1
    assert remind_of_bookmarks(now=now + HOUR, limit=10) == 0
    told = Notification.objects.get(member=stranger)
    assert (told.kind, told.params["note"]) == ("forum.reminder", "Look again")
    again = bookmark_post(member=stranger, post=post, note="Other", now=now)
    assert (again.pk, again.note) == (mark.pk, "Other")
    with pytest.raises(NotFound):
        remove_bookmark(member=topic.author, public_id=mark.public_id)
    remove_bookmark(member=stranger, public_id=mark.public_id)
    assert not Bookmark.objects.exists()


def test_bookmarks_have_a_limit_and_a_page(
    topic: Topic,
    stranger: Member,
    now: datetime,
    settings: Any,
    as_member: Callable[..., Client],
    django_assert_num_queries: Any,
) -> None:
    posts = [reply_by(topic.author, topic, now=now, body=f"Word {n}") for n in range(4)]
    browser = as_member(stranger)
    counts = []
    for count in (1, 3):
        for post in posts[:count]:
            browser.post(reverse("forum:bookmark", args=[post.pk]), {"note": "why"})
        browser.get(reverse("forum:bookmarks"))
        with django_assert_num_queries(9, exact=False) as asked:
            page = browser.get(reverse("forum:bookmarks"))
        assert page.content.decode().count("why") == count
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]
    due_at = datetime(2030, 1, 2, 9, 30, tzinfo=UTC)
    bookmark_post(member=stranger, post=posts[0], note="why", due_at=due_at, now=now)
    form = browser.get(reverse("forum:bookmark", args=[posts[0].pk])).content.decode()
    assert 'value="2030-01-02T12:30"' in form
    settings.WAZZIFNI = {"forum_bookmarks_max": 3}
    with pytest.raises(BookmarksFull):
        bookmark_post(member=stranger, post=posts[3], now=now)
