"""Inbox and conversation, met by both sides, a stranger and a visitor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.messaging import queries
from marketplace.messaging.models import Attachment, Conversation, Message, Participant
from marketplace.messaging.queries import cards, subjects
from marketplace.messaging.services import open_conversation, send_message
from marketplace.messaging.tests.world import Browse, MakeMember, picture, say, talk, text_file

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
KEY = "abcdefgh0123"


@pytest.fixture
def conversation(client_member: Member, seller: Member, now: datetime) -> Conversation:
    return talk(client_member, seller, now=now)


def own_queries(browser: Client, address: str) -> int:
    """Return how many queries of a page touch the tables of messaging."""
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(address).status_code == 200
    return len([row for row in caught if "messaging_" in row["sql"]])


def page_of(conversation: Conversation, end: str = "") -> str:
    return f"/en/inbox/{conversation.public_id}/{end}"


def held_in(text: str) -> list[str]:
    return re.findall(r'name="held" id="held-\w+" value="(\w+)" checked', text)


def test_each_page_for_each_reader(
    as_member: Browse,
    conversation: Conversation,
    client_member: Member,
    seller: Member,
    stranger: Member,
) -> None:
    for end in ("", "new/"):
        statuses = [
            as_member(member).get(page_of(conversation, end)).status_code
            for member in (client_member, seller, stranger, None)
        ]
        assert statuses == [200 if not end else 204] * 2 + [404, 302]
    for end in ("send/", "mute/"):
        statuses = [
            as_member(member).post(page_of(conversation, end), {"body": "x"}).status_code
            for member in (client_member, seller, stranger, None)
        ]
        assert statuses == [302, 302, 404, 302]
        assert as_member(seller).get(page_of(conversation, end)).status_code == 405
    assert Message.objects.count() == 2


def test_inbox_shows_the_members_own(
    as_member: Browse,
    conversation: Conversation,
    client_member: Member,
    seller: Member,
    stranger: Member,
    now: datetime,
) -> None:
    say(conversation, client_member, "The first line", now=now)
    page = as_member(seller).get("/en/inbox/").text
    assert "The first line" in page
    assert "1 new" in page
    assert conversation.public_id not in as_member(stranger).get("/en/inbox/").text
    assert as_member(None).get("/en/inbox/").status_code == 302
    mine = as_member(client_member).get("/en/inbox/?unread=1").text
    assert conversation.public_id not in mine


def test_inbox_asks_the_same_queries_for_one_row_and_for_three(
    as_member: Browse, member_factory: MakeMember, seller: Member, now: datetime
) -> None:
    browser = as_member(seller)
    counts = []
    for more in (1, 2):
        for turn in range(more):
            other = member_factory(f"other{more}{turn}")
            say(talk(other, seller, now=now), other, now=now)
        counts.append(own_queries(browser, "/en/inbox/"))
    assert counts == [3, 3]


def test_conversation_asks_the_same_queries_for_one_message_and_for_three(
    as_member: Browse,
    conversation: Conversation,
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    browser = as_member(seller)
    counts = []
    for more in (1, 2):
        for _turn in range(more):
            send_message(
                conversation=conversation.public_id,
                author=client_member,
                body="x",
                files=[text_file()],
                now=now,
            )
        browser.get(page_of(conversation))
        counts.append(own_queries(browser, page_of(conversation)))
    assert counts == [7, 7]


def test_conversation_is_read_by_showing_it(
    as_member: Browse,
    conversation: Conversation,
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    message = say(conversation, client_member, now=now)
    as_member(seller).get(page_of(conversation))
    seat = Participant.objects.get(conversation=conversation, member=seller)
    assert (seat.last_read_message, seat.unread_count) == (message, 0)
    assert 'id="talk-end"' in as_member(client_member).get(page_of(conversation)).text
    assert f"?after={message.public_id}&amp;seen=1" in (
        as_member(client_member).get(page_of(conversation)).text
    )


def test_conversation_shows_fifty_and_leads_to_the_earlier_ones(
    as_member: Browse, conversation: Conversation, seller: Member, now: datetime
) -> None:
    messages = [say(conversation, seller, f"number {turn}", now=now) for turn in range(53)]
    browser = as_member(seller)
    page = browser.get(page_of(conversation)).text
    assert f"m-{messages[3].public_id}" in page
    assert f"m-{messages[2].public_id}" not in page
    earlier = browser.get(page_of(conversation), {"before": messages[3].public_id}).text
    assert [f"m-{row.public_id}" in earlier for row in messages[:4]] == [True, True, True, False]


@pytest.mark.parametrize("place", ["nonsense", "", "x" * 200])
def test_conversation_survives_any_place(
    as_member: Browse, conversation: Conversation, seller: Member, place: str
) -> None:
    for end, name in (("", "before"), ("new/", "after")):
        answer = as_member(seller).get(page_of(conversation, end), {name: place})
        assert answer.status_code in {200, 204}


def test_send_without_javascript_goes_back_to_the_thread(
    as_member: Browse, conversation: Conversation, seller: Member
) -> None:
    answer = as_member(seller).post(page_of(conversation, "send/"), {"body": "Hello"})
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"{page_of(conversation)}#talk-end",
    )
    assert Message.objects.get().source == "Hello"


def test_send_goes_back_to_the_page_it_stood_in_and_to_no_other_site(
    as_member: Browse, conversation: Conversation, seller: Member
) -> None:
    browser = as_member(seller)
    for given, expected in (
        ("/en/orders/x/", "/en/orders/x/#talk-end"),
        ("https://evil.example/", f"{page_of(conversation)}#talk-end"),
    ):
        answer = browser.post(page_of(conversation, "send/"), {"body": "x", "next": given})
        assert answer.headers["Location"] == expected


def test_writing_goes_on_where_it_was_after_a_part_was_replaced(
    as_member: Browse, conversation: Conversation, client_member: Member
) -> None:
    browser = as_member(client_member)
    send = page_of(conversation, "send/")

    sent = browser.post(send, {"body": "Hello"}, headers=HTMX).content.decode()
    refused = browser.post(send, {"body": ""}, headers=HTMX).content.decode()
    whole = browser.get(page_of(conversation)).content.decode()

    assert re.search(r"<textarea[^>]* data-focus>", sent)
    assert re.findall(r"<(\w+)[^>]* data-focus>", refused) == ["div"]
    assert " data-focus" not in whole


def test_send_by_htmx_gives_an_empty_composer_and_wakes_the_thread(
    as_member: Browse, conversation: Conversation, seller: Member
) -> None:
    answer = as_member(seller).post(
        page_of(conversation, "send/"), {"body": "Hello", "client_key": KEY}, headers=HTMX
    )
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (200, "wz:message")
    assert "Hello" not in answer.text
    assert KEY not in answer.text


def test_send_twice_by_pressing_twice_sends_once(
    as_member: Browse, conversation: Conversation, seller: Member
) -> None:
    browser = as_member(seller)
    for _turn in range(2):
        browser.post(page_of(conversation, "send/"), {"body": "Hello", "client_key": KEY})
    assert Message.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_send_points_out_contact_details_and_loses_nothing(
    as_member: Browse,
    conversation: Conversation,
    client_member: Member,
    seller: Member,
    headers: Mapping[str, str],
) -> None:
    browser = as_member(seller)
    form = {"body": "My number: ٠٥٥١٢٣٤٥٦٧ <b>", "uploads": text_file("plan.txt")}
    answer = browser.post(page_of(conversation, "send/"), form, headers=headers)
    assert answer.status_code == 422
    assert "<bdi>0551234567</bdi>" in answer.text
    assert "My number: ٠٥٥١٢٣٤٥٦٧ &lt;b&gt;</textarea>" in answer.text
    assert Message.objects.count() == 0
    held = held_in(answer.text)
    assert len(held) == 1

    (as_is,) = re.findall(r'name="as_is" value="([0-9a-f]+)"', answer.text)
    other = {"body": "Another number: 0561234567", "held": held, "as_is": as_is}
    assert browser.post(page_of(conversation, "send/"), other, headers=headers).status_code == 422
    again = {"body": form["body"], "held": held, "as_is": as_is}
    answer = browser.post(page_of(conversation, "send/"), again, headers=headers)
    assert answer.status_code in {200, 302}
    message = Message.objects.get()
    assert message.source == form["body"]
    assert message.attachments.get().name == "plan.txt"
    assert "0551234567" not in as_member(client_member).get("/en/inbox/").text


def test_send_leaves_out_a_held_file_that_was_unticked(
    as_member: Browse, conversation: Conversation, seller: Member
) -> None:
    browser = as_member(seller)
    form = {"body": "0551234567", "uploads": text_file()}
    browser.post(page_of(conversation, "send/"), form)
    browser.post(page_of(conversation, "send/"), {"body": "no number"})
    assert Message.objects.get().attachments.count() == 0
    assert Attachment.objects.filter(message=None).count() == 1


@override_settings(WAZZIFNI={"messages_per_hour": "1"})
def test_send_says_why_not_and_keeps_what_was_typed(
    as_member: Browse, conversation: Conversation, seller: Member
) -> None:
    browser = as_member(seller)
    browser.post(page_of(conversation, "send/"), {"body": "One"})
    answer = browser.post(page_of(conversation, "send/"), {"body": "Two"}, headers=HTMX)
    assert answer.status_code == 422
    assert "You have sent 1 messages within an hour." in answer.text
    assert "Two</textarea>" in answer.text


@pytest.mark.parametrize(
    "files",
    [
        [SimpleUploadedFile("a.exe", b"x")],
        [SimpleUploadedFile("a.png", b"<svg onload=alert(1)>")],
        [SimpleUploadedFile("empty.txt", b"")],
    ],
)
def test_send_refuses_hostile_files_and_keeps_the_text(
    as_member: Browse,
    conversation: Conversation,
    seller: Member,
    files: Sequence[SimpleUploadedFile],
) -> None:
    form = {"body": "Look", "uploads": list(files)}
    answer = as_member(seller).post(page_of(conversation, "send/"), form)
    assert answer.status_code == 422
    assert "Look</textarea>" in answer.text
    assert (Message.objects.count(), Attachment.objects.count()) == (0, 0)


def test_send_takes_several_files(
    as_member: Browse, conversation: Conversation, seller: Member
) -> None:
    form = {"body": "", "uploads": [text_file("a.txt"), picture("b.jpg")]}
    as_member(seller).post(page_of(conversation, "send/"), form)
    names = Message.objects.get().attachments.order_by("id").values_list("name", flat=True)
    assert list(names) == ["a.txt", "b.webp"]


def test_news_is_silent_until_something_comes(
    as_member: Browse,
    conversation: Conversation,
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    first = say(conversation, client_member, "First", now=now)
    browser = as_member(seller)
    asked = {"after": first.public_id, "seen": "0"}
    assert browser.get(page_of(conversation, "new/"), asked).status_code == 204
    second = say(conversation, client_member, "Second", now=now)
    answer = browser.get(page_of(conversation, "new/"), asked)
    assert answer.status_code == 200
    assert ("First" in answer.text, "Second" in answer.text) == (False, True)
    assert f"?after={second.public_id}&amp;seen=0" in answer.text
    assert Participant.objects.get(member=seller).unread_count == 0


def test_news_tells_when_the_other_side_has_read(
    as_member: Browse,
    conversation: Conversation,
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    message = say(conversation, seller, now=now)
    asked = {"after": message.public_id, "seen": "0"}
    browser = as_member(seller)
    assert browser.get(page_of(conversation, "new/"), asked).status_code == 204
    as_member(client_member).get(page_of(conversation))
    answer = browser.get(page_of(conversation, "new/"), asked)
    assert answer.status_code == 200
    assert ("Read" in answer.text, "Hello" in answer.text) == (True, False)


def test_mute_and_back(as_member: Browse, conversation: Conversation, seller: Member) -> None:
    browser = as_member(seller)
    for given, expected in (("1", True), ("0", False)):
        browser.post(page_of(conversation, "mute/"), {"muted": given})
        assert Participant.objects.get(member=seller).muted is expected
        assert browser.get(page_of(conversation)).status_code == 200


@pytest.fixture
def _registered() -> Iterator[None]:
    def load(refs: Sequence[str], viewer: Member) -> dict[str, queries.Card]:
        shown = {"title": "An offer", "text": viewer.display_name}
        template = "components/_refusal.html"
        return {ref: queries.Card(template, shown) for ref in refs if ref != "hidden"}

    queries.register_card("tests.offer", load)
    queries.register_subject(
        "tests.order", label=_("Open the order"), address=lambda ref: f"/orders/{ref}/"
    )
    yield
    del cards._LOADERS["tests.offer"]
    del subjects._SUBJECTS["tests.order"]


@pytest.mark.usefixtures("_registered")
def test_cards_are_drawn_by_their_part_for_each_viewer(
    as_member: Browse, client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = open_conversation(
        members=[client_member, seller],
        subject_kind="tests.order",
        subject_ref="o1",
        title="A logo",
        now=now,
    )
    for ref in ("a", "hidden"):
        send_message(
            conversation=conversation.public_id,
            author=seller,
            body=f"text of {ref}",
            card_kind="tests.offer",
            card_ref=ref,
            now=now + timedelta(seconds=1),
        )
    for member in (client_member, seller):
        page = as_member(member).get(page_of(conversation)).text
        assert f"<span>{member.display_name}</span>" in page
        assert ("text of a" in page, "text of hidden" in page) == (False, True)
        assert 'href="/orders/o1/"' in page
