"""The digest: what was missed, worthiest first, in the member's language, stopped by one click."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.forum.choices.reading import Level, Rhythm
from community.forum.models import ForumSettings, Topic
from community.forum.queries.digests import digest_for
from community.forum.queries.feeds import watched_feed
from community.forum.services import digests
from community.forum.services.digests import send_forum_digests
from community.forum.services.levels import choose_topic_level
from community.forum.services.links import digest_stop_path, feed_token, mute_path
from community.forum.services.reading import record_reading
from community.forum.services.removing import hide_post, remove_post
from community.forum.services.settings import choose_settings, next_digest_at
from community.forum.tests.reading_world import DAY, make_category, reply_by, settle, topic_by
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.messaging.services import block_member
from marketplace.notifications.models import OutgoingMail

LATER = "Thu, 01 Jan 2099 00:00:00 GMT"

pytestmark = pytest.mark.django_db


def wants(member: Member, rhythm: Rhythm, now: datetime) -> ForumSettings:
    return choose_settings(
        member=member,
        digest=rhythm,
        after_topic=Level.WATCHING,
        after_reply=Level.TRACKING,
        now=now,
    )


def test_the_next_digest_is_at_eight_by_the_members_clock(stranger: Member, now: datetime) -> None:
    stranger.timezone = "Asia/Riyadh"
    daily = next_digest_at(stranger, Rhythm.DAILY, now=now)
    weekly = next_digest_at(stranger, Rhythm.WEEKLY, now=now)
    assert daily is not None
    assert weekly is not None
    assert daily.isoformat() == "2026-11-24T08:00:00+03:00"
    assert weekly - daily == timedelta(days=6)
    assert next_digest_at(stranger, Rhythm.NEVER, now=now) is None


@pytest.mark.parametrize(
    ("language", "direction", "words"),
    [
        ("ar", "rtl", "ما فاتك"),
        ("en", "ltr", "What you missed"),
        ("he", "rtl", ""),
        ("ur", "rtl", ""),
    ],
)
def test_a_digest_comes_in_the_members_language_when_there_is_something(
    seller: Member,
    member_factory: MakeMember,
    now: datetime,
    language: str,
    direction: str,
    words: str,
) -> None:
    reader = member_factory("reader", language=language)
    wants(reader, Rhythm.DAILY, now)
    assert send_forum_digests(now=now + 2 * DAY, limit=10) == 0
    place = make_category()
    plain = topic_by(seller, place, now=now + 2 * DAY, title="A plain question to you")
    worthy = topic_by(seller, place, now=now + 2 * DAY, title="The question with answers")
    reply_by(seller, worthy, now=now + 2 * DAY)
    Topic.objects.filter(pk=worthy.pk).update(like_count=4)
    assert send_forum_digests(now=now + 3 * DAY, limit=10) == 1
    mail = OutgoingMail.objects.get(message="forum_digest")
    assert (mail.to, mail.language) == (reader.email, language)
    assert f'dir="{direction}"' in mail.html
    assert words in mail.text
    assert mail.text.index(worthy.title) < mail.text.index(plain.title)
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/forum/digest/stop/" in mail.headers["List-Unsubscribe"]
    # Nothing new since: no mail, and the day moves on.
    assert send_forum_digests(now=now + 5 * DAY, limit=10) == 0


def test_what_was_read_muted_or_ones_own_is_not_missed(
    seller: Member, stranger: Member, now: datetime
) -> None:
    place = make_category()
    read, muted, left = (
        topic_by(seller, place, now=now, title=f"A question, the {word}")
        for word in ("first", "second", "third")
    )
    topic_by(stranger, place, now=now, title="A question of my own")
    record_reading(member=stranger, marks={read.pk: 1}, now=now)
    choose_topic_level(member=stranger, topic=muted, level=Level.MUTED, now=now)
    found = digest_for(stranger, categories=[place.pk], since=now - DAY, now=now + DAY)
    assert [one.pk for one in found.topics] == [left.pk]


def test_one_click_stops_the_digest_without_signing_in(stranger: Member, now: datetime) -> None:
    wants(stranger, Rhythm.WEEKLY, now)
    path = digest_stop_path(stranger)
    browser = Client(enforce_csrf_checks=True)
    assert browser.get(path).status_code == 200
    assert ForumSettings.objects.get(member=stranger).digest == Rhythm.WEEKLY
    done = browser.post(path, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    kept = ForumSettings.objects.get(member=stranger)
    assert (kept.digest, kept.digest_due_at) == (Rhythm.NEVER, None)
    assert browser.post(path[:-3] + "x/").status_code == 404


def test_a_link_in_a_mail_mutes_its_topic(seller: Member, stranger: Member, now: datetime) -> None:
    topic = topic_by(seller, make_category(), now=now)
    path = mute_path(stranger, topic.pk)
    page = Client().get(path)
    assert topic.title not in page.content.decode()
    Client().post(path)
    assert stranger.forum_readings.get(topic=topic).level == Level.MUTED


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_feeds_are_conditional_and_closed_ones_need_their_token(
    seller: Member, stranger: Member, now: datetime, form: str, as_member: Callable[..., Client]
) -> None:
    place = make_category()
    topic = topic_by(seller, place, now=now, title="A <b>question</b> & more", tags="logo")
    reply = reply_by(seller, topic, now=now, body="Words that go away")
    settle(now)
    names: tuple[tuple[str, list[Any]], ...] = (
        ("latest", [form]),
        ("category", [form, place.slug]),
        ("tag", [form, "logo"]),
        ("topic", [form, topic.pk]),
    )
    browser = Client()
    for name, args in names:
        address = reverse(f"forum:feed_{name}", args=args)
        first = browser.get(address)
        assert first["Content-Type"].startswith(f"application/{form}+xml")
        assert "A &lt;b&gt;question&lt;/b&gt; &amp; more" in first.content.decode()
        assert browser.get(address, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    thread = reverse("forum:feed_topic", args=[form, topic.pk])
    had = {"If-None-Match": browser.get(thread)["ETag"], "If-Modified-Since": LATER}
    hide_post(post_id=reply.pk, actor=seller, reason="So.", now=now)
    for known in (had, {"If-Modified-Since": LATER}):
        gone = browser.get(thread, headers=known)
        assert (gone.status_code, reply.text in gone.content.decode()) == (200, False)
    choose_topic_level(member=stranger, topic=topic, level=Level.WATCHING, now=now)
    ForumSettings.objects.create(member=stranger, new_since=now)
    own = reverse("forum:feed_watched", args=[form, feed_token(stranger)])
    assert browser.get(own)["Cache-Control"] == "max-age=300, private"
    as_member(stranger).post(reverse("forum:renew_feeds"))
    assert browser.get(own).status_code == 404
    assert browser.get(reverse("forum:feed_latest", args=["json"])).status_code == 404


def test_a_digest_that_fails_holds_up_no_other(
    seller: Member, stranger: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for member in (seller, stranger):
        wants(member, Rhythm.DAILY, now)
    ForumSettings.objects.filter(member=seller).update(digest_due_at=now)
    helped = make_category()
    topic_by(seller, helped, now=now + DAY)

    def fail_for_one(member: Member, **more: Any) -> Any:
        if member.pk == seller.pk:
            raise ValueError
        return digest_for(member, **more)

    monkeypatch.setattr(digests, "digest_for", fail_for_one)
    assert send_forum_digests(now=now + 2 * DAY, limit=10) == 1
    assert OutgoingMail.objects.filter(message="forum_digest", member=stranger).count() == 1


@pytest.mark.parametrize("by_writer", [True, False])
def test_nobody_reads_in_feed_or_digest_whom_a_block_keeps_apart(
    seller: Member, stranger: Member, member_factory: MakeMember, now: datetime, *, by_writer: bool
) -> None:
    place, other = make_category(), member_factory()
    topic = topic_by(other, place, now=now)
    topic_by(seller, place, now=now)
    choose_topic_level(member=stranger, topic=topic, level=Level.WATCHING, now=now)
    reply_by(seller, topic, now=now)
    shown = reply_by(other, topic, now=now, body="Of somebody else.")
    blocker, blocked = (seller, stranger) if by_writer else (stranger, seller)
    block_member(member=blocker, other=blocked, now=now)
    feed = watched_feed(stranger, categories=[place.pk], since=now - DAY)
    assert shown.text in [line.text for line in feed.lines]
    assert seller.display_name not in [line.author for line in feed.lines]
    digest = digest_for(stranger, categories=[place.pk], since=now - DAY, now=now)
    assert [one.pk for one in digest.topics] == [topic.pk]


def test_a_feed_leaves_out_signs_that_xml_cannot_write(
    seller: Member, client: Client, now: datetime
) -> None:
    topic = topic_by(seller, make_category(), now=now, title="A question\x08 of mine")
    reply_by(seller, topic, now=now, body="First\x0c this,\x1b then that.")
    for name, args in (("latest", ["atom"]), ("topic", ["rss", topic.pk])):
        shown = client.get(reverse(f"forum:feed_{name}", args=args)).content.decode()
        assert "A question of mine" in shown


def test_a_digest_counts_answers_that_can_be_read(
    seller: Member, stranger: Member, member_factory: MakeMember, now: datetime
) -> None:
    place, other = make_category(), member_factory()
    topic = topic_by(seller, place, now=now)
    first = topic.first_post
    for writer in (stranger, other):
        reply_by(writer, topic, now=now, to=first)
    gone = reply_by(other, topic, now=now, to=first)
    settle(now)

    def answers(*categories: int) -> int:
        return digest_for(seller, categories=categories, since=now - DAY, now=now).answers

    assert answers(place.pk) == 3
    remove_post(post_id=gone.pk, actor=other, now=now)
    assert (answers(place.pk), answers()) == (2, 0)
    block_member(member=stranger, other=seller, now=now)
    assert answers(place.pk) == 1
