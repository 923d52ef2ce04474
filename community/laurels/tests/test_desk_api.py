"""The desk by token: the whole way, and who has no such desk."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from community.gurus.models import Membership
from community.laurels.models import Election
from community.laurels.services import closing
from community.laurels.tests import world
from community.laurels.tests.world import DAY
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock

pytestmark = pytest.mark.django_db
BASE = "/api/v1/laurels/"
Send = Callable[..., Any]


def sending(member: Member) -> Send:
    """Return what sends JSON with the member's token; without any it reads."""
    made = create_token(member=member, name="t", scopes=sorted(SCOPES), now=clock.now())
    client = Client(headers={"Authorization": f"Bearer {made.key}"})

    def send(path: str, sent: dict[str, Any] | None = None) -> Any:
        if sent is None:
            return client.get(f"{BASE}{path}")
        return client.post(f"{BASE}{path}", json.dumps(sent), content_type="application/json")

    return send


def plan(now: datetime, **changed: Any) -> dict[str, Any]:
    """Return a plan as it is sent."""
    return {
        "year": now.year,
        "places": 1,
        "counting_from": f"{now.year}-01-01",
        "vote_opens_at": (now + 10 * DAY).isoformat(),
        "vote_closes_at": (now + 17 * DAY).isoformat(),
        **changed,
    }


def test_an_election_is_brought_to_its_end_by_token(
    manager: Member, gurus: list[Membership], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    send = sending(manager)
    made = send("desk/elections/", plan(now))
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    one = f"elections/{made.json()['public_id']}/"
    assert sending(gurus[0].member)(one).status_code == 404
    assert send(f"{one}change/", plan(now, places=2)).json()["places"] == 2
    assert send(f"{one}prizes/", {"contest_id": "nothing"}).json()["code"] == (
        "election_prizes_unknown"
    )
    assert send(f"{one}open/", {}).json()["state"] == "nominating"
    assert send(f"{one}open/", {}).json()["code"] == "election_state"
    election = Election.objects.get()
    world.accepted(election, gurus[0].member, gurus[1].member, now=now)
    world.named(election, gurus[0].member, gurus[2].member, now=now)
    shown = send(f"desk/{one}").json()
    assert (len(shown["candidates"]), shown["to_answer"]) == (1, 1)
    closing.move_due_elections(now=election.vote_opens_at, limit=1)
    for guru in gurus:
        world.cast(world.fresh(election), guru.member, world.ids(election))
    assert send(f"desk/{one}").json()["voted"] == 3
    closing.move_due_elections(now=election.vote_closes_at, limit=1)
    assert send(f"{one}cancel/", {"reason": " "}).status_code == 422
    assert send(f"{one}confirm/", {}).json()["state"] == "confirmed"
    assert [row["state"] for row in send("desk/elections/").json()["results"]] == ["confirmed"]


@pytest.mark.parametrize(
    "changed",
    [
        {"vote_closes_at": "9999-12-31T23:59:59Z"},
        {"vote_closes_at": "9999-12-31T23:59:59-12:00"},
        {"year": 10**30},
        {"counting_from": "no day"},
    ],
)
def test_what_is_no_plan_is_refused(
    changed: dict[str, Any], manager: Member, now: datetime
) -> None:
    assert sending(manager)("desk/elections/", plan(now, **changed)).status_code == 422
    assert Election.objects.count() == 0
