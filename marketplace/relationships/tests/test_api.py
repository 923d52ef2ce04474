"""Relationships over the API: the same verbs, the same refusals, one effect for each key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.core.ids import new_public_id
from marketplace.ledger.queries import available_balance
from marketplace.relationships import services
from marketplace.relationships.choices import Source
from marketplace.relationships.queries.months import local_day
from marketplace.relationships.tests.world import PRICE, completed, fund, meet, offer, talk

pytestmark = pytest.mark.django_db
Ask = Callable[..., Any]


@pytest.fixture
def ask(now: datetime) -> Ask:
    keys: dict[int, str] = {}

    def send(member: Member, method: str, path: str, body: Any = None, *, key: str = "") -> Any:
        if member.pk not in keys:
            keys[member.pk] = create_token(member=member, name="all", scopes=SCOPES, now=now).key
        headers = {"Authorization": f"Bearer {keys[member.pk]}"}
        headers["Idempotency-Key"] = key or new_public_id()
        browser = Client()
        if method == "get":
            return browser.get(f"/api/v1/{path}", headers=headers)
        return browser.post(f"/api/v1/{path}", body or {}, "application/json", headers=headers)

    return send


def test_a_book_over_the_api(ask: Ask, seller: Member, client_member: Member) -> None:
    made = ask(seller, "post", "clients/", {"name": "Mona", "email": "mona@example.com"})
    assert (made.status_code, made.json()["name"]) == (201, "Mona")
    path = f"clients/{made.json()['id']}/"
    twice = ask(seller, "post", "clients/", {"name": "X", "email": "mona@example.com"})
    assert (twice.status_code, twice.json()["code"]) == (409, "already_in_book")
    assert ask(seller, "post", f"{path}notes/", {"text": "Secret"}).status_code == 201
    deal = {"amount": 5_000, "made_on": "2026-01-05"}
    assert ask(seller, "post", f"{path}record_deal/", deal).status_code == 201
    shown = ask(seller, "get", path).json()
    assert shown["deals"] == [{"currency": "USD", "amount": 5_000}]
    assert ask(client_member, "get", path).status_code == 404
    assert ask(client_member, "get", f"{path}notes/").status_code == 404
    assert [one["name"] for one in ask(seller, "get", "clients/").json()["results"]] == ["Mona"]
    assert ask(seller, "post", f"{path}remove/").status_code == 204
    assert ask(seller, "get", path).status_code == 404


def test_the_fee_over_the_api(ask: Ask, seller: Member, client_member: Member) -> None:
    assert ask(client_member, "get", "clients/fee/salma/").json() == {"fee_bp": 2_000, "reason": ""}
    completed(client_member, seller, now=clock.now())
    answer = ask(client_member, "get", "clients/fee/salma/").json()
    assert answer == {"fee_bp": 1_800, "reason": "loyal"}


def test_a_retainer_over_the_api(ask: Ask, seller: Member, client_member: Member) -> None:
    now = clock.now()
    meet(seller, client_member, now=now)
    terms = {
        "client": "omar",
        "title": "Care",
        "scope": "Every month",
        "unit": "hours",
        "quantity": 600,
        "price_amount": PRICE,
        "start_on": local_day(now, timezone=seller.timezone).isoformat(),
    }
    made = ask(seller, "post", "retainers/", terms).json()
    path = f"retainers/{made['id']}/"
    assert made["moves"] == ["withdraw"]
    fund(client_member, 2 * PRICE, now=now)
    key = new_public_id()
    first = ask(client_member, "post", f"{path}accept/", key=key)
    again = ask(client_member, "post", f"{path}accept/", key=key)
    assert first.json() == again.json()
    assert available_balance(client_member, "USD") == PRICE
    assert first.json()["periods"][0]["left"] == 600
    usage = {"amount": 90, "note": "Menu", "used_on": now.date().isoformat()}
    assert ask(client_member, "post", f"{path}log_usage/", usage).status_code == 403
    assert ask(seller, "post", f"{path}log_usage/", usage).status_code == 201
    assert ask(client_member, "get", path).json()["periods"][0]["left"] == 510
    refused = ask(client_member, "post", f"{path}resume/")
    assert (refused.status_code, refused.json()["code"]) == (409, "retainer_state_refuses")
    change = {"quantity": 300, "price_amount": 20_000, "reason": "Less"}
    proposed = ask(client_member, "post", f"{path}propose_change/", change).json()
    done = ask(seller, "post", f"retainers/changes/{proposed['id']}/answer/", {"accept": True})
    assert done.json()["state"] == "accepted"


def test_lists_cost_the_same_for_three(
    ask: Ask,
    seller: Member,
    client_member: Member,
    stranger: Member,
    django_assert_num_queries: Any,
) -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    now = clock.now()
    offer(seller, client_member, now=now, start_on=local_day(now, timezone=seller.timezone))
    counts = {}
    for path in ("clients/", "retainers/", "introductions/"):
        ask(seller, "get", path)
        with CaptureQueriesContext(connection) as counted:
            ask(seller, "get", path)
        counts[path] = len(counted)
    for other in (stranger, client_member):
        offer(seller, other, now=now, start_on=local_day(now, timezone=seller.timezone))
    for path, count in counts.items():
        with django_assert_num_queries(count):
            assert ask(seller, "get", path).status_code == 200


def test_people_over_the_api(
    ask: Ask, seller: Member, client_member: Member, stranger: Member
) -> None:
    talk(stranger, client_member, now=clock.now())
    body = {"client": "omar", "freelancer": "salma", "message": "You two!"}
    made = ask(stranger, "post", "introductions/", body).json()
    path = f"introductions/{made['id']}/accept/"
    assert ask(seller, "post", path).json()["state"] == "proposed"
    assert ask(client_member, "post", path).json()["state"] == "accepted"
    order = completed(client_member, seller, now=clock.now())
    services.plan_pulses(order=order, now=clock.now())
    services.ask_due_pulses(now=clock.now(), limit=9)
    (asked,) = ask(client_member, "get", "pulses/").json()
    answer = f"pulses/{asked['id']}/answer/"
    assert ask(seller, "post", answer, {"feeling": "happy"}).status_code == 404
    assert ask(client_member, "post", answer, {"feeling": "happy"}).json()["feeling"] == "happy"
    assert ask(client_member, "post", answer, {"feeling": "happy"}).status_code == 409
    shared = ask(seller, "post", "deals/", {"order": order.public_id, "source": "article"})
    assert shared.json() == {"bands": {}, "sources": {}, "has_hidden": True, "stories": []}
    assert ask(seller, "post", "deals/withdraw/").status_code == 204


@pytest.mark.parametrize(
    "path",
    [
        "clients/sources/?until=9999-12-31",
        "clients/sources/?since=0001-01-01&until=0001-01-02",
        "clients/?q=%00",
        "clients/?tag=a%00b",
        "clients/?source=%00",
        "clients/?source=nonsense",
    ],
)
def test_odd_addresses_are_answered(ask: Ask, seller: Member, path: str) -> None:
    assert ask(seller, "get", path).status_code == 200


def test_what_isnt_sent_leaves_how_a_client_came(
    ask: Ask, seller: Member, client_member: Member, now: datetime
) -> None:
    meet(seller, client_member, now=now, source=Source.INVITATION)
    (row,) = ask(seller, "get", "clients/").json()["results"]
    told = ask(seller, "post", f"clients/{row['id']}/edit/", {"name": "Omar", "phone": "+966"})
    assert (told.json()["phone"], told.json()["source"]) == ("+966", "invitation")
