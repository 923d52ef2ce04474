"""Conversations in the API."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.messaging.models import Message
from marketplace.messaging.tests.world import MakeMember, say, talk, text_file

pytestmark = pytest.mark.django_db
PATH = "/api/v1/conversations/"


def api(member: Member, *scopes: str) -> Client:
    """Return a program that acts for a member."""
    token = create_token(member=member, name="test", scopes=scopes, now=clock.now())
    return Client(headers={"Authorization": f"Bearer {token.key}"})


def test_list_gives_the_members_own_latest_first(
    member_factory: MakeMember, client_member: Member, seller: Member, now: datetime
) -> None:
    other = member_factory("other")
    early = talk(other, seller, now=now)
    late = talk(client_member, seller, now=now)
    talk(client_member, other, now=now)
    say(late, client_member, "Hello", now=now + timedelta(hours=1))
    answer = api(seller, "conversations:read").get(PATH)
    assert [row["id"] for row in answer.json()["results"]] == [late.public_id, early.public_id]
    assert answer.json()["results"][0] == {
        "id": late.public_id,
        "title": "A logo",
        "subject_kind": "order",
        "subject_ref": "o1",
        "people": [{"name": "Omar", "username": "omar"}],
        "last_line": "Hello",
        "last_message_at": "2026-11-23T10:00:00Z",
        "unread_count": 1,
        "is_muted": False,
    }
    unread = api(seller, "conversations:read").get(f"{PATH}?unread=1").json()["results"]
    assert [row["id"] for row in unread] == [late.public_id]


def test_list_pages_by_cursor(member_factory: MakeMember, seller: Member, now: datetime) -> None:
    made = [
        talk(member_factory(f"other{turn}"), seller, now=now + timedelta(minutes=turn))
        for turn in range(5)
    ]
    program = api(seller, "conversations:read")
    address: str | None = f"{PATH}?limit=2"
    seen: list[str] = []
    while address:
        page = program.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert seen == [conversation.public_id for conversation in made[::-1]]


def test_lists_ask_the_same_queries_for_one_row_and_for_three(
    member_factory: MakeMember, seller: Member, now: datetime
) -> None:
    program = api(seller, "conversations:read")
    counts: list[tuple[int, int]] = []
    first = talk(member_factory("first"), seller, now=now)
    for more in (1, 2):
        for turn in range(more):
            talk(member_factory(f"other{more}{turn}"), seller, now=now)
            say(first, seller, now=now)
        found = []
        for address in (PATH, f"{PATH}{first.public_id}/messages/"):
            with CaptureQueriesContext(connection) as caught:
                assert program.get(address).status_code == 200
            found.append(len([row for row in caught if "messaging_" in row["sql"]]))
        counts.append((found[0], found[1]))
    assert counts == [(2, 3), (2, 3)]


def test_detail_and_messages_are_not_found_for_a_stranger(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    read = "conversations:read", "conversations:write"
    for end in ("", "messages/"):
        address = f"{PATH}{conversation.public_id}/{end}"
        assert api(client_member, *read).get(address).status_code == 200
        answer = api(stranger, *read).get(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "conversation_not_found")
    answer = api(stranger, *read).post(
        f"{PATH}{conversation.public_id}/messages/", {"body": "x"}, "application/json"
    )
    assert answer.status_code == 404
    assert Message.objects.count() == 0


def test_send_writes_a_message(client_member: Member, seller: Member, now: datetime) -> None:
    conversation = talk(client_member, seller, now=now)
    program = api(seller, "conversations:write")
    address = f"{PATH}{conversation.public_id}/messages/"
    for _turn in range(2):
        answer = program.post(
            address, {"body": "Hello <b>", "client_key": "k1"}, "application/json"
        )
        assert answer.status_code == 201
    message = Message.objects.get()
    body = answer.json()
    assert body["created_at"]
    assert {name: body[name] for name in ("id", "author", "is_mine", "body", "html")} == {
        "id": message.public_id,
        "author": {"name": "Salma", "username": "salma"},
        "is_mine": True,
        "body": "Hello <b>",
        "html": '<p dir="auto">Hello &lt;b&gt;</p>',
    }


def test_send_takes_files(client_member: Member, seller: Member, now: datetime) -> None:
    conversation = talk(client_member, seller, now=now)
    answer = api(seller, "conversations:write").post(
        f"{PATH}{conversation.public_id}/messages/", {"body": "", "files": [text_file()]}
    )
    assert answer.status_code == 201
    (file,) = answer.json()["attachments"]
    assert (file["name"], file["size"], file["content_type"]) == (
        "notes.txt",
        5,
        "application/octet-stream",
    )


def test_send_refuses_with_the_code_of_the_page(
    client_member: Member, seller: Member, now: datetime
) -> None:
    conversation = talk(client_member, seller, now=now)
    answer = api(seller, "conversations:write").post(
        f"{PATH}{conversation.public_id}/messages/", {"body": " "}, "application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "message_empty")


def test_messages_need_their_scopes(client_member: Member, seller: Member, now: datetime) -> None:
    address = f"{PATH}{talk(client_member, seller, now=now).public_id}/messages/"
    assert api(seller, "conversations:write").get(address).status_code == 403
    read_only = api(seller, "conversations:read")
    assert read_only.post(address, {"body": "x"}, "application/json").status_code == 403
    assert Client().get(address).status_code == 401
