"""Notifications in the API."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.notifications.models import Notification
from marketplace.notifications.tests.world import tell

pytestmark = pytest.mark.django_db
PATH = "/api/v1/notifications/"


def api(member: Member, *scopes: str) -> Client:
    """Return a program that acts for a member."""
    token = create_token(member=member, name="test", scopes=scopes, now=clock.now())
    return Client(headers={"Authorization": f"Bearer {token.key}"})


def test_list_gives_the_members_own_newest_first(
    seller: Member, stranger: Member, now: datetime
) -> None:
    first = tell(seller, now=now)
    second = tell(seller, now=now + timedelta(minutes=1))
    tell(stranger, now=now)
    assert first is not None
    assert second is not None
    answer = api(seller, "notifications:read").get(PATH)
    assert answer.status_code == 200
    assert [row["id"] for row in answer.json()["results"]] == [second.public_id, first.public_id]
    assert answer.json()["results"][1] == {
        "id": first.public_id,
        "kind": "tests.something",
        "group": "orders",
        "title": "\u2068Omar\u2069 did something",
        "body": "It is about “\u2068A logo\u2069”.",
        "url": "/en/orders/x/",
        "created_at": "2026-11-23T09:00:00Z",
        "is_read": False,
    }


def test_list_asks_the_same_queries_for_one_row_and_for_three(
    seller: Member, now: datetime
) -> None:
    program = api(seller, "notifications:read")
    counts = []
    for more in (1, 2):
        for _turn in range(more):
            tell(seller, now=now)
        with CaptureQueriesContext(connection) as caught:
            program.get(PATH)
        counts.append(len([row for row in caught if "notifications_" in row["sql"]]))
    assert counts == [1, 1]


def test_read_marks_one_and_read_all_the_rest(seller: Member, now: datetime) -> None:
    row = tell(seller, now=now)
    tell(seller, now=now)
    tell(seller, now=now)
    assert row is not None
    program = api(seller, "notifications:write")
    answer = program.post(f"{PATH}{row.public_id}/read/")
    assert (answer.status_code, answer.json()["is_read"]) == (200, True)
    assert program.post(f"{PATH}read/").json() == {"read": 2}
    assert Notification.objects.filter(read_at=None).count() == 0


def test_read_of_anothers_is_not_found(seller: Member, stranger: Member, now: datetime) -> None:
    row = tell(seller, now=now)
    assert row is not None
    answer = api(stranger, "notifications:write").post(f"{PATH}{row.public_id}/read/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("scope", "method", "status"),
    [
        ("notifications:read", "post", 403),
        ("notifications:write", "get", 403),
        ("orders:read", "get", 403),
    ],
)
def test_a_token_without_the_scope_is_refused(
    seller: Member, scope: str, method: str, status: int
) -> None:
    program = api(seller, scope)
    address = PATH if method == "get" else f"{PATH}read/"
    assert getattr(program, method)(address).status_code == status


def test_without_a_token_nobody_is_answered(client: Client) -> None:
    assert client.get(PATH).status_code == 401
