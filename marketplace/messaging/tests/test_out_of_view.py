"""What moderators took out of view is out of view everywhere; what is typed outlives a refusal."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.storage import storages
from django.test import override_settings
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.hiring.services import send_brief
from marketplace.messaging import errors, queries, services
from marketplace.messaging.models import Attachment, Conversation, Message
from marketplace.messaging.tests.test_pages import HTMX, held_in, page_of
from marketplace.messaging.tests.world import Browse, say, talk, text_file

pytestmark = pytest.mark.django_db
WORDS = "We open a roastery in Abha and want a mark."


@pytest.fixture
def conversation(client_member: Member, seller: Member, now: datetime) -> Conversation:
    return talk(client_member, seller, now=now)


def test_search_finds_nothing_that_was_taken_out_of_view(
    conversation: Conversation, client_member: Member, seller: Member, now: datetime
) -> None:
    message = say(conversation, seller, "Ugly words", now=now)
    assert queries.search_messages(client_member, "ugly").count() == 1
    services.hide_message(message=message, now=now)
    for reader in (client_member, seller):
        assert queries.search_messages(reader, "ugly").count() == 0
    services.show_message(message=message)
    assert queries.search_messages(client_member, "ugly").count() == 1


def test_a_brief_can_be_reported_and_taken_out_of_view(
    as_member: Browse, client_member: Member, seller: Member, now: datetime
) -> None:
    brief = send_brief(client=client_member, writer=seller, text=WORDS, title="x", now=now)
    message = Message.objects.get()
    report = reverse("moderation:report", args=["message", message.public_id])
    address = reverse("messaging:conversation", args=[brief.conversation_id])
    theirs, mine = (as_member(one).get(address).text for one in (seller, client_member))
    assert [report in page for page in (theirs, mine)] == [True, False]
    assert WORDS in theirs
    services.hide_message(message=message, now=now)
    for reader in (seller, client_member):
        page = as_member(reader).get(f"/en/inbox/{brief.conversation_id}/").text
        assert (WORDS in page, "Moderators took this message out of view." in page) == (False, True)


@pytest.mark.parametrize(
    ("end", "given"),
    [("", {"before": "a\0"}), ("", {"until": "\0"}), ("new/", {"after": "\0b"})],
)
def test_a_place_that_no_text_holds_is_none(
    end: str, given: dict[str, str], as_member: Browse, conversation: Conversation, seller: Member
) -> None:
    answer = as_member(seller).get(page_of(conversation, end), given)
    assert answer.status_code in {200, 204}


def test_a_text_that_no_message_holds_finds_nothing(
    as_member: Browse, conversation: Conversation, seller: Member
) -> None:
    browser = as_member(seller)
    assert browser.get(reverse("messaging:search"), {"q": "ab\0cd"}).status_code == 200
    reply = browser.post(page_of(conversation, "reply/"), {"reply": "\0", "body": "kept"})
    assert reply.status_code == 404


def test_send_keeps_the_files_before_when_one_more_is_refused(
    as_member: Browse, conversation: Conversation, seller: Member
) -> None:
    browser, address = as_member(seller), page_of(conversation, "send/")
    first = browser.post(address, {"body": "0551234567", "uploads": text_file("plan.txt")})
    held = held_in(first.text)
    for name, content in (("a.exe", b"x"), ("empty.txt", b"")):
        more = {"body": "0551234567", "held": held, "uploads": text_file(name, content)}
        answer = browser.post(address, more)
        assert (answer.status_code, held_in(answer.text)) == (422, held)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_insert_reply_keeps_what_was_typed_when_a_file_is_refused(
    headers: dict[str, str],
    as_member: Browse,
    conversation: Conversation,
    seller: Member,
    now: datetime,
) -> None:
    reply = services.save_reply(member=seller, title="Hi", body="Peace be upon you", now=now)
    given = {"reply": reply.public_id, "body": "Typed", "uploads": text_file("a.exe")}
    answer = as_member(seller).post(page_of(conversation, "reply/"), given, headers=headers)
    assert answer.status_code == 422
    assert "Typed\n\nPeace be upon you</textarea>" in answer.text
    assert "Put the file into a ZIP archive" in answer.text


@override_settings(WAZZIFNI={"messages_per_hour": "1"})
@pytest.mark.parametrize("why", [errors.MemberBlocked, errors.TooManyMessages])
def test_a_refused_message_leaves_no_file_behind(
    why: type[Exception], client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now, ref="none")
    if why is errors.MemberBlocked:
        services.block_member(member=client_member, other=seller, now=now)
    else:
        say(conversation, seller, now=now)
    folder, there = f"messages/{conversation.pk}", storages["private"]
    before = there.listdir(folder) if there.exists(folder) else None
    with pytest.raises(why):
        services.write_message(
            conversation=conversation, author=seller, body="x", files=[text_file()], now=now
        )
    assert Attachment.objects.count() == 0
    assert (there.listdir(folder) if there.exists(folder) else None) == before
