"""Opening, writing, reading: who may, what is refused, what follows."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.messaging import queries, services
from marketplace.messaging.errors import (
    AttachmentNotFound,
    ConversationNeedsTwo,
    ConversationNotFound,
    MessageEmpty,
    MessageTooLong,
    TooManyFiles,
    TooManyMessages,
)
from marketplace.messaging.models import Conversation, Message, Participant
from marketplace.messaging.policies import can_open_conversation
from marketplace.messaging.services.messages import render_plain
from marketplace.messaging.tests.world import MakeMember, say, talk, text_file

pytestmark = pytest.mark.django_db


def seat(conversation: Conversation, member: Member) -> Participant:
    return Participant.objects.get(conversation=conversation, member=member)


def test_open_conversation_gives_the_same_one_in_any_order(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    first = talk(client_member, seller, now=now)
    assert talk(seller, client_member, now=now, title="Another title") == first
    assert talk(seller, stranger, now=now) != first
    assert talk(seller, client_member, now=now, ref="o2") != first
    assert Conversation.objects.count() == 3
    assert [row.member for row in queries.participants_of(first)] == [client_member, seller]


def test_open_conversation_needs_two(seller: Member, now: datetime) -> None:
    with pytest.raises(ConversationNeedsTwo):
        talk(seller, seller, now=now)


def test_conversation_of_finds_by_subject(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    assert queries.conversation_of("order", "o1") == conversation
    assert queries.conversation_of("order", "o9") is None


def test_get_conversation_for_a_stranger_is_not_found(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    for member in (client_member, seller):
        assert queries.get_conversation_for(member, conversation.public_id) == conversation
        assert can_open_conversation(member, conversation)
    assert not can_open_conversation(stranger, conversation)
    with pytest.raises(ConversationNotFound):
        queries.get_conversation_for(stranger, conversation.public_id)


def test_send_message_writes_counts_and_announces(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    message = say(conversation, client_member, "  Hello\r\nthere  ", now=now)
    assert (message.source, message.author, message.is_system) == (
        "Hello\nthere",
        client_member,
        False,
    )
    conversation.refresh_from_db()
    assert (conversation.last_message, conversation.last_message_at) == (message, now)
    assert (
        seat(conversation, client_member).unread_count,
        seat(conversation, seller).unread_count,
    ) == (
        0,
        1,
    )
    assert seat(conversation, client_member).last_read_message == message
    event = OutboxEvent.objects.get(name="MessageSent")
    assert event.payload == {
        "conversation_id": conversation.public_id,
        "message_id": message.public_id,
        "author_id": client_member.public_id,
    }


def test_send_message_of_the_platform_counts_for_everybody(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    message = say(conversation, None, now=now)
    assert message.is_system
    assert [row.unread_count for row in queries.participants_of(conversation)] == [1, 1]


def test_send_message_by_a_stranger_is_not_found(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    with pytest.raises(ConversationNotFound):
        say(conversation, stranger, now=now)
    with pytest.raises(ConversationNotFound):
        services.send_message(
            conversation=conversation.public_id,
            author=stranger,
            body="",
            files=[text_file()],
            now=now,
        )
    assert Message.objects.count() == 0


@pytest.mark.parametrize("body", ["", "  ", "\r\n\r\n"])
def test_send_message_refuses_nothing_at_all(
    client_member: Member, seller: Member, now: datetime, body: str
) -> None:
    with pytest.raises(MessageEmpty):
        say(talk(client_member, seller, now=now), seller, body, now=now)


def test_send_message_refuses_what_is_too_long(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    with pytest.raises(MessageTooLong) as refused:
        say(conversation, seller, "x" * 5001, now=now)
    assert str(refused.value).count("5001") == 1
    assert say(conversation, seller, "x" * 5000, now=now).pk


def test_send_message_refuses_too_many_files(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    with pytest.raises(TooManyFiles):
        services.send_message(
            conversation=conversation.public_id,
            author=seller,
            body="",
            files=[text_file(f"{number}.txt") for number in range(11)],
            now=now,
        )


def test_send_message_twice_by_the_same_key_sends_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    first = say(conversation, seller, "One", client_key="k1", now=now)
    assert say(conversation, seller, "One", client_key="k1", now=now) == first
    assert say(conversation, client_member, "One", client_key="k1", now=now) != first
    assert say(conversation, seller, "One", now=now) != say(conversation, seller, "One", now=now)
    assert seat(conversation, client_member).unread_count == 2
    assert OutboxEvent.objects.filter(name="MessageSent").count() == 4


@override_settings(WAZZIFNI={"messages_per_hour": "2"})
def test_send_message_refuses_haste_for_an_hour(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    other = talk(client_member, seller, ref="o2", now=now)
    say(conversation, seller, now=now)
    say(other, seller, now=now)
    with pytest.raises(TooManyMessages):
        say(conversation, seller, now=now + timedelta(minutes=59))
    assert say(conversation, client_member, now=now).pk
    assert say(conversation, None, now=now).pk
    assert say(conversation, seller, now=now + timedelta(minutes=60)).pk


def test_send_message_takes_only_held_files_of_its_author(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    other = talk(client_member, seller, ref="o2", now=now)
    (mine,) = services.hold_files(
        conversation=conversation, actor=seller, files=[text_file()], now=now
    )
    for where, who in ((conversation, client_member), (other, seller)):
        with pytest.raises(AttachmentNotFound):
            services.send_message(
                conversation=where.public_id,
                author=who,
                body="",
                held=[mine.public_id],
                now=now,
            )
    sent = services.send_message(
        conversation=conversation.public_id,
        author=seller,
        body="",
        held=[mine.public_id],
        now=now,
    )
    assert list(sent.attachments.all()) == [mine]
    with pytest.raises(AttachmentNotFound):
        services.send_message(
            conversation=conversation.public_id,
            author=seller,
            body="",
            held=[mine.public_id],
            now=now,
        )


def test_mark_conversation_read_counts_what_came_later(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    first = say(conversation, client_member, now=now)
    say(conversation, client_member, now=now)
    read = services.mark_conversation_read(
        conversation=conversation, member=seller, up_to=first, now=now
    )
    assert (read.last_read_message, read.unread_count) == (first, 1)


def test_mark_conversation_read_never_moves_back(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    first = say(conversation, client_member, now=now)
    second = say(conversation, client_member, now=now)
    for up_to in (second, first, None):
        services.mark_conversation_read(
            conversation=conversation, member=seller, up_to=up_to, now=now
        )
    assert seat(conversation, seller).last_read_message == second
    assert seat(conversation, seller).unread_count == 0


def test_mark_conversation_read_by_a_stranger_is_not_found(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    with pytest.raises(ConversationNotFound):
        services.mark_conversation_read(
            conversation=conversation, member=stranger, up_to=None, now=now
        )


def test_inbox_page_is_the_members_own_latest_first(
    member_factory: MakeMember, client_member: Member, seller: Member, now: datetime
) -> None:
    third = member_factory("third")
    early = talk(client_member, seller, now=now)
    late = talk(third, seller, now=now + timedelta(hours=1))
    talk(third, client_member, now=now)
    say(early, client_member, "One\ntwo", now=now + timedelta(hours=2))
    _page, rows = queries.inbox_page(seller, number="1")
    assert [
        (row.latest.public_id, row.latest.people[0].name, row.latest.last_line, row.unread_count)
        for row in rows
    ] == [
        (early.public_id, "Omar", "One two", 1),
        (late.public_id, "Third", "", 0),
    ]
    _page, unread = queries.inbox_page(seller, number="1", box=queries.InboxBox.UNREAD)
    assert [row.latest.public_id for row in unread] == [early.public_id]
    assert queries.unread_conversations(seller) == 1


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("", ""),
        ("a\nb\n\n\nc", '<p dir="auto">a<br>b</p><p dir="auto">c</p>'),
        ("<b>&", '<p dir="auto">&lt;b&gt;&amp;</p>'),
        (
            "see https://example.com/?a=1&b=2",
            (
                '<p dir="auto">see <a href="https://example.com/?a=1&amp;b=2" rel="nofollow">'
                "https://example.com/?a=1&amp;b=2</a></p>"
            ),
        ),
        ('javascript:alert(1) "x"', '<p dir="auto">javascript:alert(1) &quot;x&quot;</p>'),
    ],
)
def test_render_plain_makes_safe_paragraphs(source: str, html: str) -> None:
    assert render_plain(source) == html


def test_mark_thread_read_writes_only_what_is_news(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    empty = queries.read_thread(conversation, seller)
    assert services.mark_thread_read(thread=empty, now=now).last_read_message is None
    message = say(conversation, client_member, now=now)
    for _turn in range(2):
        thread = queries.read_thread(conversation, seller)
        read = services.mark_thread_read(thread=thread, now=now)
        assert (read.last_read_message_id, read.unread_count) == (message.pk, 0)
    with CaptureQueriesContext(connection) as caught:
        services.mark_thread_read(thread=queries.read_thread(conversation, seller), now=now)
    assert [row["sql"] for row in caught if row["sql"].startswith("UPDATE")] == []
