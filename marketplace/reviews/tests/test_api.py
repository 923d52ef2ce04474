"""Reviews and levels in the API: the same refusals, the same seal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.reviews.tests.world import CANARY, completed, live_gig, reviewed

pytestmark = pytest.mark.django_db
STARS = {"work": 5, "communication": 4, "agreed": 3, "time": 4, "language": "en"}


@pytest.fixture
def moment() -> datetime:
    return clock.now() - timedelta(hours=2)


@pytest.fixture
def api() -> Callable[..., Any]:
    """Return a function that asks the API as a member: a POST where a body is given."""

    def ask(member: Member, address: str, body: dict[str, object] | None = None) -> Any:
        key = create_token(member=member, name="t", scopes=SCOPES, now=clock.now()).key
        headers = {"authorization": f"Bearer {key}", "accept-language": "en"}
        if body is None:
            return Client().get(f"/api/v1/{address}", headers=headers)
        given = {"data": body, "content_type": "application/json"}
        return Client().post(f"/api/v1/{address}", headers=headers, **given)  # type: ignore[arg-type]

    return ask


def test_writing_editing_answering_reading(
    client_member: Member, seller: Member, api: Callable[..., Any], moment: datetime
) -> None:
    gig = live_gig(seller, moment)
    order = completed(client_member, seller, now=moment, gig_id=gig.pk)
    body = {"order": order.public_id, **STARS, "text": CANARY}
    mine = api(client_member, "reviews/", body)
    assert (mine.status_code, mine.json()["published_at"]) == (201, None)
    twice = api(client_member, "reviews/", body)
    assert (twice.status_code, twice.json()["code"]) == (409, "review_already_written")
    one = f"reviews/{mine.json()['id']}/"
    assert (
        api(client_member, f"{one}edit/", {**STARS, "work": 1, "text": CANARY}).json()["work"] == 1
    )
    assert api(seller, f"{one}edit/", {**STARS}).status_code == 404
    assert api(seller, one).status_code == 404
    assert api(seller, f"reviews/?gig={gig.public_id}").json()["results"] == []

    api(seller, "reviews/", {"order": order.public_id, **STARS})
    shown = api(seller, f"reviews/?gig={gig.public_id}").json()["results"]
    assert [(row["text"], row["rating"], row["stars"]["work"]) for row in shown] == [
        (CANARY, "3.0", 1)
    ]
    summary = api(seller, f"reviews/summary/?gig={gig.public_id}").json()
    assert (summary["rating"], summary["count"], summary["histogram"]["3"]) == ("3.0", 1, 1)
    late = api(client_member, f"{one}edit/", {**STARS})
    assert (late.status_code, late.json()["code"]) == (409, "reviews_closed")
    answer = api(seller, f"{one}answer/", {"text": "Sorry.", "language": "en"}).json()
    assert answer["answer"]["text"] == "Sorry."
    written = api(client_member, "reviews/written/").json()["results"]
    assert [row["id"] for row in written] == [mine.json()["id"]]


def test_what_is_wrong_names_its_field(
    client_member: Member, seller: Member, api: Callable[..., Any], moment: datetime
) -> None:
    order = completed(client_member, seller, now=moment)
    answer = api(client_member, "reviews/", {"order": order.public_id, **STARS, "time": 9})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["time"])


def test_levels_are_open(seller: Member, api: Callable[..., Any]) -> None:
    rules = api(seller, "levels/").json()
    assert [row["level"] for row in rules] == [1, 2, 3]
    assert rules[0]["asked"]["rating"] == 430
    mine = api(seller, "levels/mine/").json()
    assert (mine["level"], mine["figures"]["orders"], mine["changes"]) == (0, 0, [])
    assert [row["measure"] for row in mine["next"] if not row["is_met"]] == [
        "orders",
        "clients",
        "rating",
        "on_time",
    ]


def test_the_list_costs_the_same_for_one_and_for_three(
    client_member: Member, seller: Member, moment: datetime
) -> None:
    key = create_token(member=seller, name="t", scopes=SCOPES, now=clock.now()).key
    headers = {"authorization": f"Bearer {key}"}
    found = []
    for _number in range(3):
        reviewed(completed(client_member, seller, now=moment), now=moment)
        Client().get("/api/v1/reviews/", headers=headers)
        with CaptureQueriesContext(connection) as queries:
            answer = Client().get("/api/v1/reviews/", headers=headers)
        found.append((len(answer.json()["results"]), len(queries)))
    assert found == [(1, found[0][1]), (2, found[0][1]), (3, found[0][1])]


def test_odd_addresses_lead_nowhere(seller: Member, api: Callable[..., Any]) -> None:
    assert api(seller, "reviews/?gig=%00").status_code == 404
    assert api(seller, "reviews/summary/?member=%00").status_code == 404
